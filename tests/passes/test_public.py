"""At the roadside: one word for each case, nothing personal, and no guessing."""

import re
from uuid import uuid4

import pytest
from django.utils import translation

from clock import clock
from passes import services
from passes.models import Asking, VehiclePass
from passes.roadside import asking
from tests.conftest import shanghai


def text(response):
    return response.content.decode()


def link(made):
    return f"/v/{made.uid}/"


def told(response):
    """(kind, word) of the answer."""
    page = text(response)
    return (
        re.search(r'class="answer is-(\w+)"', page)[1],
        re.search(r"<h1>.*?</svg>\s*(.*?)</h1>", page, re.S)[1],
    )


def test_valid_is_green_and_asks_to_compare(issued, world, client):
    made = issued()
    answer = client.get(link(made))
    page = text(answer)
    assert told(answer) == ("valid", "有效")
    for words in ("请核对车牌、线路", "川E12345", "合江县 至 江阳区", "9月14日24时", made.number, "12:00:00"):
        assert words in page, words
    assert 'href="tel:0830-3100000"' in page
    for personal in ("赵师傅", "13900000001", "山达", "李静"):
        assert personal not in page


@pytest.mark.parametrize(
    ("verb", "reason"),
    [("revoke", "已撤销"), ("recall", "已收回"), ("void", "已作废"), ("suspend", "已暂停")],
)
def test_each_end_says_its_reason_and_since_when(issued, world, client, verb, reason):
    made = issued()
    words = {"remark": "司机王某转借"} | ({} if verb == "suspend" else {"basis": "第9号通告"})
    getattr(services, f"{verb}_pass")(made, by=world.chen, **words)
    answer = client.get(link(made))
    assert told(answer) == ("void", "无效")
    assert reason in text(answer) and "9月8日 12:00起" in text(answer)
    assert "王某" not in text(answer)


def test_dates_are_read_at_every_reading(issued, client):
    from datetime import date

    made = issued(first_day=date(2022, 9, 10), last_day=date(2022, 9, 12))
    assert "未到生效日，9月10日0时起" in text(client.get(link(made)))
    with clock.standing_at(shanghai("2022-09-12 23:59")):
        assert told(client.get(link(made))) == ("valid", "有效")
    with clock.standing_at(shanghai("2022-09-13 00:00")):
        answer = client.get(link(made))
    assert told(answer)[0] == "void" and "已到期，9月12日24时止" in text(answer)


def test_superseded_and_return_only(issued, client):
    old, new = issued(), issued()
    assert "已被替代" in text(client.get(link(old)))
    VehiclePass.objects.filter(pk=new.pk).update(return_only_until=shanghai("2022-09-09 18:00"))
    answer = client.get(link(new))
    assert told(answer)[0] == "void" and "仅限返程，至9月9日 18:00止" in text(answer)


def test_pending_refused_and_drafts(application, world, client):
    made = services.apply_for_pass(by=world.li, **application())
    assert told(client.get(link(made))) == ("pending", "尚未核发")
    services.refuse_pass(made, by=world.sun, remark="不需要")
    answer = client.get(link(made))
    assert told(answer) == ("void", "无效") and "没有核发" in text(answer)
    draft = services.apply_for_pass(by=world.li, draft=True, **application())
    assert told(client.get(link(draft))) == ("none", "查无此证")


def test_not_found_is_not_the_same_as_not_ours(db, client):
    assert told(client.get(f"/v/{uuid4()}/")) == ("none", "查无此证")
    assert told(client.get("/v/ABC123/")) == ("foreign", "非本市证件")


@pytest.mark.parametrize(
    ("number", "plate", "kind"),
    [
        ("22-000001-59", "2345", "valid"),
        ("22 000001 59", "川e·12345", "valid"),
        ("22-000001-59", "2346", "none"),
        ("22-000002-56", "2345", "none"),
        ("22-000001-58", "2345", "none"),
        ("510500000017", "2345", "none"),
        ("500116000017", "2345", "foreign"),
        ("渝A001", "2345", "foreign"),
    ],
)
def test_by_number_with_the_plates_last_four(issued, client, number, plate, kind):
    made = issued()
    assert made.number == "22-000001-59"
    assert told(client.post("/verify/", {"number": number, "plate": plate}))[0] == kind


def test_the_number_alone_tells_nothing(issued, client):
    issued()
    answer = client.post("/verify/", {"number": "22-000001-59", "plate": "345"})
    assert answer.status_code == 400 and "后四位" in text(answer) and "22-000001-59" in text(answer)


def test_guessing_is_stopped_and_finding_is_not(issued, client, monkeypatch):
    monkeypatch.setattr(asking, "LIMIT", 3)
    issued()
    right, wrong = {"number": "22-000001-59", "plate": "2345"}, {"number": "22-000001-59", "plate": "9999"}
    for _time in range(5):
        assert client.post("/verify/", right).status_code == 200
    for _time in range(3):
        assert client.post("/verify/", wrong).status_code == 200
    stopped = client.post("/verify/", wrong)
    assert stopped.status_code == 429 and told(stopped)[0] == "later"
    assert told(client.post("/verify/", right))[0] == "later"
    assert client.post("/verify/", wrong, REMOTE_ADDR="10.0.0.9").status_code == 200


@pytest.mark.parametrize(
    ("others", "own"),
    [
        ([{"REMOTE_ADDR": "10.0.0.8", "HTTP_X_FORWARDED_FOR": f"10.9.9.{n}"} for n in range(4)], "10.0.0.9"),
        ([{"HTTP_X_FORWARDED_FOR": f"10.9.9.{n}, 203.0.113.7"} for n in range(4)], "203.0.113.8"),
        ([{"HTTP_X_FORWARDED_FOR": f"2001:db8:0:1::{n:x}"} for n in range(4)], "2001:db8:0:2::1"),
    ],
)
def test_behind_the_portals_proxy_each_guesser_is_stopped_and_nobody_else(
    issued, client, monkeypatch, others, own
):
    """A header is believed from the portal's own proxy only, and of it what the proxy saw itself."""
    monkeypatch.setattr(asking, "LIMIT", 3)
    wrong = {"number": "22-000001-59", "plate": "9999"}
    assert [client.post("/verify/", wrong, **how).status_code for how in others] == [200, 200, 200, 429]
    assert client.post("/verify/", wrong, HTTP_X_FORWARDED_FOR=own).status_code == 200


def test_addresses_are_forgotten_and_were_never_kept_as_such(db, client):
    client.post("/verify/", {"number": "22-000001-59", "plate": "9999"})
    assert "127.0.0.1" not in Asking.objects.get().address
    Asking.objects.update(since=shanghai("2022-09-08 06:00"))
    client.post("/verify/", {"number": "22-000001-59", "plate": "9999"}, REMOTE_ADDR="10.0.0.9")
    assert Asking.objects.count() == 1


def test_the_page_is_small_whole_and_leaves_nothing_behind(issued, client):
    answer = client.get(link(issued()))
    page = text(answer)
    assert len(answer.content) < 14_000
    assert "<script" not in page and "style=" not in page and "<style" not in page
    assert re.findall(r'rel="stylesheet" href="([^"]+)"', page) == ["/static/verify.css"]
    assert not answer.cookies and "no-store" in answer.headers["Cache-Control"]


def test_in_english(issued, client):
    made = issued()
    with translation.override("zh-hans"):  # what the request sets is undone after it
        answer = client.get(link(made), headers={"Accept-Language": "en"})
    assert told(answer) == ("valid", "Valid")
    assert 'lang="en"' in text(answer) and "有效" not in text(answer)
