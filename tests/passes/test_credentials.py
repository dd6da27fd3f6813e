"""核酸, 健康码, VIN and permits: left open by the applicant if need be, ticked 已核 by a reviewer."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from clock import clock
from passes import services
from passes.desk import ticking
from passes.issue.claims import claims_of
from passes.issue.concerns import concerns_of
from passes.models import PassBatch, PassEdit, PassTick, VehiclePass
from tests.conftest import shanghai
from workflow.errors import NotYours, Refused

pytestmark = pytest.mark.database

VIN = "LZZ5ELSD8FA123456"
GIVEN = {
    "trailer_plate": "川E1234挂",
    "vin": VIN,
    "road_permit": "川交运管泸字510522001234号",
    "driver_permit": "510522198001010011",
    "nat_sampled_at": shanghai("2022-09-07 18:00"),
    "nat_result": "negative",
    "health_code": "green",
}


@pytest.fixture
def applied(world, application):
    return services.apply_for_pass(by=world.li, **application(**GIVEN))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"vin": "LZZ5ELSD8FA12345O"}, "vin"),
        ({"trailer_plate": "川E12345"}, "trailer_plate"),
        ({"nat_sampled_at": shanghai("2022-09-08 18:00")}, "in_future"),
    ],
)
def test_what_is_given_must_be_possible(world, application, changes, field):
    with pytest.raises(Refused) as refused:
        services.apply_for_pass(by=world.li, **application(**GIVEN | changes))
    assert refused.value.code == field


def test_qian_ticks_what_was_checked_and_it_stands_with_name_and_time(world, applied, client):
    client.force_login(world.sun)
    url = f"/api/v1/passes/{applied.pk}/check/"
    assert client.post(url, {"items": ["nat"]}, content_type="application/json").status_code == 200
    again = client.post(url, {"items": ["nat"]}, content_type="application/json")
    assert again.status_code == 409 and "均已核" in again.json()["detail"]
    case = client.get(f"/passes/desk/?case={applied.pk}").content.decode()
    assert "已核 孙禾" in case and 'value="vin"' in case and 'value="nat"' not in case
    done = client.post(
        f"/passes/desk/?case={applied.pk}", {"verb": "check", "key": "k", "items": ["vin", "road_permit"]}
    )
    assert done.headers["Location"].endswith(f"?case={applied.pk}"), "the case is looked at on"
    applied.refresh_from_db()
    assert applied.status == "submitted" and applied.ticks.count() == 3
    page = client.get(applied.get_absolute_url())
    assert VIN in page.content.decode()
    told = [(step["label"], step["person"], step["remark"]) for step in page.context["steps"]]
    assert ("已核", world.sun, "道路运输证、VIN") in told and ("已核", world.sun, "核酸") in told
    with pytest.raises(Exception, match="only ever added to"):
        PassTick.objects.update(item="vin")


def test_who_filed_it_or_does_not_review_ticks_nothing(world, application):
    filed = services.apply_for_pass(by=world.luo, **application(**GIVEN))
    for person in (world.luo, world.li, world.xuming):
        with pytest.raises(NotYours):
            ticking.tick_items(filed, by=person, items=["nat"])


def test_a_tick_no_longer_counts_once_what_was_checked_is_changed(world, application, applied):
    ticking.tick_items(applied, by=world.sun, items=["vin", "nat", "health_code"])
    services.return_pass(applied, by=world.sun, remark="核酸过期")
    later = GIVEN | {"nat_sampled_at": shanghai("2022-09-08 08:00")}
    services.edit_pass(applied, by=world.li, **application(**later))
    assert set(ticking.standing_ticks(applied)) == {"vin", "health_code"}
    kept = str(PassEdit.objects.get().changes)
    assert "nat_sampled_at" in kept and "2022-09-08" not in kept, (
        "the day of a sample stands on the pass alone"
    )
    services.submit_pass(applied, by=world.li)
    ticking.tick_items(applied, by=world.sun, items=["nat"])
    assert set(ticking.standing_ticks(applied)) == {"vin", "health_code", "nat"}


def test_an_old_sample_a_positive_one_and_a_red_code_stand_among_the_concerns(world, applied):
    def codes():
        [told] = concerns_of([applied]).values()
        return {concern.code for concern in told}

    assert not codes()
    with clock.standing_at(clock.now() + timedelta(hours=48)):
        assert codes() == {"nat_old"}
    applied.nat_result, applied.health_code = "positive", "red"
    assert codes() == {"nat_positive", "health_code"}


def test_neither_the_code_nor_the_public_page_tells_any_of_it(world, applied, client):
    services.accept_pass(applied, by=world.sun)
    services.recommend_pass(applied, by=world.ren)
    services.issue_pass(applied, by=world.chen)
    said = [GIVEN["vin"], GIVEN["driver_permit"], GIVEN["road_permit"], "阴性", "绿码", "核酸采样"]
    claims = str(claims_of(VehiclePass.objects.select_related("type", "origin", "destination").get()))
    public = (
        client.get(f"/v/{applied.uid}/").content.decode() + client.get(f"/d/{applied.uid}/").content.decode()
    )
    assert not [word for word in said if word in public or word in claims]
    client.force_login(world.xuming)
    assert GIVEN["driver_permit"] not in client.get(applied.get_absolute_url()).content.decode()
    row = client.get(f"/api/v1/passes/{applied.pk}/").json()
    assert "driver_permit" not in row and "health_code" not in row


def test_li_fills_them_in_folded_away_and_a_clone_leaves_the_day_out(world, types, applied, client):
    client.force_login(world.li)
    page = client.get("/passes/new/").content.decode()
    assert '<details class="lb-folded">' in page and "选填" in page
    form = client.get(f"/passes/new/?from={applied.pk}").context["form"]
    assert form["vin"].value() == VIN and form["driver_permit"].value() == GIVEN["driver_permit"]
    assert not form["nat_sampled_at"].value() and not form["health_code"].value()
    answers = {name: form[name].value() or "" for name in form.fields if name != "draft"}
    wrong = client.post("/passes/new/", answers | {"vin": "短"})
    assert wrong.status_code == 400 and '<details class="lb-folded" open>' in wrong.content.decode()
    right = client.post(
        "/passes/new/", answers | {"nat_sampled_at": "2022-09-08T08:00", "nat_result": "negative"}
    )
    assert right.status_code == 302
    assert VehiclePass.objects.latest("pk").nat_sampled_at == shanghai("2022-09-08 08:00")


def test_they_are_columns_of_a_batch_that_may_be_missing(world, types, client):
    client.force_login(world.li)
    body = (
        "车牌,驾驶员,电话,VIN,核酸时间,核酸,健康码,挂车\n"
        f"川E12345,王强,13900000001,{VIN.lower()},2022-09-07 18:00,阴性,绿码,川E·1234挂\n"
        "川E23456,李四,13900000002,,,,,\n"
    )
    shared = {
        "type": "city_emergency",
        "letter": "7号",
        "goods_category": "raw_materials",
        "goods_name": "钢材",
    }
    shared |= {"origin": "合江县", "destination": "江阳区", "enterprise": world.shanda.credit_code}
    url = "/api/v1/imports/pass-batches/?dry_run=false"
    answer = client.post(url, {"file": SimpleUploadedFile("车.csv", body.encode()), **shared})
    assert answer.status_code == 200, answer.content.decode()
    first, second = PassBatch.objects.get().passes.order_by("pk")
    assert (first.vin, first.trailer_plate, first.nat_result) == (VIN, "川E1234挂", "negative")
    assert first.nat_sampled_at == shanghai("2022-09-07 18:00") and not second.vin
    wrong = body.replace(VIN.lower(), "LZZ5")
    answer = client.post(url, {"file": SimpleUploadedFile("车.csv", wrong.encode()), **shared})
    assert answer.status_code == 422 and answer.json()["errors"][0]["column"], answer.json()
