"""Control periods over REST."""

from periods.models import ControlPeriod

from .stories import announced, kind

NOTICE = {
    "issuer": "泸州市指挥部",
    "number": "2022年第5号",
    "kind": "static_management",
    "counties": ["510522", "510504"],
    "since": "2022-09-08T10:00:00+08:00",
}


def test_a_notice_is_transcribed_once_under_one_key(world, api_of):
    kind()
    chen = api_of(world.chen)
    first = chen.post("/api/v1/control-periods/", NOTICE, headers={"Idempotency-Key": "n-5"}, format="json")
    assert first.status_code == 201 and first.json()["region"] == {"code": "510504", "name": "龙马潭区"}
    again = chen.post("/api/v1/control-periods/", NOTICE, headers={"Idempotency-Key": "n-5"}, format="json")
    assert again.status_code == 200 and ControlPeriod.objects.count() == 2


def test_others_read_and_may_not_write(world, api_of):
    [period] = announced(world)
    sun = api_of(world.sun)
    assert sun.get("/api/v1/control-periods/").json()["count"] == 1
    assert sun.post("/api/v1/control-periods/", NOTICE, format="json").status_code == 403
    assert sun.post(f"/api/v1/control-periods/{period.pk}/end/", {}, format="json").status_code == 403
    assert api_of(world.system).get(f"/api/v1/control-periods/{period.pk}/").status_code == 404


def test_a_period_is_ended_and_the_past_still_answers(world, api_of):
    [period] = announced(world)
    chen = api_of(world.chen)
    ended = chen.post(
        f"/api/v1/control-periods/{period.pk}/end/", {"until": "2022-09-08T11:00:00+08:00"}, format="json"
    )
    assert ended.status_code == 200 and ended.json()["phase"] == "ended"
    at = "/api/v1/control-periods/?in_force_at=2022-09-08T"
    assert chen.get(f"{at}10:59:00%2B08:00").json()["count"] == 1
    assert chen.get(f"{at}11:00:00%2B08:00").json()["count"] == 0


def test_all_that_is_wrong_is_said_at_once(world, api_of):
    wrong = {"kind": "gold", "since": "yesterday"}
    response = api_of(world.chen).post("/api/v1/control-periods/", wrong, format="json")
    assert response.status_code == 400
    assert {error["field"] for error in response.json()["errors"]} >= {"issuer", "number", "kind", "since"}
