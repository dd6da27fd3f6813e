"""延期 and 变更: a new pass follows an issued one, which holds until the very moment the new one is issued."""

from datetime import date

import pytest

from checkpoints.lists import _rows, current_edition
from clock import clock
from passes import services
from passes.issue.undoing import undo_issue
from passes.models import VehiclePass
from tests.conftest import shanghai
from tests.passes.test_races import at_once
from workflow.errors import Refused

S = VehiclePass.Status
TENTH = shanghai("2022-09-10 09:00")


@pytest.fixture
def follow(world, application):
    """Li asks for a pass that follows ``old``, from the tenth; Sun and Ren take it as far as the issuer's desk."""

    def make(old, recommend=True, **changes):
        days = {"first_day": date(2022, 9, 10), "last_day": date(2022, 9, 16)}
        new = services.apply_for_pass(by=world.li, **application(amends=old, **days, **changes))
        if recommend:
            services.accept_pass(new, by=world.sun)
            services.recommend_pass(new, by=world.ren)
        return new

    return make


@pytest.mark.database
def test_another_route_takes_the_place_of_the_old_though_the_rule_of_the_type_would_keep_both(
    world, issued, follow
):
    old = issued()
    with clock.standing_at(TENTH):
        new = follow(old, destination=world.r510504, route="G93 合江—龙马潭")
        old.refresh_from_db()
        assert old.status == S.ISSUED, "until the new one is issued the old one holds"
        deed = services.issue_pass(new, by=world.lin)
        old.refresh_from_db()
        assert (old.status, new.status) == (S.SUPERSEDED, S.ISSUED)
        last = old.steps.order_by("pk").last()
        assert last.deed == deed and last.occurred_at == new.issued_at and deed.count == 2
        current_edition()
        listed = {row[1]: row[8] for row in _rows(None)}
        assert listed[old.uid] == "superseded" and listed[new.uid] == "issued", (
            "the phones at the posts learn both"
        )


def test_both_pages_show_the_link_and_the_reviewer_what_differs(world, issued, follow, client):
    old = issued()
    with clock.standing_at(TENTH):
        new = follow(old, route="G76", driver_name="钱师傅")
        client.force_login(world.chen)
        told = client.get(f"/passes/desk/?case={new.pk}").content.decode()
        assert old.number in told and "途经线路：G93 合江—泸州 → G76" in told and "驾驶员：已改" in told
        services.issue_pass(new, by=world.chen)
        client.force_login(world.li)
        assert new.number in client.get(old.get_absolute_url()).content.decode()
        page = client.get(new.get_absolute_url()).content.decode()
        assert old.number in page and "已被替代" in page
        steps = client.get(old.get_absolute_url()).context["steps"]
        assert (steps[0]["label"], steps[0]["person"]) == ("已被替代", world.chen)


def test_li_extends_from_the_page_of_the_pass(world, issued, client):
    old = issued()
    client.force_login(world.li)
    with clock.standing_at(TENTH):
        page = client.get(old.get_absolute_url()).content.decode()
        address = f"/passes/new/?amends={old.pk}&as=extend"
        assert address.replace("&", "&amp;") in page and "变更" in page
        form = client.get(address).context["form"]
        assert (form["first_day"].value(), form["last_day"].value()) == (date(2022, 9, 10), date(2022, 9, 16))
        answers = {name: form[name].value() or "" for name in form.fields if name != "draft"}
        response = client.post(address, answers)
        assert response.status_code == 302, response.context["form"].errors
        new = VehiclePass.objects.get(amends=old)
        assert new.route == old.route and new.driver_name == old.driver_name
        again = client.post(address, answers)
        assert again.status_code == 409 and "已有一件延期或变更申请" in again.content.decode()
    client.force_login(world.hu)
    assert client.get(address).status_code == 404


