import pytest
from django.conf import settings
from django.test import Client

from gathering.parks import save_template
from plans.services import return_plan, start_plans
from tests.plans.forms import WHOLE, submitted

from .stories import *

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def test_look(world, page_at, live_server):
    firms = more_firms(world, 14)
    start_plans([(firms[0], {**WHOLE, "transfer_phone": None}), (firms[1], WHOLE)], by=world.luo)
    submitted(firms[2], world.luo)
    return_plan(submitted(firms[3], world.luo), by=world.sun, remark="补充床位")
    ordered(world)
    save_template(world.port, {"gates_total": 2, "gates_kept": 1, "transfer_name": "许平"}, by=world.luo)
    save_template(world.port, {"gates_total": 3, "gates_kept": 1, "transfer_name": "许平"}, by=world.luo)

    link = sent(firms[0], world.luo, {**WHOLE, "beds": 100})
    a = made(firms[5], world.luo)
    made(firms[6], world.luo)
    from gathering import services

    r = sent(firms[7], world.luo)
    services.refuse_link(r, by=world.luo, remark="床位数写错了，请按人数补足。")
    page = page_at(1366, 768)
    c = Client()
    c.force_login(world.luo)
    ck = c.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": ck.key, "value": ck.value, "url": live_server.url}])
    S = f"/links/slips/?selected={a.pk}&selected={link.pk}&selected={r.pk}"
    urls = {
        "missing": "/gathering/",
        "links": "/links/",
        "link": f"/links/{link.pk}/",
        "link2": f"/links/{a.pk}/",
        "slips": S,
        "template": f"/gathering/templates/{world.port.pk}/",
        "sheet": "/gathering/sheet/",
        "text": "/gathering/text/",
        "pack": f"/gathering/pack/?firm={world.shanda.credit_code}",
    }
    import os

    lang = os.environ.get("LOOK_LANG", "")
    if lang:
        page.context.add_cookies(
            [{"name": settings.LANGUAGE_COOKIE_NAME, "value": "en", "url": live_server.url}]
        )
    for w, h in ((1366, 768), (390, 844)):
        page.set_viewport_size({"width": w, "height": h})
        for n, u in urls.items():
            page.goto(u)
            page.screenshot(
                path=f"/tmp/look-{n}-{w}{lang}.png",
                full_page=n in ("pack", "link", "template", "slips", "missing"),
            )
            wide = page.evaluate("document.documentElement.scrollWidth")
            if wide > w:
                print("WIDE", n, w, wide)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 794, "height": 1123})
    page.goto(urls["pack"])
    page.pdf(path="/tmp/look-pack.pdf", format="A4")
    page.goto(S)
    page.pdf(path="/tmp/look-slips.pdf", format="A4")
    phone = page_at(390, 844)
    if lang:
        phone.context.add_cookies(
            [{"name": settings.LANGUAGE_COOKIE_NAME, "value": "en", "url": live_server.url}]
        )
    phone.goto(address(r))
    phone.screenshot(path=f"/tmp/look-ask{lang}.png")
    phone.fill("[name=ending]", "1111")
    phone.click("button")
    phone.screenshot(path=f"/tmp/look-ask2{lang}.png")
    phone.fill("[name=ending]", "0000")
    phone.click("button")
    phone.screenshot(path=f"/tmp/look-task{lang}.png", full_page=True)
    phone.fill("[name=transfer_name]", "")
    phone.fill("[name=beds]", "x1")
    phone.click("[name=send]")
    phone.screenshot(path=f"/tmp/look-task2{lang}.png")
    phone.fill("[name=beds]", "300")
    phone.fill("[name=transfer_name]", "王")
    phone.click("[name=send]")
    phone.screenshot(path=f"/tmp/look-thanks{lang}.png")
    phone.goto("/c/abc/")
    phone.screenshot(path=f"/tmp/look-ended{lang}.png")
    c2 = made(world.shanda, world.luo, "confirm")
    phone.goto(address(c2))
    phone.fill("[name=ending]", "0000")
    phone.click("button")
    phone.screenshot(path=f"/tmp/look-sealed{lang}.png")
