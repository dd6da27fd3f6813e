"""The steps before 核发 as they are pressed: on the page of the type, at the desk, over REST, in bulk."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from passes import bulk
from passes.desk.deciding import decide, preview
from passes.models import VehiclePass

pytestmark = pytest.mark.database

S = VehiclePass.Status


def test_chen_changes_the_steps_on_the_page_and_over_rest(world, types, client):
    client.force_login(world.chen)
    url = "/passes/types/city_emergency/edit/"
    form = client.get(url).context["form"]
    answers = {name: form[name].value() or "" for name in form.fields} | {"basis": "第12号", "minted": "on"}
    assert (answers["steps"], answers["recommender"]) == ("recommend", "any")
    answers |= {"steps": "accept_recommend", "recommender": "territory", "is_open": "on"}
    assert client.post(url, answers).status_code == 302
    page = client.get("/passes/types/city_emergency/")
    assert "办理步骤：推荐，核发 → 受理，推荐，核发" in page.context["steps"][0]["remark"]
    body = {"steps": "straight", "basis": "第13号"}
    done = client.patch("/api/v1/pass-types/city_emergency/", body, content_type="application/json").json()
    assert (done["steps"], done["recommender"]) == ("straight", "territory")
    body["steps"] = "none"
    wrong = client.patch("/api/v1/pass-types/city_emergency/", body, content_type="application/json")
    assert wrong.status_code == 400


def test_luo_decides_at_the_desk_and_over_rest_what_the_territory_recommends(world, asked, client):
    client.force_login(world.luo)
    assert client.get("/passes/desk/").status_code == 403, "no type asks the territory"
    made, other = asked("recommend", "territory"), asked("recommend", "territory", plate="川E20000")
    page = client.get(f"/passes/desk/?case={made.pk}")
    assert [offer["verb"] for offer in page.context["offers"]] == ["recommend", "return"]
    assert (
        page.context["forward"] == "recommend" and "/passes/desk/" in client.get("/passes/").content.decode()
    )
    client.post(f"/passes/desk/?case={made.pk}", {"verb": "recommend", "key": "k"})
    done = client.post(f"/api/v1/passes/{other.pk}/recommend/", {}, content_type="application/json")
    assert done.status_code == 200 and done.json()["status"] == "recommended"
    made.refresh_from_db()
    assert made.status == S.RECOMMENDED


def test_chen_presses_two_steps_at_the_desk_and_over_rest(world, asked, client):
    made, other = asked("recommend", "issuer"), asked("recommend", "issuer", plate="川E20000")
    client.force_login(world.chen)
    page = client.get(f"/passes/desk/?case={made.pk}")
    assert page.context["forward"] == "recommend_issue" and "推荐并核发" in page.content.decode()
    client.post(f"/passes/desk/?case={made.pk}", {"verb": "recommend_issue", "key": "k"})
    made.refresh_from_db()
    assert made.status == S.ISSUED
    url = f"/api/v1/passes/{other.pk}/recommend-issue/"
    assert client.post(url, {}, content_type="application/json").json()["status"] == "issued"


def test_many_are_recommended_and_issued_in_the_same_statements_as_one(world, asked, types, application):
    asked("recommend", "issuer", plate="川E20000")

    def statements(prefix, number):
        rows = [application(plate=f"川E{prefix}{place:03}") for place in range(number)]
        types["city_emergency"].refresh_from_db()
        keys = [one.pk for one in bulk.apply_in_bulk(rows, by=world.li)]
        with CaptureQueriesContext(connection) as asked:
            digest = preview(keys, "recommend_issue", by=world.chen).digest
            done = decide(keys, "recommend_issue", by=world.chen, digest=digest)
        assert len(done.moved) == number
        return len(asked)

    statements("0A", 1)
    assert statements("1A", 2) == statements("2A", 100)


def test_the_register_carries_what_is_issued_outside_without_a_recommendation(world, asked):
    from passes.batches.register import RegisterImporter

    made = asked("straight")
    asked("accept_recommend", plate="川E20000")
    assert [row[1] for row in RegisterImporter.template_rows(world.chen)] == [made.plate]
