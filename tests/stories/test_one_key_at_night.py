"""The notice of 22:00: the city switches Hejiang with one key, calls, and watches the confirmations come; next
morning what was sealed at 22:40 is entered, and yesterday's figure gets a revision that says so."""

import json
import re
from urllib.request import Request, urlopen

import pytest

from accounts.tokens import create_token
from calls.models import CallSheet
from notices.delivering import deliver_outbox
from periods.kinds import ensure_control_kinds
from plans.models.loops import Loop
from plans.services import start_plan
from stats.models import Compilation
from stats.tasks import compile_days_owed
from tests.gathering.stories import ENDING
from tests.hands import decide, fits, follow, link, press, says, shows
from tests.plans.forms import filed
from tests.plans.test_loops import firms_on_file
from tests.stats.deeds import at, directory, policy

pytestmark = pytest.mark.browser


def transcribed(page, since="2022-09-08T22:00"):
    """Chen transcribes the notice just published."""
    page.goto("/periods/transcribe/")
    page.fill("[name=issuer]", "泸州市应对新冠肺炎疫情应急指挥部")
    page.fill("[name=number]", "2022年第5号")
    page.select_option("[name=kind]", "static_management")
    page.check("[name=counties][value='510522']")
    page.fill("[name=since]", since)
    follow(page, page.locator("main form .btn-primary").last)


def test_the_city_switches_hejiang_at_22_and_the_confirmations_arrive(world, screen, page_at):
    ensure_control_kinds()
    filed(world.shanda, clerk=world.li, territory=world.luo, district=world.sun)
    start_plan(world.qingquan, by=world.ma)
    firms_on_file(world, 4).update(contact_name="王经理", contact_phone=f"1380000{ENDING}")
    with at("8 22:00"):
        chen = screen(world.chen)
        transcribed(chen)
        assert "合江县" in chen.locator("main").inner_text()

        previewed(chen)
        headline = chen.locator(".lb-headline").inner_text()
        assert "6家企业中" in headline and "5家将转入闭环" in headline and "1家不能切换" in headline
        chen.locator(".lb-reason summary").click()
        assert chen.locator(".lb-names").input_value() == world.qingquan.name
        assert "现为“草稿”" in chen.locator(".lb-reason").inner_text()
        chen.fill("[name=basis]", "泸州市2022年第5号通告")
        press(chen, "立即切换5家")
        assert "已下达5家" in chen.locator(".lb-headline").inner_text()
        chen.locator("tr", has_text="试验企业1").locator("input[name=selected]").check()
        chen.get_by_text("撤回未确认的指令").click()
        chen.fill("[name=remark]", "该企业已停产检修")
        press(chen, "撤回选中的")
        assert "指令已撤回" in chen.locator("tr", has_text="试验企业1").inner_text()
        link(chen, re.compile("大屏"))
        says(chen, "还没有确认。")

    deliver_outbox()  # the worker's turn: whoever is ordered is told, and a call sheet opens by itself
    with at("8 22:10"):
        called_on_a_phone(screen(world.lin, 390), CallSheet.objects.exclude(cause=None).latest("pk"))
    with at("8 22:40"):
        by_the_firm(screen(world.li, 390), world)
        arrived(chen, world.shanda.name)
        by_link(screen(world.luo, 390), page_at(390, 844), "试验企业0")
        arrived(chen, "试验企业0")
        by_the_park(screen(world.xu, 390))
        arrived(chen, "试验企业2")
        figures = chen.locator(".lb-wall-figures")
        for name, number in {"已下达": 5, "已封闭": 3, "未能启动": 1, "已撤回": 1}.items():
            shows(figures.locator("div", has_text=name).locator("dd"), str(number))
        chen.goto(CallSheet.objects.exclude(cause=None).latest("pk").get_absolute_url())
        says(chen, "已通知")


def previewed(page):
    """Chen asks what one key would do with Hejiang."""
    page.goto("/switches/new/")
    page.select_option("[name=region]", "510522")
    press(page, "预览")


def called_on_a_phone(phone, sheet):
    """Lin, on duty for the city, works the sheet down: four firms, one of them at the second call."""
    phone.goto(f"/calls/{sheet.pk}/")
    fits(phone)
    press(phone, "拨打下一家")
    press(phone, "无人接听")
    for _firm in range(sheet.calls.owed().count()):
        assert phone.locator("a.call-number").get_attribute("href").startswith("tel:")
        fits(phone)
        press(phone, "已通知")
    says(phone, "全部通知到。")


