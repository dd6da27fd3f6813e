"""Sections that save themselves, in a real browser: a lost connection, a closed tab, two people in one section."""

import pytest
from django.contrib.sessions.backends.db import SessionStore

from plans.services import start_plan
from tests.cast import PASSWORD
from tests.hands import press

pytestmark = pytest.mark.browser


@pytest.fixture
def form_of(screen):
    """``form_of(person, plan)``: that person's page of the plan's form, signed in already."""

    def open_form(person, plan, width=1366):
        page = screen(person, width)
        page.goto(f"/plans/{plan.pk}/fill/")
        page.problems = []
        page.on("pageerror", lambda error: page.problems.append(str(error)))
        return page

    return open_form


def says(page, words, section="lodging"):
    page.wait_for_function(
        "([id, words]) => document.querySelector(`#part-${id} [data-said]`).textContent.includes(words)",
        arg=[section, words],
    )


def answers_of(plan, key="lodging"):
    return plan.versions.get(frozen_at=None).sections.get(key=key).answers


def test_what_is_typed_while_the_server_is_gone_outlives_the_tab_and_is_saved_later(world, form_of):
    plan = start_plan(world.shanda, by=world.li)
    page = form_of(world.li, plan, 390)
    page.fill("[name=beds]", "190")
    page.locator("[name=beds]").blur()
    says(page, "已保存 12:00")
    assert answers_of(plan) == {"beds": 190}
    assert "已填1项" in page.locator("#fill-strip").inner_text()
    context = page.context
    context.set_offline(True)
    page.locator("[name=staff_total]").press_sequentially("209")  # not left yet
    says(page, "未保存，已留在本机")
    page.close(run_before_unload=False)
    context.set_offline(False)
    assert answers_of(plan) == {"beds": 190}
    again = context.new_page()
    again.goto(f"/plans/{plan.pk}/fill/")
    says(again, "已保存")
    assert again.input_value("[name=staff_total]") == "209"
    assert answers_of(plan) == {"beds": 190, "staff_total": 209}
    assert again.locator("#fill-strip").inner_text().count("已填2项") == 1
    kept = "Object.keys(localStorage).filter(key => key.startsWith('draft:'))"
    assert again.evaluate(kept) == []
    assert again.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_two_people_in_one_section_see_each_other_take_over_and_overwrite_nothing(world, form_of):
    plan = start_plan(world.shanda, by=world.li)
    luo, li = form_of(world.luo, plan), form_of(world.li, plan)
    with luo.expect_response("**/use/"):
        luo.focus("[name=beds]")
    li.focus("[name=beds]")
    in_use = li.locator("#part-lodging [data-use]")
    in_use.wait_for()
    assert "罗林正在填写" in in_use.inner_text()
    in_use.get_by_role("button", name="接手").click()
    in_use.wait_for(state="hidden")
    luo.focus("[name=gates_total]")
    luo.focus("[name=beds]")  # the next sign of life, sooner than in 20 seconds
    luo.locator("#part-lodging [data-use]").wait_for()
    assert "李静已接手本节" in luo.locator("#part-lodging").inner_text()
    li.fill("[name=beds]", "190")
    li.fill("[name=staff_total]", "209")
    li.locator("[name=staff_total]").blur()
    says(li, "已保存")
    luo.fill("[name=beds]", "172")
    luo.locator("[name=beds]").blur()
    says(luo, "他人已修改")
    assert answers_of(plan) == {"beds": 190, "staff_total": 209}
    assert "李静填的是：190 张" in luo.locator("#q-beds").inner_text()
    assert luo.input_value("[name=beds]") == "172"
    luo.locator("#q-staff_total [name=take]").check()
    luo.get_by_role("button", name="按所选保存").click()
    says(luo, "已保存")
    assert answers_of(plan) == {"beds": 172, "staff_total": 209}
    assert luo.locator(".lb-clash").count() == 0 and luo.input_value("[name=staff_total]") == "209"
    assert luo.problems == [] and li.problems == []


def test_an_idle_lock_in_between_loses_nothing(world, form_of):
    plan = start_plan(world.shanda, by=world.li)
    page = form_of(world.li, plan)
    session = SessionStore(page.context.cookies()[0]["value"])
    session["seen_at"] = 1
    session.save()
    page.fill("[name=beds]", "190")
    page.locator("[name=beds]").blur()
    says(page, "未保存，已留在本机，会话已锁定或已退出")
    assert answers_of(plan) == {}
    asked = []
    page.once("dialog", lambda dialog: (asked.append(dialog.message), dialog.dismiss()))
    page.locator("header .lb-switch button").click()
    assert "尚未保存到服务器" in asked[0] and page.url.endswith("/fill/")
    page.reload()
    page.fill("[name=unlock_password]", PASSWORD)
    press(page, "解锁")
    says(page, "已保存")
    assert answers_of(plan) == {"beds": 190} and page.input_value("[name=beds]") == "190"


def test_what_cannot_be_read_holds_nothing_else_up_and_submitting_waits_for_what_is_typed(world, form_of):
    plan = start_plan(world.shanda, by=world.li)
    page = form_of(world.li, plan)
    page.fill("[name=staff_total]", "209")
    page.fill("[name=beds]", "一百九十")
    page.locator("[name=beds]").blur()
    says(page, "有填写须改正，其余已保存")
    assert answers_of(plan) == {"staff_total": 209}
    assert page.locator("#q-beds .err").is_visible()
    page.fill("[name=beds]", "190")
    press(page, "检查并提交")
    assert answers_of(plan) == {"staff_total": 209, "beds": 190}
    assert "还有" in page.locator("#errors").inner_text() and page.problems == []
