"""Types of pass are data: the issuing unit adds and changes them, and a change is for applications to come."""

from datetime import date

import pytest

from clock import clock
from passes import services
from passes.desk.deciding import preview
from passes.issue.terms import pin
from passes.models import PassType, PassTypeEdit, VehiclePass
from passes.type_desk.services import add_type
from tests.conftest import shanghai
from tests.fixtures.passes import changed
from workflow.errors import NotYours, Refused
from workflow.models import Deed

pytestmark = pytest.mark.database

CITY = "/api/v1/pass-types/city_emergency/"


def test_chen_shortens_the_validity_for_whoever_applies_from_now_on(world, types, recommended, application):
    waiting = recommended()
    short = changed(types["city_emergency"], world.chen, longest_days=3)
    services.issue_pass(waiting, by=world.lin)
    assert waiting.status == "issued", "seven days were usual when it was handed in"
    with pytest.raises(Refused) as refused:
        services.apply_for_pass(by=world.li, **application(type=short, plate="川E20000"))
    assert refused.value.code == "too_long"
    services.apply_for_pass(
        by=world.li, **application(type=short, plate="川E20000", last_day=date(2022, 9, 10))
    )
    long = changed(short, world.chen, longest_days=9)
    later = services.apply_for_pass(by=world.li, **application(type=long, plate="川E30000"))
    assert later.terms_id == PassTypeEdit.objects.latest("pk").pk
    kept = pin(list(VehiclePass.objects.select_related("type").order_by("pk")))
    assert [one.type.longest_days for one in kept] == [7, 3, 9]


def test_numbering_and_superseding_stay_as_they_were_when_it_was_handed_in(world, types, issued, recommended):
    old, waiting = issued(), recommended(destination=world.r510504)
    changed(types["city_emergency"], world.chen, minted=False, supersedes="plate", needs_seal=True)
    assert not preview([waiting.pk], "issue", by=world.chen).barred
    services.issue_pass(waiting, by=world.chen)
    old.refresh_from_db()
    assert waiting.number.startswith("22-") and old.status == "issued", "another route displaces nothing"
    fresh = recommended(plate="川E20000")
    with pytest.raises(Refused, match="编号"):
        services.issue_pass(fresh, by=world.chen)


def test_what_was_returned_is_handed_in_anew_under_the_terms_of_that_day(world, types, application):
    made = services.apply_for_pass(by=world.li, **application())
    services.return_pass(made, by=world.sun, remark="线路不明")
    changed(types["city_emergency"], world.chen, longest_days=3)
    made = VehiclePass.objects.get()
    with pytest.raises(Refused) as refused:
        services.submit_pass(made, by=world.li)
    assert refused.value.code == "too_long"


def test_he_adds_a_type_and_its_passes_are_applied_for_at_once(world, types, client):
    client.force_login(world.he)
    page = client.get("/passes/types/").content.decode()
    assert "添加类型" in page and "市内应急通行证" in page
    form = client.get("/passes/types/new/").context["form"]
    answers = {name: form[name].value() or "" for name in form.fields}
    answers |= {
        "code": "night",
        "name": "夜间保供通行证",
        "name_en": "Night supply pass",
        "basis": "指挥部口头，9月8日",
    }
    made = client.post("/passes/types/new/", {**answers, "is_open": "on", "minted": "on"})
    assert made.status_code == 302, made.context["form"].errors
    night = PassType.objects.get(code="night")
    assert night.issuing_unit == world.transport_group and night.is_open
    deed = Deed.objects.get(verb="add_type")
    assert (deed.by, deed.unit, deed.basis) == (world.he, world.transport_group, "指挥部口头，9月8日")
    again = client.post("/passes/types/new/", {**answers, "is_open": "on"})
    assert again.status_code == 400 and "已有这个代码" in again.content.decode()
    client.force_login(world.li)
    assert "夜间保供通行证" in client.get("/passes/new/").content.decode()


def test_a_change_stands_in_the_history_with_who_when_and_why(world, types, client):
    client.force_login(world.chen)
    page = client.get("/passes/types/city_emergency/edit/")
    answers = {name: page.context["form"][name].value() or "" for name in page.context["form"].fields}
    answers |= {"longest_days": "5", "validity_kinds": ["dates"], "minted": "on", "basis": "第12号"}
    del answers["is_open"]
    assert client.post("/passes/types/city_emergency/edit/", answers).status_code == 302
    kind = PassType.objects.get(code="city_emergency")
    assert (kind.longest_days, kind.validity_kinds, kind.is_open, kind.minted) == (5, ["dates"], False, True)
    page = client.get(kind.get_absolute_url())
    [step] = page.context["steps"]
    assert step["person"] == world.chen and step["basis"] == "第12号"
    assert (
        "最长有效天数：7 → 5" in step["remark"]
        and "有效方式：按日期、单程一次、至通告解除 → 按日期" in step["remark"]
    )
    assert "开放申请：是 → 否" in step["remark"]
    with pytest.raises(Exception, match="only ever added to"):
        PassTypeEdit.objects.all().delete()


def test_the_same_over_rest_where_what_is_not_named_stays(world, types, client):
    client.force_login(world.chen)

    def patch(**body):
        return client.patch(CITY, body, content_type="application/json")

    assert patch(most_days=14).status_code == 400, "a basis is asked"
    done = patch(most_days=14, basis="第12号")
    assert done.status_code == 200 and done.json()["most_days"] == 14 and done.json()["is_open"] is True
    assert done.json()["validity_kinds"] == ["dates", "trip", "notice"]
    assert patch(most_days=14, basis="第12号").status_code == 409, "nothing is changed"
    assert patch(most_days=3, basis="第12号").status_code == 400
    body = {
        "code": "day",
        "name": "一日证",
        "issuing_unit": world.bureau.name,
        "longest_days": 1,
        "basis": "第13号",
    }
    made = client.post("/api/v1/pass-types/", body, content_type="application/json")
    assert made.status_code == 201 and made.json()["longest_days"] == 1
    for person, status in ((world.he, 403), (world.sun, 403), (world.li, 403), (world.xuming, 403)):
        client.force_login(person)
        assert patch(most_days=20, basis="第14号").status_code == status
        assert client.get("/passes/types/city_emergency/edit/").status_code == 403
    client.force_login(world.xuming)
    assert client.get("/passes/types/city_emergency/").status_code == 200


def test_a_type_of_which_passes_were_issued_keeps_its_scope(world, types, issued):
    issued()
    with pytest.raises(Refused, match="范围不能再改"):
        changed(types["city_emergency"], world.chen, scope="province")
    assert not PassTypeEdit.objects.exists(), "and nothing of it is kept"
    with pytest.raises(NotYours):
        changed(types["province_emergency"], world.chen, longest_days=3)
    with pytest.raises(NotYours):
        add_type(
            by=world.chen, basis="x", code="x", name="x", scope="city", issuing_unit=world.transport_group
        )


def test_a_type_that_is_closed_is_decided_to_the_end(world, types, recommended, client):
    waiting = recommended()
    with clock.standing_at(shanghai("2022-09-08 12:00")):
        changed(types["city_emergency"], world.chen, is_open=False)
        services.issue_pass(waiting, by=world.chen)
    client.force_login(world.li)
    assert "市内应急通行证</option>" not in client.get("/passes/new/").content.decode()
