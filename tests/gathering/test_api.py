"""Links, templates and many firms over REST."""

import json

from gathering.models import CollectionLink, ParkTemplate
from plans.models import Plan

from .stories import made, sent


def post(client, url, body):
    return client.post(url, json.dumps(body), content_type="application/json")


def put(client, url, body):
    return client.put(url, json.dumps(body), content_type="application/json")


def test_links_are_made_listed_accepted_refused_and_revoked(world, client):
    client.force_login(world.luo)
    body = {"enterprises": [world.shanda.credit_code, world.longfei.credit_code], "task": "start"}
    told = post(client, "/api/v1/collection-links/make/", body).json()
    [link] = told["links"]
    assert link["address"].startswith("http://testserver/c/") and link["address"] in link["text"]
    assert [(one["credit_code"], one["code"]) for one in told["refused"]] == [
        (world.longfei.credit_code, "not_found")
    ]
    listed = client.get("/api/v1/collection-links/").json()["results"]
    assert [(one["id"], one["status"], "address" in one) for one in listed] == [(link["id"], "open", False)]
    url = f"/api/v1/collection-links/{link['id']}/"
    assert client.post(f"{url}accept/").status_code == 409
    assert client.post(f"{url}revoke/").json()["status"] == "revoked"
    again = sent(world.shanda, world.luo)
    url = f"/api/v1/collection-links/{again.pk}/"
    assert post(client, f"{url}refuse/", {"remark": "重填"}).json()["status"] == "returned"


def test_many_are_accepted_at_once_and_a_repeated_key_is_done_once(world, client):
    client.force_login(world.luo)
    link = sent(world.shanda, world.luo)
    body = {"links": [link.pk, 999999]}
    how = {"content_type": "application/json", "headers": {"Idempotency-Key": "k1"}}
    for _turn in range(2):
        told = client.post("/api/v1/collection-links/accept-many/", json.dumps(body), **how).json()
        assert told == {"done": [link.pk], "refused": []}
    assert Plan.objects.count() == 1


def test_drafts_are_begun_and_handed_in(world, client):
    client.force_login(world.luo)
    firms = [world.shanda.credit_code]
    told = post(client, "/api/v1/gathering/start/", {"enterprises": firms, "source": "blank"}).json()
    assert told["begun"][0]["credit_code"] == firms[0]
    told = post(client, "/api/v1/gathering/submit/", {"enterprises": firms}).json()
    assert told["submitted"] == [] and "第一责任人" in told["refused"][0]["missing"]
    wrong = post(client, "/api/v1/gathering/start/", {"enterprises": "x", "source": "none"})
    assert wrong.status_code == 400 and len(wrong.json()["errors"]) == 2


def test_a_template_is_read_by_those_who_see_the_park_and_written_by_its_committee(world, client):
    url = f"/api/v1/park-templates/{world.port.pk}/"
    client.force_login(world.luo)
    assert put(client, url, {"answers": {"gates_total": 2}}).json()["answers"] == {"gates_total": 2}
    wrong = put(client, url, {"answers": {"gates_total": "x", "undertaking": True, "nobody": 1}})
    assert {error["field"] for error in wrong.json()["errors"]} == {"gates_total", "undertaking", "nobody"}
    client.force_login(world.sun)
    assert client.get(url).json()["answers"] == {"gates_total": 2}
    assert put(client, url, {"answers": {}}).status_code == 403
    client.force_login(world.gao)
    assert client.get(url).status_code == 404 and put(client, url, {"answers": {}}).status_code == 404
    assert ParkTemplate.objects.count() == 1


def test_a_foreign_link_does_not_exist_by_page_or_rest(world, client):
    link = made(world.shanda, world.luo)
    for who in ("gao", "zhao", "hu", "guan"):
        client.force_login(world.people[who])
        for url in (f"/links/{link.pk}/", f"/api/v1/collection-links/{link.pk}/"):
            assert client.get(url).status_code in {403, 404}, (who, url)
        body = {"links": [link.pk]}
        assert post(client, "/api/v1/collection-links/revoke-many/", body).json()["done"] == []
        client.post("/links/many/", {"selected": [link.pk], "verb": "revoke"})
    assert CollectionLink.objects.get().status == "open"


def test_who_may_not_forward_a_link_is_not_shown_its_address(world, client):
    link = made(world.shanda, world.luo)
    for who, shown in (("luo", True), ("li", True), ("sun", False), ("chen", False), ("xuming", False)):
        client.force_login(world.people[who])
        assert ("/c/" in client.get(f"/links/{link.pk}/").content.decode()) is shown, who
        assert ("/c/" in client.get(f"/links/slips/?selected={link.pk}").content.decode()) is shown, who
