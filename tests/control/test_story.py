"""The city switches Hejiang with one key, in a real browser: who could not follow and why, one order withdrawn,
confirmations arriving on the wall."""

import re

import pytest

from plans.loops.services import confirm_loop
from plans.services import start_plan
from tests.hands import link, press, shows
from tests.plans.forms import filed
from tests.plans.test_loops import firms_on_file

pytestmark = pytest.mark.browser


def test_the_city_switches_hejiang_and_watches_it_follow(world, screen):
    filed(world.shanda, clerk=world.li, territory=world.luo, district=world.sun)
    start_plan(world.qingquan, by=world.ma)
    firms_on_file(world, 3)
    page = screen(world.chen)
    page.goto("/switches/")
    link(page, re.compile("预览切换"))
    page.select_option("[name=region]", "510522")
    press(page, "预览")
    headline = page.locator(".lb-headline").inner_text()
    assert "5家企业中" in headline and "4家将转入闭环" in headline and "1家不能切换" in headline
    page.locator(".lb-reason summary").click()
    assert page.locator(".lb-names").input_value() == world.qingquan.name
    assert "现为“草稿”" in page.locator(".lb-reason").inner_text()
    page.fill("[name=basis]", "泸州市2022年第5号通告")
    press(page, "立即切换4家")
    assert "已下达4家" in page.locator(".lb-headline").inner_text()

    row = page.locator("tr", has_text="试验企业1")
    row.locator("input[name=selected]").check()
    page.get_by_text("撤回未确认的指令").click()
    page.fill("[name=remark]", "该企业已停产检修")
    press(page, "撤回选中的")
    assert "指令已撤回" in page.locator("tr", has_text="试验企业1").inner_text()

    link(page, re.compile("大屏"))
    figures = page.locator(".lb-wall-figures")
    shows(figures.locator("div", has_text="已封闭").locator("dd"), "0")
    confirm_loop(world.shanda.loops.get(), by=world.luo, people_inside=181)
    page.locator(".lb-wall-latest li", has_text=world.shanda.name).wait_for()  # by itself, within ten seconds
    shows(figures.locator("div", has_text="已封闭").locator("dd"), "1")
    shows(figures.locator("div", has_text="已撤回").locator("dd"), "1")

    phone = screen(world.xu, 390)
    phone.goto("/switches/answers/paste/")
    phone.fill("[name=text]", "试验企业0，12：00，88人\n试验企业2 未能启动：发酵车间停电")
    press(phone, "检查")
    press(phone, "办理2家")
    assert "已确认1家封闭，1家未能启动" in phone.locator("main").inner_text()
    page.locator(".lb-wall-figures .is-stop dd", has_text="1").wait_for()
