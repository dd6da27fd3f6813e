"""A clerk of the port park, one night, on a phone: three firms from scratch, one by a link the firm fills in."""

import re

import pytest

from gathering.models import Incoming
from plans.models import Plan
from tests.cast import PASSWORD
from tests.hands import comes, decide, fits, follow, link, press

from .stories import ENDING, more_firms

pytestmark = pytest.mark.browser


def fill_start_form(page, name):
    """What the firm's officer types into the start form."""
    for key, said in {
        "principal_name": name,
        "principal_phone": "13900000001",
        "people_inside": "186",
        "beds": "190",
        "transfer_name": "周强",
        "transfer_phone": "13900000002",
    }.items():
        page.locator(f"[name={key}]").fill(said)
    page.locator("[name=safety_check][value=pass]").check()
    page.locator("[name=undertaking]").check()


def test_luo_starts_three_firms_on_a_phone_and_takes_in_what_one_sends(world, page_at, live_server):
    more_firms(world, 2)
    page = page_at(390, 844)
    page.goto("/sign-in/")
    page.fill("[name=username]", "luo")
    page.fill("[name=password]", PASSWORD)
    follow(page, page.locator("main form .btn-primary"))
    assert page.locator("header.lb-top").count() == 1

    page.goto("/gathering/?lacking=not_filed")
    assert page.locator("tbody tr").count() == 3
    for box in page.locator("input[name=selected]").all():
        box.check()
    press(page, "空白新建")
    assert "已新建3份方案。" in page.locator("[role=status]").inner_text()
    assert Plan.objects.filter(status="draft", filed_by=world.luo).count() == 3

    page.goto("/gathering/?lacking=not_filed&q=山达")
    page.locator("input[name=selected]").check()
    press(page, "发收集链接")
    line = page.get_by_label(re.compile("转发文字")).input_value()
    address = re.search(r"http://\S+", line)[0]
    assert "【泸州山达重工装备有限公司】" in line

    firm = page_at(390, 844)
    firm.goto(address)
    assert "山达" not in firm.content()
    firm.get_by_label("登记电话的后四位").fill("1234")
    press(firm, "打开")
    assert "还可试4次" in firm.content()
    firm.get_by_label("登记电话的后四位").fill(ENDING)
    press(firm, "打开")
    assert firm.locator("h1").inner_text() == "泸州山达重工装备有限公司"
    fits(firm)
    fill_start_form(firm, "赵建国")
    firm.get_by_label("填报人").fill("王师傅")
    firm.locator("[data-status]", has_text="已自动保存").wait_for()
    typed = Incoming.objects.filter(sender_name="王师傅", answers__has_key="undertaking")
    comes(firm, typed.exists)  # saved by itself
    firm.reload()
    assert firm.locator("[name=beds]").input_value() == "190"
    press(firm, "报送")
    assert "已报送，谢谢" in firm.locator("h1").inner_text(), firm.locator("main").inner_text()[:900]

    page.goto("/?kind=incoming")
    link(page, re.compile("山达"))
    assert "王师傅（电话尾号0000）" in page.content()
    decide(page, "accept")
    assert "已接收" in page.locator("h1").inner_text()
    plan = Plan.objects.get(enterprise=world.shanda)
    assert (plan.status, plan.beds, plan.defects) == ("draft", 190, 0)

    page.goto("/gathering/?lacking=not_filed&q=山达")
    page.locator("input[name=selected]").check()
    press(page, "提交齐备的")
    assert "已提交1家。" in page.locator("[role=status]").inner_text()
    plan.refresh_from_db()
    assert plan.status == "submitted"


def test_two_quick_presses_begin_one_plan_and_lead_to_it(world, page_at, live_server):
    page = page_at(1366, 768)
    page.goto(f"/sign-in/?next=/plans/new/?enterprise={world.shanda.credit_code}")
    page.fill("[name=username]", "luo")
    page.fill("[name=password]", PASSWORD)
    follow(page, page.locator("main form .btn-primary"))
    page.get_by_role("button", name="开始填写").dblclick()
    page.wait_for_url("**/fill/")
    assert Plan.objects.get().enterprise == world.shanda
