"""The thresholds' pages and REST: read by whoever reads plans, decided by the city."""

from plans.models import Rule

DECISION = {"comparison": ">=", "value": "0.9", "severity": "block", "basis": "市指挥部第9号令"}


def test_chen_decides_on_the_page_and_sun_reads_it_with_its_history(world, client):
    client.force_login(world.chen)
    text = client.get("/plans/rules/").content.decode()
    assert "床位/人" in text and "平台默认" in text and "人均住宿面积" in text
    address = "/plans/rules/beds_per_person/"
    assert client.get(address).context["form"].initial["value"] == "1"
    refused = client.post(address, {**DECISION, "basis": "", "sentence": "差{beds}张"})
    assert refused.status_code == 400 and set(refused.context["form"].errors) == {"basis", "sentence"}
    assert client.post(address, DECISION).url == address
    region = {"region": world.r510522.code, "kind": "static_management", "value": "1.1"}
    assert client.post(address, {**DECISION, **region}).status_code == 302
    client.force_login(world.sun)
    text = client.get(address).content.decode()
    assert "床位/人不低于0.9" in text and "合江县 临时性静态管理" in text and "陈思远" in text
    assert "另作规定" not in text and client.post(address, DECISION).status_code == 403
    text = client.get("/plans/rules/").content.decode()
    assert "不低于 0.9" in text and "另有1条" in text
    here = client.get("/plans/rules/?region=510522&kind=static_management").content.decode()
    assert "不低于 1.1" in here


def test_who_reads_no_plans_finds_no_rules(world, client):
    for who in (world.guan, world.ren, world.system, world.security):
        client.force_login(who)
        for address in ("/plans/rules/", "/plans/rules/beds_per_person/", "/api/v1/plan-rules/in-force/"):
            assert client.get(address).status_code == 404
    client.force_login(world.li)
    assert client.get("/plans/rules/").status_code == 200
    assert client.get("/plans/rules/nothing/").status_code == 404


def test_over_rest_the_city_decides_and_everything_in_force_is_told(world, api_of):
    chen, sun, guan = api_of(world.chen), api_of(world.sun), api_of(world.guan)
    body = {"key": "persons_per_room", **DECISION, "comparison": "<=", "value": "8", "severity": "warn"}
    assert sun.post("/api/v1/plan-rules/", body, format="json").status_code == 403
    made = chen.post("/api/v1/plan-rules/", body, format="json")
    assert made.status_code == 201 and made.json()["value"] == "8.00" and made.json()["region"] is None
    bad = chen.post("/api/v1/plan-rules/", {"key": "beds", "value": -1}, format="json")
    assert {error["field"] for error in bad.json()["errors"]} >= {"key", "value", "basis", "severity"}
    held = {row["key"]: row for row in sun.get("/api/v1/plan-rules/in-force/").json()["results"]}
    assert held["persons_per_room"]["value"] == "8.00" and not held["persons_per_room"]["shipped"]
    assert held["nat_interval_days"]["value"] == "7" and held["nat_interval_days"]["shipped"]
    static = sun.get("/api/v1/plan-rules/in-force/?kind=static_management&region=510522").json()["results"]
    assert {row["key"]: row["value"] for row in static}["nat_interval_days"] == "1"
    assert sun.get("/api/v1/plan-rules/in-force/?kind=none").status_code == 400
    later = {**body, "value": "7", "since": made.json()["since"]}
    assert chen.post("/api/v1/plan-rules/", later, format="json").status_code == 201
    assert sun.get("/api/v1/plan-rules/").json()["count"] == 2
    assert sun.get("/api/v1/plan-rules/?current=true&key=persons_per_room").json()["count"] == 1
    assert guan.get("/api/v1/plan-rules/").json()["count"] == 0
    assert Rule.objects.current().get().value == 7
