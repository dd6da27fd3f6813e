"""The first evening: a clerk of the port park starts plans for three firms on a phone; one comes back and is mended."""

import re

import pytest

from plans.models import Plan, Remark
from tests.gathering.stories import more_firms
from tests.hands import answer, decide, fits, follow, press, says
from tests.plans.forms import WHOLE

from .hands import Hands

pytestmark = pytest.mark.browser


def test_luo_starts_three_plans_one_is_returned_and_he_mends_it_at_the_field(world, screen, capsys):
    more_firms(world, 2)
    luo = screen(world.luo, 390)
    hands = Hands(luo)
    three_from_scratch(luo, hands)
    with capsys.disabled():
        print(f"\nThree firms from scratch: {hands}")
    # What it asks of a person: the start form's own questions, and no more than a way of a few presses around them.
    assert hands.fields <= 3 * 20 and hands.taps <= 3 * 20 + 15
    assert hands.pages <= 12 and hands.keys <= 3 * 150
    plans = list(Plan.objects.order_by("pk"))
    assert [(plan.status, plan.filed_by) for plan in plans] == [("submitted", world.luo)] * 3

    first = plans[0].get_absolute_url()
    xu = screen(world.xu, 390)
    returned_with_two_remarks(xu, first)
    luo.goto("/")
    follow(luo, luo.locator(".lb-work li", has_text="退回的方案").get_by_role("link"))
    assert luo.url.endswith(f"{first}fill/")
    says(luo, "床位少14张")
    says(luo, "此号码夜间无人接听")
    answer(luo, {"beds": "186", "duty_phone": "0830-5200119"})
    for key in ("beds", "duty_phone"):
        luo.check(f"[name=mended][value={key}]")
    fits(luo)
    press(luo, "检查并提交")
    assert luo.url.endswith(first)
    plan = Plan.objects.get(pk=plans[0].pk)
    assert (plan.status, plan.beds, plan.versions.count()) == ("submitted", 186, 2)
    assert Remark.objects.exclude(mended_at=None).count() == 2

    xu.goto(first)
    became = xu.locator("tr", has_text="床位少14张").inner_text()
    assert "172" in became and "186" in became
    fits(xu)
    decide(xu, "endorse")
    plan.refresh_from_db()
    assert plan.status == "endorsed"


def three_from_scratch(luo, hands):
    """From the first page of the portal to three plans handed in, by links and buttons alone."""
    hands.go("/")
    hands.follow(luo.locator(".lb-nav").get_by_role("link", name=re.compile("^方案")))
    hands.link("还差谁")
    hands.follow(luo.get_by_role("link", name=re.compile("^未申报")))
    hands.tap(luo.locator("input[data-all]"))
    hands.press("空白新建")
    says(luo, "已新建3份方案。")
    fits(luo)
    hands.follow(luo.get_by_role("link", name="填写", exact=True).first)
    for place in range(3):
        hands.answer({**WHOLE, "beds": 172 if place == 0 else 190})
        fits(luo)
        hands.press("检查并提交")
        says(luo, "已提交，等待属地初审。")
        fits(luo)
        if place < 2:
            hands.follow(luo.get_by_role("link", name=re.compile("^接着填：")))
    assert not luo.get_by_role("link", name=re.compile("^接着填：")).count()


def returned_with_two_remarks(xu, plan):
    """Xu puts two remarks at their questions and returns the plan with both."""
    for key, words in (("beds", "床位少14张，请补足或减少闭环人数"), ("duty_phone", "此号码夜间无人接听")):
        xu.goto(f"{plan}?remark={key}#remark-text")
        xu.fill("[name=text]", words)
        fits(xu)
        follow(xu, xu.locator(".lb-remark-form button").first)
        says(xu, "待发意见")
    xu.locator("#verb-return summary").click()
    assert xu.locator("#verb-return [name=remark]").input_value() == "共2处需补正，见各项意见。"
    follow(xu, xu.locator("#verb-return form button"))
    says(xu, "退回补正")
    assert Remark.objects.exclude(deed=None).count() == 2
