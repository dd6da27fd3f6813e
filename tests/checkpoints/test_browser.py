"""The checkpoint page on a phone: by plate, by code, with no network, with a clock set back, cut off."""

import json
import re
from datetime import timedelta
from itertools import product

import pytest
from django.conf import settings
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from checkpoints import services
from checkpoints.models import Check, Device
from passes import services as passes
from passes.issue.claims import address
from passes.models import VehiclePass
from passes.roadside.outcomes import verdict_of

from .phone import CORPUS, DONE, VECTORS, act, again, enrolled, saw, told, typed

pytestmark = pytest.mark.browser

ENDS = ("issued", "suspended", "revoked", "recalled", "voided", "superseded")


def test_a_guard_checks_by_plate_and_by_code_also_without_a_network(
    world, post, issued, page_at, live_server
):
    good, other, gone = issued(), issued(plate="川ED12345", plate_colour="green"), issued(plate="川E54321")
    passes.revoke_pass(gone, by=world.chen, remark="转借", basis="第9号")
    page = enrolled(page_at(390, 844, service_workers="allow"), world, post)
    errors = []
    page.on("console", lambda one: errors.append(one.text) if one.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    vectors = page.evaluate(VECTORS)
    published = json.loads((settings.BASE_DIR / "static/code/vectors.json").read_text())
    for way in ("browser", "library"):
        for one in published["wrong"]:
            assert vectors["faults"].get(f"{way} {one['name']}") == one["fault"], (way, one["name"])
        for one in published["right"]:
            assert f"{way} {one['name']}" in vectors["read"], (way, one["name"])
    corpus = json.loads((settings.BASE_DIR / "static/code/corpus.json").read_text())["spoilt"]
    assert page.evaluate(CORPUS) == [one["fault"] for one in corpus]

    # A shift begins; a plate in six taps; two plates with one ending are offered whole.
    page.click("#shift")
    page.fill("#officer", "周强")
    page.click("#hand-over .go")
    page.locator("#ask").wait_for()
    assert typed(page, "54321") <= 6 and told(page) == "revoked"
    act(page, "turn_back")
    typed(page, "2345")
    page.locator("#hits button", has_text="川E12345").click()
    assert told(page) == "valid" and page.locator(".plate b").inner_text() == "川E12345"
    assert "合江县 至 江阳区" in page.locator("[data-fact=route]").inner_text()
    act(page, "pass")
    page.locator("#sent", has_text="已查2车，全部上传").wait_for()

    # The network is cut in the middle: by plate and by code as before, and the page opens again.
    page.context.set_offline(True)
    good.refresh_from_db()
    assert saw(page, address(bytes(good.code), "https://portal.example")) == "valid"
    page.click("#wrong")
    assert told(page) == "wrong_plate"
    act(page, "hand_over")
    assert saw(page, "HTTPS://EXAMPLE.COM/MENU") == "foreign"
    again(page)
    page.locator("#sent", has_text="1条待上传").wait_for()
    asked = []
    page.once("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.reload()
    assert asked == ["beforeunload"], "what is not sent yet is warned of"
    page.locator(DONE).wait_for()
    typed(page, "ED12345"[1:])
    assert told(page) == "valid"
    act(page, "pass")
    page.locator("#sent", has_text="2条待上传").wait_for()

    # Set back by a day, the phone calls nothing valid until the server has spoken.
    page.evaluate("const real = Date.now; Date.now = () => real() - 86400000")
    typed(page, "12345")
    page.locator("#hits button", has_text="川E12345").click()
    assert told(page) == "unknown" and page.locator(".verdict").get_attribute("data-fault") == "clock"
    act(page, "turn_back")
    passes.suspend_pass(good, by=world.chen, remark="核查")
    page.context.set_offline(False)
    page.locator("#sent", has_text="全部上传").wait_for()
    assert Check.objects.count() == 5
    kept = {(one.plate, one.how, one.verdict, one.action) for one in Check.objects.all()}
    assert ("川E12345", "code", "wrong_plate", "hand_over") in kept
    assert Check.objects.filter(place__shift__officer="周强").count() == 5
    typed(page, "12345")  # the new list was read before anything was sent
    page.locator("#hits button", has_text="川E12345").click()
    assert told(page) == "suspended"
    again(page)

    # Old beyond the limit; and lost.
    hours = "n => import('/static/checkpoint/phone.js').then(({ phone }) => { phone.book.confirmed -= n * 3600; })"
    for age, level in ((1, "amber"), (5, "red"), (24, "hard")):
        page.evaluate(hours, age)
        page.evaluate("import('/static/checkpoint/standing.js').then(one => one.showAll())")
        assert page.locator(f"#age.is-{level}").count() == 1, level
    typed(page, "ED12345"[1:])
    assert told(page) == "unknown"
    again(page)
    services.cut_off(Device.objects.get(), by=world.guan, why="遗失")
    page.evaluate("dispatchEvent(new Event('online'))")
    page.locator("#enrol-error", has_text="已停用").wait_for()
    other.refresh_from_db()
    assert [line for line in errors if "ERR_INTERNET_DISCONNECTED" not in line and "401" not in line] == []


@pytest.mark.parametrize("app", ["MicroMessenger/8.0", "AlipayClient/10.5", "AliApp(DingTalk/7.0) DingTalk"])
def test_inside_a_chat_app_it_says_what_works_there_and_how_to_get_the_rest(
    world, post, issued, page_at, live_server, app
):
    """A code that works once must not be spent in a chat: the address, code and all, is copied for the browser."""
    issued()
    page = page_at(390, 844, user_agent=f"Mozilla/5.0 (Linux; Android 10) {app}")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=live_server.url)
    code, _until = services.make_code(post, by=world.guan)
    page.goto(f"/checkpoint/#{code}")
    page.locator(DONE).wait_for()
    assert "入网码只能用一次" in page.locator("#chat").inner_text() and page.locator("#enrol").is_visible()
    page.click("#address")
    page.locator("#address", has_text="已复制").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == f"{live_server.url}/checkpoint/#{code}"
    page.click("#enrol .go")
    page.locator("#age.is-fresh").wait_for()
    assert "只能连网输入车牌或编号查验" in page.locator("#chat").inner_text()
    typed(page, "12345")
    assert told(page) == "valid", "what it says works does"


def test_the_first_phone_of_a_city_gets_its_list_before_any_pass_is_issued(world, post, page_at, live_server):
    """The first list makes the first key: keys that were asked for before know nothing of it."""
    phone = enrolled(page_at(390, 844, service_workers="allow"), world, post)
    typed(phone, "12345")
    assert told(phone) == "not_found"


def test_in_a_browser_nothing_is_said_of_chats(page_at, live_server):
    page = page_at(390, 844)
    page.goto("/checkpoint/")
    page.locator(DONE).wait_for()
    assert page.locator("#chat").is_hidden()


def test_phone_and_server_judge_alike(page_at, live_server, noon):
    """Every status, with and without a way home and hours, at moments around every edge."""
    first = noon - timedelta(hours=30)
    last, home = first + timedelta(days=3), first + timedelta(days=2)
    moments = [
        edge + timedelta(minutes=minutes) for edge in (first, home, last, noon) for minutes in (-1, 0, 1, 400)
    ]
    cases, expected = [], []
    for status, back, hours, at in product(ENDS, (None, home), (None, (720, 900), (1320, 360)), moments):
        one = VehiclePass(status=status, validity=DateTimeTZRange(first, last), return_only_until=back)
        one.hours_from, one.hours_until = hours or (None, None)
        expected.append(str(verdict_of(one, at)))
        seconds = [None if moment is None else moment.timestamp() for moment in (first, last, back, at)]
        cases.append([*seconds, hours, status])
    page = page_at(390, 844)
    page.goto("/checkpoint/")
    judged = """async cases => {
      const { verdictOf } = await import("/static/checkpoint/judge.js");
      return cases.map(([from, until, home, at, hours, status]) => verdictOf({from, until, home, hours, status}, at));
    }"""
    assert page.evaluate(judged, cases) == expected
    assert len(set(expected)) == 10


def test_an_upload_whose_answer_is_lost_is_sent_again_and_kept_once(
    world, post, issued, page_at, live_server
):
    """The network is cut between the server's keeping a record and its saying so."""
    issued()
    page = enrolled(page_at(390, 844, service_workers="allow"), world, post)
    sent, lost = [], []

    def lose(route):
        sent.append(route.request.post_data_json["checks"])
        if not lost:
            lost.append(route.fetch().status)
            route.abort()
        else:
            route.continue_()

    page.context.route("**/api/v1/checkpoint/records/", lose)
    typed(page, "12345")
    assert told(page) == "valid"
    with page.expect_event("requestfailed", lambda request: request.url.endswith("/records/")):
        act(page, "pass")
    page.locator("#sent", has_text="1条待上传").wait_for()
    assert lost == [200] and Check.objects.count() == 1
    page.evaluate("dispatchEvent(new Event('online'))")
    page.locator("#sent", has_text="全部上传").wait_for()
    assert [one["uid"] for one in sent[0]] == [one["uid"] for one in sent[1]]
    assert Check.objects.count() == 1


def test_on_an_english_page_the_ends_have_their_english_names(world, post, issued, page_at, live_server):
    issued()
    phone = enrolled(page_at(390, 844, service_workers="allow", locale="en-US"), world, post)
    typed(phone, "12345")
    assert told(phone) == "valid"
    phone.locator("[data-fact=route]", has_text="Hejiang").wait_for()
    route = phone.locator("[data-fact=route]").inner_text()
    assert "Jiangyang" in route and not re.search("[\u4e00-\u9fff]", route)
