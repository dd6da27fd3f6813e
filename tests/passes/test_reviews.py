"""复核: officers answer personally, so who issued what, with whom and on what ground is looked through afterwards."""

from datetime import date

import pytest

from passes import bulk, services
from passes.models import PassReview, VehiclePass
from passes.reviewing.services import recheck_pass
from tests.conftest import shanghai
from workflow.errors import NotYours, Refused

pytestmark = pytest.mark.database

LIST = "/passes/reviews/"
REST = "/api/v1/pass-issues/"


@pytest.fixture
def five(world, types, recommended):
    """Chen issued three by one press; Lin one alone, and one for fourteen days with Chen's consent."""
    kind = types["city_emergency"]
    kind.most_days = 14
    kind.save()
    many = [recommended(plate=f"川E1000{n}") for n in range(3)]
    bulk.issue_passes(VehiclePass.objects.filter(pk__in=[one.pk for one in many]), by=world.chen)
    alone = recommended(plate="川E20000")
    services.issue_pass(alone, by=world.lin)
    long = recommended(plate="川E30000", last_day=date(2022, 9, 20))
    services.issue_pass(long, by=world.lin, approver=world.chen, basis="指挥部9月8日口头")
    return [*many, alone, long]


def rows(client, **asked):
    return client.get(REST, asked).json()["results"]


def test_who_issued_what_with_whom_and_what_was_not_clean(world, five, client):
    client.force_login(world.xuming)
    found = {row["plate"]: row for row in rows(client)}
    assert len(found) == 5
    long = found["川E30000"]
    assert (long["officer"], long["approver"], long["basis"]) == ("林悦", "陈思远", "指挥部9月8日口头")
    assert long["unclean"] == "too_long" and long["press_count"] == 1
    assert found["川E10000"]["press_count"] == 3 and found["川E10000"]["unclean"] == ""
    for asked, count in [
        ({"officer": "lin"}, 2),
        ({"officer": "陈思远"}, 3),
        ({"unclean": "true"}, 1),
        ({"second": "true"}, 1),
        ({"many": "true"}, 3),
        ({"issued_from": "2022-09-09"}, 0),
        ({"issued_to": "2022-09-08", "type": "city_emergency"}, 5),
    ]:
        assert len(rows(client, **asked)) == count, asked
    page = client.get(f"{LIST}?unclean=true").content.decode()
    assert "川E30000" in page and "有效期过长" in page and "川E20000" not in page
    export = b"".join(client.get(f"{LIST}?export=csv").streaming_content).decode()
    assert "指挥部9月8日口头" in export and "有效期过长" in export


def test_a_sample_is_the_same_for_all_who_ask_with_the_same_seed(world, five, client):
    client.force_login(world.xuming)
    first = {row["id"] for row in rows(client, sample=2, seed="周一")}
    assert len(first) == 2
    client.force_login(world.chen)
    assert {row["id"] for row in rows(client, sample=2, seed="周一")} == first
    drawn = {frozenset(row["id"] for row in rows(client, sample=2, seed=str(n))) for n in range(12)}
    assert len(drawn) > 1, "another seed draws others"
    assert {row["officer"] for row in rows(client, sample=5, officer="lin")} == {"林悦"}
    assert client.get(REST, {"sample": 501}).status_code == 400


def test_lin_marks_chens_and_nobody_their_own(world, five, client):
    first, second, third, alone, long = five
    client.force_login(world.lin)
    done = client.post(LIST + "mark/", {"selected": [one.pk for one in (first, second, alone)]}, follow=True)
    page = done.content.decode()
    assert "已复核2件，留下1件" in page and "须由他人复核" in page
    assert set(PassReview.objects.values_list("record", flat=True)) == {first.pk, second.pk}
    with pytest.raises(Refused, match="须由他人复核"):
        recheck_pass(long, by=world.chen, outcome="fine")  # who agreed answers for it too
    for person in (world.he, world.sun, world.xuming, world.li):
        with pytest.raises(NotYours):
            recheck_pass(third, by=person, outcome="fine")
    url = f"/api/v1/passes/{third.pk}/recheck/"
    bare = client.post(url, {"outcome": "wrong"}, content_type="application/json")
    assert bare.status_code == 400, "what is wrong must be said"
    said = {"outcome": "wrong", "remark": "线路与来函不符"}
    assert client.post(url, said, content_type="application/json").status_code == 200
    page = client.get(third.get_absolute_url())
    assert ("复核有问题", world.lin) in [(step["label"], step["person"]) for step in page.context["steps"]]
    assert "线路与来函不符" in page.content.decode()
    assert [row["plate"] for row in rows(client, outcome="wrong")] == [third.plate]
    assert len(rows(client, reviewed="false")) == 2
    many = client.post(
        f"{REST}recheck/",
        {"passes": [second.pk, alone.pk], "outcome": "fine"},
        content_type="application/json",
    )
    assert many.json()["done"] == [second.pk] and str(alone.pk) in many.json()["left"]
    third.refresh_from_db()
    assert third.status == "issued", "putting it right is another verb"


def test_a_paper_pass_is_answered_for_by_who_entered_it(world, types, application, client):
    row = application(type=types["province_emergency"]) | {"number": "510500000017"}
    services.enter_paper_pass(by=world.he, basis="台账", occurred_at=shanghai("2022-09-08 08:00"), **row)
    client.force_login(world.chen)
    [row] = rows(client)
    assert row["officer"] == "何真" and row["verb"] == "enter" and row["basis"] == "台账"


def test_the_desks_and_firms_have_no_such_list(world, five, client):
    for person in (world.sun, world.li, world.ren, world.luo):
        client.force_login(person)
        assert client.get(LIST).status_code == 403 and client.get(REST).status_code == 403
