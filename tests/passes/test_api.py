"""Passes over REST."""

import pytest

from passes.models import VehiclePass
from passes.types import ensure_pass_types


@pytest.fixture
def body(world, types):
    return {
        "type": "city_emergency",
        "enterprise": world.shanda.credit_code,
        "plate": "川e·12345",
        "plate_colour": "yellow",
        "driver_name": "赵师傅",
        "driver_phone": "139 0000 0001",
        "goods_category": "raw_materials",
        "goods_name": "钢材",
        "weight_t": "12.50",
        "origin": "510522",
        "destination": "510502",
        "first_day": "2022-09-08",
        "last_day": "2022-09-14",
    }


def test_the_whole_life_over_rest(world, api_of, body):
    made = api_of(world.li).post("/api/v1/passes/", body, format="json")
    assert made.status_code == 201, made.content
    shown = made.json()
    assert shown["plate"] == "川E12345" and shown["status"] == "submitted" and shown["number"] is None
    url = f"/api/v1/passes/{shown['id']}/"
    assert api_of(world.sun).post(f"{url}accept/", {}, format="json").json()["status"] == "accepted"
    assert api_of(world.ren).post(f"{url}recommend/", {}, format="json").json()["status"] == "recommended"
    issued = api_of(world.chen).post(f"{url}issue/", {}, format="json").json()
    assert issued["standing"] == "valid" and issued["number"].startswith("22-000001-")
    assert issued["last_day"] == "2022-09-14"
    assert issued["valid_until"] == "2022-09-15T00:00:00+08:00"
    assert issued["driver_phone"] == "139****0001"
    again = api_of(world.chen).post(f"{url}issue/", {}, format="json")
    assert again.status_code == 409 and again.json()["code"] == "status"


def test_all_errors_of_an_application_at_once(world, api_of, body):
    wrong = {
        **body,
        "plate": "川E123挂",
        "last_day": "2022-09-30",
        "driver_phone": "12",
        "destination": "500116",
    }
    answer = api_of(world.li).post("/api/v1/passes/", wrong, format="json")
    assert answer.status_code == 400
    assert {error["field"] for error in answer.json()["errors"]} == {
        "plate",
        "last_day",
        "driver_phone",
        "destination",
    }
    assert not VehiclePass.objects.exists()


def test_a_draft_is_amended_and_handed_in(world, api_of, body):
    li = api_of(world.li)
    made = li.post("/api/v1/passes/", {**body, "draft": True}, format="json").json()
    assert made["status"] == "draft"
    url = f"/api/v1/passes/{made['id']}/"
    amended = li.patch(url, {"route": "G93"}, format="json")
    assert amended.status_code == 200 and amended.json()["route"] == "G93"
    assert amended.json()["plate"] == "川E12345"
    assert li.post(f"{url}submit/", {}, format="json").json()["status"] == "submitted"


def test_he_enters_a_paper_pass_once(world, api_of, body):
    paper = {
        **body,
        "type": "province_emergency",
        "number": "510500000017",
        "occurred_at": "2022-09-01T21:49:00+08:00",
        "basis": "川运通〔2022〕3号",
        "first_day": "2022-09-01",
        "last_day": "2022-09-30",
    }
    he = api_of(world.he)
    key = {"Idempotency-Key": "paper-17"}
    made = he.post("/api/v1/passes/enter/", paper, format="json", headers=key)
    assert made.status_code == 201, made.content
    assert made.json()["channel"] == "offline" and made.json()["number"] == "510500000017"
    again = he.post("/api/v1/passes/enter/", paper, format="json", headers=key)
    assert again.status_code == 200 and again.headers["Idempotency-Replayed"] == "true"
    twice = he.post("/api/v1/passes/enter/", paper, format="json")
    assert twice.status_code == 409 and twice.json()["code"] in {
        "pass_number_never_reused",
        "one_live_pass_a_slot",
    }
    assert VehiclePass.objects.count() == 1
    assert api_of(world.chen).post("/api/v1/passes/enter/", paper, format="json").status_code in {400, 403}


def test_the_auditor_reads_no_driver(world, api_of, body, issued):
    issued()
    row = api_of(world.xuming).get("/api/v1/passes/").json()["results"][0]
    assert "driver_name" not in row and "driver_phone" not in row
    assert api_of(world.sun).get("/api/v1/passes/").json()["results"][0]["driver_name"] == "赵师傅"


def test_zhao_finds_nothing(world, api_of, issued):
    made = issued()
    zhao = api_of(world.zhao)
    assert zhao.get("/api/v1/passes/").json()["count"] == 0
    assert zhao.get(f"/api/v1/passes/{made.pk}/").status_code == 404
    assert zhao.post(f"/api/v1/passes/{made.pk}/suspend/", {"remark": "x"}).status_code == 404
    assert api_of(world.guan).get("/api/v1/passes/").json()["count"] == 0


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=2345", 1),
        ("q=川ｅ·12345", 1),
        ("q=22-000001", 1),
        ("q=2200000159", 1),
        ("standing=valid", 1),
        ("standing=expired", 0),
        ("goods_category=medical", 0),
        ("destination=5105", 1),
        ("valid_at=2022-09-14T23:59:00%2B08:00", 1),
        ("valid_at=2022-09-15T00:00:00%2B08:00", 0),
        ("issued_from=2022-09-08&issued_to=2022-09-08", 1),
        ("waiting=true", 0),
    ],
)
def test_filters(world, api_of, issued, query, found):
    issued()
    answer = api_of(world.chen).get(f"/api/v1/passes/?{query}")
    assert answer.status_code == 200, answer.content
    assert answer.json()["count"] == found


def test_types_are_listed_and_kept_as_officials_made_them(world, api_of, types):
    kind = types["city_emergency"]
    kind.longest_days = 5
    kind.save()
    ensure_pass_types(world.bureau)
    rows = api_of(world.li).get("/api/v1/pass-types/").json()["results"]
    assert (rows[0]["code"], rows[0]["longest_days"]) == ("city_emergency", 5)
