"""A case as each of the cast finds it, by page and by REST."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from control.models import Disqualification

from .stories import firm, proposed, running

PAPER = b"%PDF-1.4 words"


def test_the_way_of_a_case_by_page(world, client):
    _loop, _entry, (first, _second) = running(world)
    client.force_login(world.sun)
    answers = {
        "enterprise": world.shanda.credit_code,
        "ground": "staff_left",
        "facts": "9月7日夜3人翻墙外出。",
    }
    assert "提请取消闭环生产资格" in client.get(world.shanda.get_absolute_url()).content.decode()
    url = client.post("/disqualifications/new/", answers).url
    client.force_login(world.li)
    assert "陈述申辩" in client.get("/").content.decode()
    page = client.get(url)
    assert [offer["verb"] for offer in page.context["offers"]] == ["state"]
    paper = SimpleUploadedFile("说明.pdf", PAPER, "application/pdf")
    assert client.post(url, {"verb": "state", "text": "当晚系送医。", "file": paper}).status_code == 302
    client.force_login(world.chen)
    page = client.get(url)
    assert [offer["verb"] for offer in page.context["offers"]] == ["decide", "decide_urgently", "drop"]
    text = page.content.decode()
    assert "当晚系送医" in text and "2张通行证即刻暂停" in text and "闭环（闭环运行中）即刻结束" in text
    assert b"".join(client.get(f"{url}file/").streaming_content) == PAPER
    half = {"verb": "decide", "basis": "12号", "return_passes": [first.number]}
    assert client.post(url, half).status_code == 400
    whole = half | {"return_only_until": "2022-09-08T20:00", "key": "k"}
    assert client.post(url, whole).status_code == 302
    assert "已取消闭环生产资格" in client.get(world.shanda.get_absolute_url()).content.decode()
    paper = client.get(f"{url}print/").content.decode()
    assert "仅限返程" in paper and "盖章处" in paper and "提请市级恢复资格" in paper
    assert client.post(url, {"verb": "reinstate", "basis": "15号"}).status_code == 302
    assert not firm(world).is_disqualified


@pytest.mark.parametrize("who", ["zhao", "gao", "hu", "ma", "guan", "system"])
def test_a_foreign_place_finds_nothing(world, client, who, api_of):
    case = proposed(world)
    client.force_login(world.people[who])
    for url in (f"/disqualifications/{case.pk}/", f"/disqualifications/{case.pk}/print/"):
        assert client.get(url).status_code == 404
    rest = api_of(world.people[who])
    for verb in ("state", "decide", "decide-urgently", "drop", "reinstate"):
        assert rest.post(f"/api/v1/disqualifications/{case.pk}/{verb}/").status_code in (400, 404)
    assert not case.statements.exists()


def test_the_way_of_a_case_by_rest(world, api_of):
    running(world)
    sun, li, chen = api_of(world.sun), api_of(world.li), api_of(world.chen)
    body = {"enterprise": world.shanda.credit_code, "ground": "seal", "facts": "封条被撕"}
    made = sun.post("/api/v1/disqualifications/", body, headers={"Idempotency-Key": "d1"}, format="json")
    assert made.status_code == 201 and made.json()["status"] == "proposed"
    again = sun.post("/api/v1/disqualifications/", body, headers={"Idempotency-Key": "d1"}, format="json")
    assert again.status_code == 200 and Disqualification.objects.count() == 1
    url = f"/api/v1/disqualifications/{made.json()['id']}/"
    assert li.get(f"{url}file/").status_code == 404
    assert sun.post(f"{url}decide/", {"basis": "12号"}, format="json").status_code == 403
    early = chen.post(f"{url}decide/", {"basis": "12号"}, format="json")
    assert early.status_code == 409 and early.json()["code"] == "not_heard_yet"
    said = li.post(f"{url}state/", {"text": "大风所致"}, format="json")
    assert said.status_code == 200 and said.json()["heard"] is True
    done = chen.post(f"{url}decide/", {"basis": "12号"}, headers={"Idempotency-Key": "d2"}, format="json")
    assert done.status_code == 200 and done.json()["document"] == "12号"
    again = chen.post(f"{url}decide/", {"basis": "12号"}, headers={"Idempotency-Key": "d2"}, format="json")
    assert again.headers["Idempotency-Replayed"] == "true"
    assert chen.get("/api/v1/whitelist/?under_review=true").json()["count"] == 1
    assert chen.get("/api/v1/enterprises/?disqualified=true").json()["count"] == 1
    assert chen.post(f"{url}reinstate/", {"basis": "15号"}, format="json").json()["status"] == "reinstated"


def test_the_auditor_reads_and_may_not_propose(world, client, api_of):
    proposed(world)
    client.force_login(world.xuming)
    assert client.get("/disqualifications/").context["listing"].total == 1
    assert client.get("/disqualifications/new/").status_code == 403
    assert api_of(world.xuming).post("/api/v1/disqualifications/", {}).status_code in (400, 403)
