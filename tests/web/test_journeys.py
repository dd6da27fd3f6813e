"""The three journeys the portal is for, each driven in a real browser from its first page to its last."""

import json
import re
from datetime import date
from urllib.request import Request, urlopen

import pytest

from accounts.tokens import create_token
from enterprises.models import DirectoryEntry
from passes.models import VehiclePass
from passes.types import ensure_pass_types
from periods.kinds import ensure_control_kinds
from plans.loops.services import confirm_loops, order_loop
from plans.models import Plan
from stats.tasks import compile_days_owed
from tests.cast import PASSWORD
from tests.hands import answer, follow, press
from tests.periods.stories import announced
from tests.plans.forms import WHOLE, filed
from tests.stats.deeds import at, policy
from workflow.versions import record_facts

pytestmark = pytest.mark.browser


@pytest.fixture
def signed_in(page_at):
    """``signed_in("luo", 390)``: who typed name and password at the door, on a page of this width."""

    def enter(name, width=1366, **options):
        page = page_at(width, 844 if width < 500 else 768, **options)
        page.goto("/sign-in/")
        page.fill("[name=username]", name)
        page.fill("[name=password]", PASSWORD)
        follow(page, page.locator("main form .btn-primary"))
        assert page.locator("header.lb-top").count() == 1, page.locator("main").inner_text()
        return page

    return enter


@pytest.mark.parametrize(("width", "script"), [(1366, True), (390, False)])
def test_luo_files_a_plan_and_xu_endorses_it(world, signed_in, width, script):
    page = signed_in("luo", width, java_script_enabled=script)
    page.goto("/plans/new/")
    page.select_option("[name=enterprise]", world.shanda.credit_code)
    follow(page, page.locator("main form .btn-primary"))
    answer(page, {**WHOLE, "beds": "一百九十"})
    press(page, "检查并提交")
    assert page.locator("#q-beds .err").is_visible()
    assert page.input_value("[name=beds]") == "一百九十"
    assert page.input_value("[name=principal_name]") == "赵建国"
    assert page.is_checked("[name=undertaking]")
    page.fill("[name=beds]", "190")
    press(page, "检查并提交")
    plan = Plan.objects.get()
    assert page.url.endswith(plan.get_absolute_url())
    assert (plan.status, plan.filed_by) == ("submitted", world.luo)

    page = signed_in("xu", width, java_script_enabled=script)
    page.goto(plan.get_absolute_url())
    press(page, "同意初审")
    assert "已初审" in page.locator("main").inner_text() or "待备案" in page.locator("main").inner_text()
    plan.refresh_from_db()
    assert plan.status == "endorsed"


def test_li_asks_for_a_pass_and_the_guard_reads_it_by_the_road(world, signed_in, page_at):
    ensure_pass_types(world.bureau)
    page = signed_in("li")
    page.goto("/passes/new/")
    application = {
        "enterprise": world.shanda.credit_code,
        "plate": "川E·12345",
        "plate_colour": "yellow",
        "driver_name": "赵师傅",
        "driver_phone": "13900000001",
        "goods_category": "raw_materials",
        "goods_name": "钢材",
        "origin": world.r510522.code,
        "destination": world.r510502.code,
        "route": "G93 合江—泸州",
    }
    answer(page, application)
    follow(page, page.locator("main form .btn-primary"))
    made = VehiclePass.objects.get()
    assert page.url.endswith(made.get_absolute_url())
    for name, verbs in (("sun", ["受理", "推荐"]), ("chen", ["核发"])):
        page = signed_in(name)
        page.goto(made.get_absolute_url())
        for verb in verbs:
            press(page, verb)
    made.refresh_from_db()
    assert made.status == "issued"

    guard = page_at(390, 844)
    guard.goto(f"/v/{made.uid}/")
    said = guard.locator(".answer")
    assert said.locator("h1").inner_text().strip() == "有效"
    red, green, blue = map(
        int, re.findall(r"\d+", said.evaluate("one => getComputedStyle(one).backgroundColor"))[:3]
    )
    assert green > red and green > blue
    words = guard.locator("body").inner_text()
    assert "川E12345" in words and made.number in words
    assert "赵师傅" not in guard.content() and "13900000001" not in guard.content()


def test_the_worker_compiles_the_day_and_a_client_and_the_page_read_the_same(world, live_server, signed_in):
    ensure_control_kinds()
    policy(world, "stats.first_day", "2022-09-08")
    announced(world, since="2022-09-08 06:00")
    firms = (world.shanda, world.qingquan)
    row = {"year": 2022, "county_id": world.r510522.pk, "above_scale": True, "output_value": "100"}
    record_facts(DirectoryEntry, [row | {"enterprise_id": firm.pk} for firm in firms], by=world.chen)
    filed(world.shanda, clerk=world.li, territory=world.luo, district=world.sun)
    order_loop(world.shanda, by=world.sun)
    with at("8 18:00"):
        confirm_loops(world.shanda.loops.all(), by=world.li, people_inside=181)
    with at("9 00:05"):
        assert compile_days_owed.apply().successful()
        _token, key = create_token(world.chen, name="report")
        url = f"{live_server.url}/api/v1/statistics/daily/?date=2022-09-08&figure=I2"
        with urlopen(Request(url, headers={"Authorization": f"Token {key}"})) as response:
            told = json.load(response)
        rows = told["results"] if isinstance(told, dict) else told
        [share] = [row for row in rows if row["scope"]["kind"] == "controlled"]
        assert (share["numerator"], share["denominator"], share["value"]) == ("1", "2", "0.500000")
        assert share["date"] == date(2022, 9, 8).isoformat()

        page = signed_in("chen")
        page.goto("/statistics/")
        sentence = page.locator("#headline").inner_text()
    assert sentence.startswith("截至9月8日24时") and f"{share['numerator']}户规上工业企业闭环生产" in sentence
    assert f"占{float(share['value']):.1%}（共{share['denominator']}户）" in sentence
