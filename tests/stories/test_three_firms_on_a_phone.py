"""The first evening: a clerk of the port park starts plans for three firms on a phone; one comes back and is mended."""

import pytest

from plans.models import Plan, Remark
from tests.gathering.stories import more_firms
from tests.plans.forms import WHOLE

from .steps import answer, fits, pressed, says

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def test_luo_starts_three_plans_one_is_returned_and_he_mends_it_at_the_field(world, screen):
    more_firms(world, 2)
    luo = screen("luo", 390)
    luo.goto("/gathering/?lacking=not_filed")
    for box in luo.locator("input[name=selected]").all():
        box.check()
    pressed(luo, "空白新建")
    says(luo, "已新建3份方案。")
    fits(luo)
    plans = list(Plan.objects.order_by("pk"))
    assert [(plan.status, plan.filed_by) for plan in plans] == [("draft", world.luo)] * 3
    for place, plan in enumerate(plans):
        luo.goto(f"/plans/{plan.pk}/fill/")
        answer(luo, {**WHOLE, "beds": 172 if place == 0 else 190})
        fits(luo)
        pressed(luo, "检查并提交")
        luo.wait_for_url(f"**/plans/{plan.pk}/")
    assert set(Plan.objects.values_list("status", flat=True)) == {"submitted"}

    first = plans[0].get_absolute_url()
    xu = screen("xu", 390)
    xu.goto(f"{first}?remark=beds#remark-text")
    xu.fill("[name=text]", "床位少14张，请补足或减少闭环人数")
    fits(xu)
    with xu.expect_navigation():
        xu.locator(".lb-remark-form button").first.click()
    says(xu, "待发意见")
    xu.goto(f"{first}?remark=duty_phone#remark-text")
    xu.fill("[name=text]", "此号码夜间无人接听")
    with xu.expect_navigation():
        xu.locator(".lb-remark-form button").first.click()
    xu.locator("#verb-return summary").click()
    assert xu.locator("#verb-return [name=remark]").input_value() == "共2处需补正，见各项意见。"
    with xu.expect_navigation():
        xu.locator("#verb-return form button").click()
    says(xu, "退回补正")
    assert Remark.objects.exclude(deed=None).count() == 2

    luo.goto(f"{first}fill/")
    says(luo, "床位少14张")
    says(luo, "此号码夜间无人接听")
    answer(luo, {"beds": "186", "duty_phone": "0830-5200119"})
    for key in ("beds", "duty_phone"):
        luo.check(f"[name=mended][value={key}]")
    fits(luo)
    pressed(luo, "检查并提交")
    luo.wait_for_url(f"**{first}")
    plan = Plan.objects.get(pk=plans[0].pk)
    assert (plan.status, plan.beds, plan.versions.count()) == ("submitted", 186, 2)
    assert Remark.objects.exclude(mended_at=None).count() == 2

    xu.goto(first)
    became = xu.locator("tr", has_text="床位少14张").inner_text()
    assert "172" in became and "186" in became
    fits(xu)
    xu.locator("#verb-endorse summary").click()
    with xu.expect_navigation():
        xu.locator("#verb-endorse form button").click()
    plan.refresh_from_db()
    assert plan.status == "endorsed"
