"""The same night: twenty more come from one sheet; they are endorsed at once, checked in one visit, filed in bulk."""

import pytest

from gathering.asking import start_questions
from gathering.sheet import columns_of
from plans.models import CheckSignature, Plan
from plans.services import endorse_plans, return_plan, save_section, submit_plan
from tests.gathering.stories import more_firms
from tests.hands import fits, follow, link, press, says
from tests.plans.forms import ALL_MET, UNITS, WHOLE, checked

pytestmark = pytest.mark.browser
JPEG = b"\xff\xd8\xff\xe0" + b"0" * 40
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
    from_one_sheet(screen(world.luo), more_firms(world, 20))
    plans = list(Plan.objects.order_by("pk"))
    endorsed_at_once(screen(world.xu, 390))
    on_site(screen(world.sun, 390), failing=plans[2])
    mended(world, screen(world.qian, 390), plans[2])
    desk = screen(world.sun)
    desk.goto("/")
    link(desk, "批量备案")
    says(desk, "只差限期补齐20份")
    another_version(world, plans[1])
    follow(desk, desk.locator("button[name=confirm]"))
    says(desk, "已备案19份。")
    assert "临港第1厂" in desk.locator(".lb-table").inner_text()
    assert "已被第2版替代" in desk.locator("main").inner_text()
    filed = Plan.objects.filter(status="filed")
    assert filed.count() == 19 and plans[1].pk not in filed.values_list("pk", flat=True)


def from_one_sheet(luo, firms):
    luo.goto("/gathering/sheet/")
    luo.set_input_files(
        "[type=file]", {"name": "临港.csv", "mimeType": "text/csv", "buffer": sheet_of(firms)}
    )
    press(luo, "检查文件")
    press(luo, "导入 20 行")
    assert Plan.objects.filter(status="draft", defects=0).count() == 20
    luo.goto("/gathering/?lacking=not_filed&q=临港第")
    luo.check("input[data-all]")
    press(luo, "提交齐备的")
    says(luo, "已提交20家。")


def endorsed_at_once(xu):
    """初审: from what waits for him, all twenty by one press, for nothing is unclean but the rest, which is owed."""
    xu.goto("/")
    link(xu, "批量初审")
    says(xu, "只差限期补齐20份")
    fits(xu)
    press(xu, "同意初审勾选的")
    says(xu, "已同意初审20份。")
    assert set(Plan.objects.values_list("status", flat=True)) == {"endorsed"}


def on_site(sun, failing):
    """联合核查: one visit to twenty firms, four units, one signed sheet; at one firm the market's inspector says no."""
    sun.goto("/")
    link(sun, "批量核查")
    fits(sun)
    sun.check("input[data-all]")
    press(sun, "录这次核查")
    fits(sun)
    for unit, signer in zip(UNITS, ("许平", "周强", "何军", "钱进"), strict=True):
        sun.fill(f"[name={unit}_signer]", signer)
        sun.check(f"[name={unit}_verdict][value=pass]")
    sheet = {"name": "签字表.jpg", "mimeType": "image/jpeg", "buffer": JPEG}
    sun.set_input_files("[name=photo]", sheet)
    for condition in ALL_MET:
        sun.check(f"[name={condition}][value=met]")
    firm = sun.locator(".lb-visit-firm", has_text=str(failing.subject))
    firm.locator("summary").click()
    sun.select_option(f"[name=p{failing.pk}_market]", "fail")
    sun.fill(f"[name=p{failing.pk}_note]", "食堂留样不足")
    fits(sun)
    press(sun, "记录20家的核查")
    says(sun, "已记录20家的核查。")
    assert Plan.objects.exclude(checked_at=None).count() == 19
    assert CheckSignature.objects.filter(photo__name="签字表.jpg").count() == 80


def mended(world, qian, plan):
    """The firm made up for it the same evening; the inspector signs once more, and Qian enters that on the spot."""
    qian.goto("/plans/check/")
    says(qian, str(plan.subject))
    qian.goto(f"/plans/{plan.pk}/check/?unit=market#sign")
    fits(qian)
    qian.fill("#sign [name=signer]", "钱进")
    qian.check("#sign [name=verdict][value=mended]")
    press(qian, "记录会签")
    plan.refresh_from_db()
    assert plan.checked_at and not plan.check_failed


def another_version(world, plan):
    """While the preview stands on the screen the plan is returned, mended, endorsed and checked again."""
    return_plan(plan, by=world.qian, remark="床位数与现场不符")
    lodging = plan.versions.last().sections.get(key="lodging")
    save_section(plan, "lodging", {**lodging.answers, "beds": 240}, by=world.luo, revision=lodging.revision)
    submit_plan(plan, by=world.luo)
    endorse_plans(Plan.objects.filter(pk=plan.pk), by=world.xu)
    checked(plan, by=world.qian)
