"""Plans and loops over REST."""

import pytest

from plans.models import Plan
from plans.questions import ENTERPRISE_2
from plans.services import start_plan

from .forms import ALL_MET, UNITS, WHOLE, filed, submitted


def test_a_plan_from_the_first_call_to_the_file(world, api_of):
    li, luo, sun = api_of(world.li), api_of(world.luo), api_of(world.sun)
    made = li.post("/api/v1/plans/", {"enterprise": world.shanda.credit_code}, format="json")
    assert made.status_code == 201 and made.json()["status"] == "draft"
    url = f"/api/v1/plans/{made.json()['id']}/"
    for section in made.json()["sections"]:
        answers = ENTERPRISE_2.parted(WHOLE)[section["key"]]
        body = {"revision": section["revision"], "answers": answers}
        saved = li.put(f"{url}sections/{section['key']}/", body, format="json")
        assert saved.status_code == 200 and saved.json()["revision"] == bool(answers), saved.content
        assert saved.json()["answers"] == answers
    sent = li.post(url + "submit/", {}, format="json")
    assert sent.status_code == 200 and len(sent.json()["version"]["sha256"]) == 64
    assert luo.post(url + "endorse/", {}, format="json").json()["status"] == "endorsed"
    read = {"sha256": sun.get(url).json()["version"]["sha256"]}
    assert luo.post(url + "file/", read, format="json").status_code == 403
    assert sun.post(url + "file/", read, format="json").json()["code"] == "unchecked"
    for unit in UNITS:
        line = {"unit": unit, "signer": "周强", "verdict": "pass"}
        assert sun.post(url + "sign/", line, format="json").status_code == 200
    judged = sun.post(url + "judge/", ALL_MET, format="json")
    assert judged.json()["check"]["conditions"][0] == {"condition": "boundary", "verdict": "met", "note": ""}
    assert sun.post(url + "file/", {}, format="json").status_code == 400  # which version was read?
    assert sun.post(url + "file/", read, format="json").json()["status"] == "filed"
    assert sun.get(url).json()["people_inside"] == 186


def test_a_section_saved_meanwhile_is_a_conflict(world, api_of):
    plan = start_plan(world.shanda, by=world.li)
    url = f"/api/v1/plans/{plan.pk}/sections/lodging/"
    body = {"revision": 0, "answers": {"beds": 190}}
    assert api_of(world.luo).put(url, body, format="json").status_code == 200
    body["answers"]["beds"] = 172
    refused = api_of(world.li).put(url, body, format="json")
    assert refused.status_code == 409 and refused.json()["code"] == "saved_meanwhile"
    assert "罗林" in refused.json()["detail"]


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        ({}, {"answers"}),
        ({"answers": {"beds": "many", "crew": 3}}, {"revision", "beds", "crew"}),
        ({"answers": {"beds": -1, "staff_total": "1e400"}, "revision": 0}, {"beds", "staff_total"}),
        ({"answers": {"beds": [1]}, "revision": True}, {"beds", "revision"}),
    ],
)
def test_bad_answers_are_all_named_and_nothing_is_kept(world, api_of, body, fields):
    plan = start_plan(world.shanda, by=world.li)
    url = f"/api/v1/plans/{plan.pk}/sections/lodging/"
    refused = api_of(world.li).put(url, body, format="json")
    assert refused.status_code == 400
    assert {error["field"] for error in refused.json()["errors"]} == fields
    plan.refresh_from_db()
    assert plan.beds is None


def test_an_unknown_section_and_a_strangers_plan_are_not_found(world, api_of):
    plan = start_plan(world.shanda, by=world.li)
    body = {"revision": 0, "answers": {}}
    assert (
        api_of(world.li).put(f"/api/v1/plans/{plan.pk}/sections/crew/", body, format="json").status_code
        == 404
    )
    zhao = api_of(world.zhao)
    assert zhao.put(f"/api/v1/plans/{plan.pk}/sections/stock/", body, format="json").status_code == 404
    assert zhao.get(f"/api/v1/plans/{plan.pk}/").status_code == 404
    assert zhao.get("/api/v1/plans/").json()["count"] == 0
    sun = api_of(world.sun)
    assert sun.put(f"/api/v1/plans/{plan.pk}/sections/stock/", body, format="json").status_code == 403


def test_firms_are_ordered_once_under_one_key_and_the_rest_named(world, api_of):
    filed(world.shanda, clerk=world.li, territory=world.luo, district=world.sun)
    sun = api_of(world.sun)
    codes = [world.shanda.credit_code, world.qingquan.credit_code, world.longfei.credit_code]
    how = {"headers": {"Idempotency-Key": "o-1"}, "format": "json"}
    first = sun.post("/api/v1/loops/order/", {"enterprises": codes, "basis": "第2号通告"}, **how)
    assert first.status_code == 200
    assert [row["credit_code"] for row in first.json()["ordered"]] == codes[:1]
    assert {row["credit_code"]: row["code"] for row in first.json()["refused"]} == {
        codes[1]: "no_filed_plan",
        codes[2]: "not_found",
    }
    again = sun.post("/api/v1/loops/order/", {"enterprises": codes, "basis": "第2号通告"}, **how)
    assert again.headers["Idempotency-Replayed"] == "true"
    assert again.json()["ordered"] == first.json()["ordered"]
    loop = first.json()["ordered"][0]["id"]
    confirmed = api_of(world.li).post(f"/api/v1/loops/{loop}/confirm/", {"people_inside": 181}, format="json")
    assert confirmed.json()["status"] == "running" and confirmed.json()["people_inside"] == 181
    nobody = api_of(world.li).post("/api/v1/loops/order/", {"enterprises": codes[:1]}, format="json")
    assert nobody.json() == {
        "ordered": [],
        "refused": [{"credit_code": codes[0], "code": "forbidden", "detail": "您没有办理这一步的权限。"}],
    }


@pytest.mark.parametrize("wrong", ["91510522MANKHCJF0B", {"a": 1}, [1, 2], None, []])
def test_codes_that_are_no_list_are_refused(world, api_of, wrong):
    refused = api_of(world.sun).post("/api/v1/loops/order/", {"enterprises": wrong}, format="json")
    assert refused.status_code == 400
    assert refused.json()["errors"][0]["field"] == "enterprises"


def test_the_schema_tells_every_question(db):
    from drf_spectacular.generators import SchemaGenerator

    schema = SchemaGenerator().get_schema(request=None, public=True)
    saving = schema["paths"]["/api/v1/plans/{id}/sections/{key}/"]["put"]["requestBody"]
    told = {
        name
        for part in saving["content"]["application/json"]["schema"]["properties"]["answers"]["oneOf"]
        for name in part["properties"]
    }
    assert told >= {question.key for question in ENTERPRISE_2.questions}


def test_filters_of_the_list(world, api_of):
    plan = submitted(world.shanda, world.li)
    start_plan(world.qingquan, by=world.ma)
    luo, sun = api_of(world.luo), api_of(world.sun)
    assert [row["id"] for row in luo.get("/api/v1/plans/?waiting=review").json()["results"]] == [plan.pk]
    assert sun.get("/api/v1/plans/?status=draft").json()["count"] == 1
    assert sun.get("/api/v1/plans/?overdue=true").json()["count"] == 0
    assert sun.get("/api/v1/plans/?county=510522&ordering=-due_at").json()["count"] == 2
    assert Plan.objects.count() == 2
