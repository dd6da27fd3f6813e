"""The review desk: the next case before one's eyes, many at once with what is not clean told first."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from passes import services
from passes.desk import queue
from passes.desk.deciding import decide, preview
from passes.desk.phrases import keep_phrase
from passes.desk.queue import claim_next, queue_of
from passes.models import KeptPhrase, PassClaim, VehiclePass
from tests.passes.test_races import at_once
from workflow.errors import Refused

pytestmark = pytest.mark.database

DESK = "/passes/desk/"


@pytest.fixture
def applied(world, application):
    """``applied(n)``: n applications of Shanda's, one vehicle each."""

    def make(count, **changes):
        return [
            services.apply_for_pass(by=world.li, **application(plate=f"川E1{n:04}", **changes))
            for n in range(count)
        ]

    return make


def test_urgent_goods_come_first_then_the_earliest_deadline(world, applied, application):
    steel = applied(2)
    masks = services.apply_for_pass(by=world.li, **application(plate="川E99999", goods_category="medical"))
    assert [one.pk for one in queue_of(world.sun).cases] == [masks.pk, *(one.pk for one in steel)]
    assert queue_of(world.sun).waiting == 3 and queue_of(world.sun).done == 0


def test_sun_decides_one_after_the_other_without_leaving_the_desk(world, applied, client):
    first, second = applied(2)
    client.force_login(world.sun)
    page = client.get(DESK)
    assert page.context["record"] == first and "无疑点" in page.content.decode()
    assert {offer["verb"] for offer in page.context["offers"]} == {"accept", "recommend", "return", "refuse"}
    done = client.post(f"{DESK}?case={first.pk}", {"verb": "recommend", "key": "k1"})
    assert done.headers["Location"] == DESK
    page = client.get(DESK)
    assert page.context["record"] == second and page.context["queue"].done == 1
    keep_phrase(use="return", words="请补充途经线路。", by=world.qian)
    page = client.get(DESK)
    assert "请补充途经线路。" in page.content.decode(), "kept by a colleague, offered to all of the unit"
    empty = client.post(f"{DESK}?case={second.pk}", {"verb": "return", "key": "k2"})
    assert empty.status_code == 400
    client.post(f"{DESK}?case={second.pk}", {"verb": "return", "key": "k2", "phrase": "请补充途经线路。"})
    second.refresh_from_db()
    assert second.status == "returned" and second.steps.last().deed.remark == "请补充途经线路。"
    assert "没有待您办理" in client.get(DESK).content.decode()


def test_the_desk_takes_back_what_was_just_issued(world, recommended, client):
    made = recommended()
    client.force_login(world.chen)
    client.post(f"{DESK}?case={made.pk}", {"verb": "issue", "key": "k"})
    assert "撤回核发" in client.get(DESK).content.decode()
    client.post(f"{DESK}undo/")
    made.refresh_from_db()
    assert made.status == "revoked"
    assert "data-left" not in client.get(DESK).content.decode()
    client.post(f"{DESK}undo/")
    made.refresh_from_db()
    assert made.status == "revoked"


def test_what_qian_took_in_hand_is_not_on_suns_desk(world, applied):
    applied(12)
    assert len(claim_next(world.qian)) == 10
    assert len(queue_of(world.sun).cases) == 2
    assert (queue_of(world.qian).waiting, queue_of(world.qian).mine) == (12, 10)


def test_claiming_takes_a_constant_number_of_statements(world, applied):
    applied(9)
    claim_next(world.sun, many=1)

    def statements(many):
        with CaptureQueriesContext(connection) as captured:
            claim_next(world.sun, many=many)
        return len(captured)

    assert statements(2) == statements(6)


@pytest.mark.django_db(transaction=True)
def test_two_who_take_the_next_at_once_never_get_the_same(world, applied):
    applied(8)
    mine, theirs = at_once(lambda: claim_next(world.sun, many=4), lambda: claim_next(world.qian, many=4))
    keys = [{one.record_id for one in claims} for claims in (mine, theirs)]
    assert not keys[0] & keys[1] and PassClaim.objects.filter(ended_at=None).count() == sum(map(len, keys))


@pytest.mark.django_db(transaction=True)
def test_two_who_decide_at_once_decide_once(world, applied):
    [made] = applied(1)

    def say(by):
        record = VehiclePass.objects.get(pk=made.pk)
        return services.refuse_pass(record, by=by, remark="线路不需要")

    said = at_once(lambda: say(world.sun), lambda: say(world.qian))
    assert sum(isinstance(one, Refused) for one in said) == 1
    assert made.steps.filter(target="refused").count() == 1