def test_the_same_over_rest(world, types, issued, client):
    old = issued()
    client.force_login(world.li)
    with clock.standing_at(TENTH):
        answers = {
            "type": "city_emergency",
            "enterprise": world.shanda.credit_code,
            "plate": "川E12345",
            "driver_name": "赵师傅",
            "driver_phone": "13900000001",
            "goods_category": "raw_materials",
            "goods_name": "钢材",
            "origin": "510522",
            "destination": "510504",
            "first_day": "2022-09-10",
            "last_day": "2022-09-16",
            "amends": old.pk,
        }
        made = client.post("/api/v1/passes/", answers, content_type="application/json")
        assert made.status_code == 201 and made.json()["amends"] == old.pk
        late = client.post(
            "/api/v1/passes/", answers | {"first_day": "2022-09-15"}, content_type="application/json"
        )
        assert late.status_code == 400 and late.json()["errors"][0]["code"] == "leaves_a_gap"
        foreign = client.post("/api/v1/passes/", answers | {"amends": 0}, content_type="application/json")
        assert foreign.status_code == 400


@pytest.mark.parametrize("ends", ["revoke", "recall", "void", "suspend"])
def test_a_pass_that_no_longer_holds_is_not_followed(world, issued, follow, ends):
    old, other = issued(), issued(plate="川E20000")
    with clock.standing_at(TENTH):
        waiting = follow(other, plate="川E20000")
        words = {"remark": "核查"} | ({"basis": "第9号通告"} if ends != "suspend" else {})
        for one in (old, other):
            getattr(services, f"{ends}_pass")(one, by=world.he, **words)
        with pytest.raises(Refused, match="不能延期或变更") as refused:
            follow(old)
        assert refused.value.code == "not_amendable"
        with pytest.raises(Refused, match="由申请单位另行申请") as refused:
            services.issue_pass(waiting, by=world.chen)
        assert refused.value.code == "not_amendable"
        waiting.refresh_from_db()
        assert waiting.status == S.RECOMMENDED and waiting.number is None
    with clock.standing_at(shanghai("2022-09-20 09:00")), pytest.raises(Refused):
        follow(
            issued(plate="川E30000", first_day=date(2022, 9, 20), last_day=date(2022, 9, 21)),
            plate="川E30000",
        )


def test_an_issue_taken_back_brings_the_old_pass_back_and_another_may_be_asked_for(world, issued, follow):
    old = issued()
    with clock.standing_at(TENTH):
        new = follow(old, destination=world.r510504)
        services.issue_pass_undoably(new, by=world.chen)
        undo_issue(new, by=world.chen)
        old.refresh_from_db()
        assert old.status == S.ISSUED
        services.issue_pass(follow(old), by=world.chen)
        old.refresh_from_db()
        assert old.status == S.SUPERSEDED


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_time", range(3))
def test_of_two_amendments_of_one_pass_at_once_one_is_handed_in(world, issued, follow, _time):
    old = issued()
    with clock.standing_at(TENTH):
        results = at_once(
            lambda: follow(old, recommend=False), lambda: follow(old, recommend=False, route="G76")
        )
    [refused] = [one for one in results if isinstance(one, Refused)]
    assert refused.code == "one_amendment_at_a_time" and "已有一件" in str(refused.sentence)
    assert VehiclePass.objects.filter(amends=old).count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_time", range(3))
def test_a_pass_revoked_while_its_successor_is_issued_ends_once(world, issued, follow, _time):
    old = issued()
    with clock.standing_at(TENTH):
        new = follow(old, destination=world.r510504)
        results = at_once(
            lambda: services.issue_pass(VehiclePass.objects.get(pk=new.pk), by=world.chen),
            lambda: services.revoke_pass(
                VehiclePass.objects.get(pk=old.pk), by=world.he, remark="错发", basis="核查"
            ),
        )
    [refused] = [one for one in results if isinstance(one, Refused)]
    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.status, new.status, refused.code) in {
        (S.REVOKED, S.RECOMMENDED, "not_amendable"),
        (S.SUPERSEDED, S.ISSUED, "status"),
    }
