import pytest
from plans.models import Plan
from plans.remarks import write_remark
from plans.services import endorse_plans
from tests.plans.forms import WHOLE, submitted
from tests.plans.test_many import again, handed_in

pytestmark = [pytest.mark.browser]

def test_look(world, screen):
    plans = handed_in(world, 9)
    again(plans[3], world.luo, beds=172)
    write_remark(plans[4], by=world.xu, question="beds", text="床位须现场清点")
    submitted(world.shanda, world.xu, {**WHOLE, "beds": 150, "living_stock_days": 2})
    def shots(who, step, act):
        for width in (1366, 390):
            for lang in ("zh", "en"):
                page = screen(who, width)
                if lang == "en":
                    page.context.add_cookies([{"name": "django_language", "value": "en", "url": page.url if page.url.startswith("http") else base}])
                act(page)
                page.screenshot(path=f"/tmp/rm/{step}-{width}-{lang}.png", full_page=True)
    p = screen("xu"); p.goto("/"); 
    global base
    base = p.url
    shots("xu", "endorse", lambda page: page.goto("/plans/endorse/"))
    shots("xu", "hub", lambda page: page.goto("/plans/many/?q=%E4%B8%B4%E6%B8%AF"))
    shots("xu", "home", lambda page: page.goto("/"))
    shots("xu", "park", lambda page: page.goto(f"/parks/{world.port.pk}/"))
    endorse_plans(Plan.objects.filter(filed_by=world.luo), by=world.xu)
    shots("sun", "checklist", lambda page: page.goto("/plans/check/"))
    def visit(page):
        page.goto("/plans/check/")
        for box in page.locator("input[name=selected]").all()[:4]:
            box.check()
        with page.expect_navigation():
            page.locator(".lb-many .btn-primary").click()
        page.locator(".lb-visit-firm summary").first.click()
    shots("sun", "visit", visit)
    shots("sun", "list", lambda page: page.goto("/plans/?waiting=review"))