def test_many_at_once_first_tells_what_is_not_clean(world, applied, under_control, client):
    made = applied(3)
    for one in made:
        services.recommend_pass(one, by=world.ren if one.status == "accepted" else world.sun)
    under_control(world.r510522)
    keys = [one.pk for one in made]
    client.force_login(world.chen)
    words = {"verb": "issue", "selected": keys}
    shown = client.post("/passes/decide/", words)
    page = shown.content.decode()
    assert "有疑点 3 件" in page and "不在闭环生产中" in page
    digest = shown.context["shown"].digest
    assert client.post("/passes/decide/", {**words, "digest": digest}).status_code == 409, "none is clean"
    agreed = {"doubtful": "on", "approver": "lin", "basis": "第12次会议"}
    done = client.post("/passes/decide/", {**words, "digest": digest, **agreed})
    assert done.headers["Location"] == DESK
    assert VehiclePass.objects.filter(pk__in=keys, status="issued").count() == 3
    client.post(f"{DESK}undo/")
    assert VehiclePass.objects.filter(pk__in=keys, status="revoked").count() == 3, (
        "one press, taken back whole"
    )


def test_what_has_changed_since_it_was_shown_is_not_carried_out(world, applied):
    first, second = applied(2)
    keys = [first.pk, second.pk]
    shown = preview(keys, "accept", by=world.sun)
    services.refuse_pass(second, by=world.qian, remark="不需要")
    with pytest.raises(Refused) as refused:
        decide(keys, "accept", by=world.sun, digest=shown.digest)
    assert refused.value.code == "changed"
    again = preview(keys, "accept", by=world.sun)
    assert [one.pk for one in again.clean] == [first.pk] and len(again.barred) == 1
    assert decide(keys, "accept", by=world.sun, digest=again.digest).moved == [first.pk]


def test_the_desk_over_rest(world, applied, client):
    [made] = applied(1)
    client.force_login(world.sun)
    url = "/api/v1/passes"
    kind = {"content_type": "application/json"}
    assert client.post(f"{url}/claim-next/", **kind).json() == {"passes": [made.pk]}
    shown = client.post(f"{url}/decide/", {"verb": "recommend", "passes": [made.pk]}, **kind).json()
    assert shown["clean"] == [made.pk] and shown["digest"]
    body = {"verb": "recommend", "passes": [made.pk], "digest": shown["digest"]}
    assert client.post(f"{url}/decide/", body, **kind).json()["done"] == [made.pk]
    kept = client.post("/api/v1/pass-phrases/", {"use": "refuse", "words": "线路不在管控区内。"}, **kind)
    assert kept.status_code == 201 and kept.json()["unit"] == world.hejiang.name
    assert client.delete(f"/api/v1/pass-phrases/{kept.json()['id']}/").status_code == 204
    assert not KeptPhrase.objects.of(world.sun).exists()
    client.force_login(world.zhao)
    assert client.get("/api/v1/pass-phrases/").json()["results"] == []


def test_what_does_not_fit_the_page_is_told_and_a_press_away(world, applied, client, monkeypatch):
    monkeypatch.setattr(queue, "SHOWN", 2)
    first, second, third, fourth, fifth = applied(5)
    client.force_login(world.sun)
    page = client.get(DESK)
    assert "后面还有 3 件" in page.content.decode() and "回到最前" not in page.content.decode()
    then = f"?after={page.context['queue'].next}"
    page = client.get(DESK + then)
    assert [one.pk for one in page.context["queue"].cases] == [third.pk, fourth.pk]
    assert page.context["queue"].waiting == 5 and page.context["queue"].rest == 1
    services.recommend_pass(second, by=world.sun)
    again = client.get(DESK + then)
    assert [one.pk for one in again.context["queue"].cases] == [third.pk, fourth.pk], (
        "whatever is decided before"
    )
    done = client.post(f"{DESK}{then}&case={third.pk}", {"verb": "recommend", "key": "k9"})
    assert done.headers["Location"] == then
    assert [one.pk for one in client.get(DESK + then).context["queue"].cases] == [fourth.pk, fifth.pk]
    for nonsense in ("x", "0.1", "0.999999999999999999.1"):
        assert client.get(f"{DESK}?after={nonsense}").context["queue"].cases[0] == first