def by_the_firm(phone, world):
    phone.goto(world.shanda.loops.get().get_absolute_url())
    fits(phone)
    decide(phone, "confirm", people_inside="181")
    says(phone, "闭环运行中")


def by_link(luo, firm, name):
    """Luo forwards a link; the firm reports through it; he accepts."""
    luo.goto(f"/gathering/?q={name}")
    luo.locator("input[name=selected]").first.check()
    press(luo, "发确认链接")
    line = luo.get_by_label(re.compile("转发文字")).input_value()
    firm.goto(re.search(r"http://\S+", line)[0])
    firm.get_by_label("登记电话的后四位").fill(ENDING)
    press(firm, "打开")
    firm.fill("[name=occurred_at]", "2022-09-08T22:30")
    firm.fill("[name=people_inside]", "88")
    fits(firm)
    press(firm, "报送")
    assert "已报送，谢谢" in firm.locator("h1").inner_text()
    luo.goto("/?kind=incoming")
    link(luo, re.compile(name))
    decide(luo, "accept")
    assert Loop.objects.get(enterprise__name=name).status == "running"


def by_the_park(phone):
    """Xu answers for what is left of the park in one table."""
    phone.goto("/switches/answers/")
    fits(phone)
    phone.locator("tr", has_text="试验企业2").locator("[name^=people]").fill("60")
    phone.locator("tr", has_text="试验企业3").locator("[name^=why]").fill("发酵车间停电")
    press(phone, "提交填写的")
    says(phone, "已确认1家封闭，1家未能启动")


def arrived(wall, name):
    """The wall tells it by itself, within ten seconds."""
    wall.locator(".lb-wall-latest li", has_text=name).wait_for()


def test_what_was_sealed_at_22_40_is_entered_at_8_and_yesterdays_figure_says_so(world, screen, live_server):
    ensure_control_kinds()
    policy(world, "stats.first_day", "2022-09-08")
    directory(world, [world.shanda, world.qingquan])
    filed(world.shanda, clerk=world.li, territory=world.luo, district=world.sun)
    with at("8 21:50"):
        chen = screen(world.chen)
        transcribed(chen, "2022-09-08T21:50")
        previewed(chen)
        chen.fill("[name=basis]", "泸州市2022年第5号通告")
        press(chen, "立即切换1家")
        loop = world.shanda.loops.get()
    with at("9 00:05"):
        assert compile_days_owed.apply().successful()
        told = figure_by_rest(world, live_server, "before")
        assert (told["numerator"], told["revision"], told["cause"]) == ("0", 1, "")
    with at("9 08:00"):
        luo = screen(world.luo, 390)
        luo.goto(loop.get_absolute_url())
        decide(luo, "confirm", people_inside="181", occurred_at="2022-09-08T22:40")
        says(luo, "闭环运行中")
        assert compile_days_owed.apply().successful()
        told = figure_by_rest(world, live_server, "after")
        assert (told["numerator"], told["revision"]) == ("1", 2)
        assert told["known_at"].startswith("2022-09-09T08:00") and told["cause"] == "补记1条闭环：确认已封闭"
        chen = screen(world.chen)
        chen.goto("/statistics/2022-09-08/")
        assert "1户规上工业企业闭环生产" in chen.locator("#headline").inner_text()
        revisions = chen.locator("section", has_text="修订").last
        assert "第2版 现行" in revisions.inner_text() and "补记1条闭环：确认已封闭" in revisions.inner_text()
        follow(chen, revisions.get_by_role("link", name="第1版"))
        says(chen, "（旧版）")
    assert Compilation.objects.filter(day="2022-09-08").count() == 2


def figure_by_rest(world, live_server, name):
    """The closed-loop share of 8 September, as a program reads it."""
    _token, key = create_token(world.chen, name=name)
    url = f"{live_server.url}/api/v1/statistics/daily/?date=2022-09-08&figure=I2&scope=controlled"
    with urlopen(Request(url, headers={"Authorization": f"Token {key}"})) as response:
        [row] = json.load(response)["results"]
    return row
