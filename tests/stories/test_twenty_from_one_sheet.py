"""The same night: twenty more come from one sheet; the county files them in bulk after its joint check."""

import pytest

from gathering.asking import start_questions
from gathering.sheet import columns_of
from plans.models import Plan
from plans.services import endorse_plans, return_plan, save_section, submit_plan
from tests.gathering.stories import more_firms
from tests.plans.forms import ALL_MET, UNITS, WHOLE, checked

from .steps import fits, pressed, says

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
SAID = {"safety_check": "合格", "undertaking": "是"}


def sheet_of(firms):
    """The clerk's sheet: a row a firm, a column a question of the start form."""
    columns = columns_of(start_questions("enterprise"))
    asked = [key for key in columns if key in WHOLE]
    head = ["企业名称", *(str(columns[key].label) for key in asked)]
    answers = [str(SAID.get(key, WHOLE[key])) for key in asked]
    lines = [head, *([firm.name, *answers] for firm in firms)]
    return "\n".join(",".join(f'"{cell}"' for cell in line) for line in lines).encode()


def test_twenty_come_from_one_sheet_and_are_filed_exactly_as_shown(world, screen):
    firms = more_firms(world, 20)
    luo = screen("luo")
    luo.goto("/gathering/sheet/")
    luo.set_input_files(
        "[type=file]", {"name": "临港.csv", "mimeType": "text/csv", "buffer": sheet_of(firms)}
    )
    pressed(luo, "检查文件")
    pressed(luo, "导入 20 行")
    assert Plan.objects.filter(status="draft", defects=0).count() == 20
    luo.goto("/gathering/?lacking=not_filed&q=临港第")
    for box in luo.locator("input[name=selected]").all():
        box.check()
    pressed(luo, "提交齐备的")
    says(luo, "已提交20家。")
    endorse_plans(Plan.objects.filter(status="submitted"), by=world.xu)

    plans = list(Plan.objects.order_by("pk"))
    on_site, moved = plans[0], plans[1]
    sun = screen("sun", 390)
    sun.goto(f"/plans/{on_site.pk}/check/")
    for unit in UNITS:
        sun.select_option("#sign [name=unit]", unit)
        sun.fill("#sign [name=signer]", "周强")
        sun.check("#sign [name=verdict][value=pass]")
        fits(sun)
        pressed(sun, "记录会签")
    for condition in ALL_MET:
        sun.check(f"#judge [name={condition}][value=met]")
    pressed(sun, "记录核查结论")
    on_site.refresh_from_db()
    assert on_site.checked_at
    checked(*plans[1:], by=world.sun)

    desk = screen("sun")
    desk.goto("/plans/?waiting=review")
    for box in desk.locator("input[name=selected]").all():
        box.check()
    pressed(desk, "备案选中的")
    says(desk, "只差限期补齐20份")
    another_version(world, moved)
    with desk.expect_navigation():
        desk.locator("button[name=confirm]").click()
    says(desk, "已备案19份。")
    assert "临港第1厂" in desk.locator(".lb-table").inner_text()
    assert "已被第2版替代" in desk.locator("main").inner_text()
    filed = Plan.objects.filter(status="filed")
    assert filed.count() == 19 and moved.pk not in filed.values_list("pk", flat=True)


def another_version(world, plan):
    """While the preview stands on the screen the plan is returned, mended, endorsed and checked again."""
    return_plan(plan, by=world.qian, remark="床位数与现场不符")
    lodging = plan.versions.last().sections.get(key="lodging")
    save_section(plan, "lodging", {**lodging.answers, "beds": 240}, by=world.luo, revision=lodging.revision)
    submit_plan(plan, by=world.luo)
    endorse_plans(Plan.objects.filter(pk=plan.pk), by=world.xu)
    checked(plan, by=world.qian)
