"""The one-key switch by REST."""

import pytest

from enterprises.models import Enterprise
from plans.loops.services import confirm_loop
from plans.models.loops import Loop

pytestmark = pytest.mark.database

JSON = {"content_type": "application/json"}


def test_all_of_it_by_rest(world, client, plans, noon):
    client.force_login(world.sun)
    seen = client.post("/api/v1/switches/preview/", {"region": "510522"}, **JSON).json()
    assert (seen["ready"], seen["people"], seen["scope"]) == (2, 372, "合江县")
    assert seen == {
        **client.get("/api/v1/switches/preview/", {"region": "510522"}).json(),
        "as_of": seen["as_of"],
    }
    press = {"region": "510522", "digest": seen["digest"], "basis": "第5号"}
    drill = client.post("/api/v1/switches/", {**press, "drill": True}, **JSON)
    assert drill.status_code == 201 and drill.json()["drill"] is True and not Loop.objects.exists()
    Enterprise.objects.filter(pk=world.qingquan.pk).update(disqualified_at=noon)
    differs = client.post("/api/v1/switches/", press, **JSON)
    assert (differs.status_code, differs.json()["code"]) == (409, "judgement_differs")
    assert [one["field"] for one in differs.json()["errors"]] == [world.qingquan.credit_code]
    Enterprise.objects.filter(pk=world.qingquan.pk).update(disqualified_at=None)
    keyed = {**JSON, "headers": {"Idempotency-Key": "one"}}
    done, again = (client.post("/api/v1/switches/", press, **keyed) for _time in range(2))
    assert (done.status_code, again.status_code) == (201, 200)
    assert again.headers["Idempotency-Replayed"] == "true" and again.json() == done.json()
    other = client.post("/api/v1/switches/", {**press, "digest": "another"}, **keyed)
    assert (other.status_code, other.json()["code"]) == (409, "idempotency_key_reused")
    url = f"/api/v1/switches/{done.json()['id']}/"
    confirm_loop(world.shanda.loops.get(), by=world.luo, people_inside=181)
    board = client.get(f"{url}status/").json()
    assert board["totals"] == {
        "ordered": 2, "sealed": 1, "waiting": 1, "silent": 0, "failed": 0, "withdrawn": 0, "people": 181
    }  # fmt: skip
    assert len(client.get(f"{url}report/").json()["lines"]) == 2
    nobody = client.post(
        f"{url}withdraw/", {"remark": "误", "enterprises": [world.shanda.credit_code]}, **JSON
    )
    assert nobody.status_code == 409
    withdrawn = client.post(f"{url}withdraw/", {"remark": "误"}, **JSON).json()
    assert withdrawn["totals"]["withdrawn"] == 1
    seen = client.get("/api/v1/switches/lift-preview/", {"region": "510522"}).json()
    lifted = client.post("/api/v1/switches/lift/", {"region": "510522", "digest": seen["digest"]}, **JSON)
    assert lifted.status_code == 201 and world.shanda.loops.get().status == "lifted"


def test_prepared_by_rest_and_ordered(world, client, plans):
    client.force_login(world.sun)
    made = client.post(
        "/api/v1/prepared-switches/", {"region": "510522", "hour": "2022-09-08T22:00:00+08:00"}, **JSON
    )
    assert made.status_code == 201 and made.json()["status"] == "prepared"
    digest = client.get("/api/v1/switches/preview/", {"region": "510522"}).json()["digest"]
    press = {"prepared": made.json()["id"], "digest": digest}
    assert client.post("/api/v1/switches/", press, **JSON).status_code == 201
    again = client.post("/api/v1/switches/", press, **JSON)
    assert (again.status_code, again.json()["code"]) == (409, "not_prepared")
