"""The switch's pages and REST: what is shown is what is done, and only to those whose county it is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from control.models import PreparedSwitch, Switch
from control.switch.scope import Scope
from control.switch.services import order_switch, preview_order
from enterprises.models import Enterprise
from plans.loops.services import confirm_loop, fail_loop
from plans.models.loops import Loop
from tests.plans.test_loops import firms_on_file, spoken

pytestmark = pytest.mark.database
JSON = {"content_type": "application/json"}


def hidden(page, name):
    import re

    return re.search(rf'name="{name}" value="([^"]*)"', page.content.decode())[1]


def test_sun_previews_and_orders_on_one_page_and_pressing_twice_is_once(world, client, plans):
    client.force_login(world.sun)
    page = client.get("/switches/new/", {"region": "510522"})
    said = page.content.decode()
    assert "将转入闭环，方案<b>372</b>人" in said and "立即切换2家" in said
    press = {"do": "order", "region": "510522", "digest": hidden(page, "digest"), "key": hidden(page, "key")}
    done = client.post("/switches/new/", press)
    assert done.status_code == 302 and done.url == Switch.objects.get().get_absolute_url()
    assert client.post("/switches/new/", press).url == done.url and Loop.objects.count() == 2


def test_a_difference_is_shown_with_the_new_preview_and_nothing_is_done(world, client, plans, noon):
    client.force_login(world.chen)
    page = client.get("/switches/new/", {"park": world.port.pk})
    Enterprise.objects.filter(pk=world.shanda.pk).update(disqualified_at=noon)
    press = {"do": "order", "park": world.port.pk, "digest": hidden(page, "digest"), "basis": "第5号"}
    refused = client.post("/switches/new/", press)
    said = refused.content.decode()
    assert refused.status_code == 409 and "预览之后1家企业的情况有变" in said
    assert "现在该企业已被取消闭环生产资格。" in said and not Loop.objects.exists()


def test_firms_ticked_on_the_list_are_previewed_together(world, client, plans):
    client.force_login(world.sun)
    assert "一键切换" in client.get("/enterprises/").content.decode()
    page = client.post("/switches/new/", {"selected": [world.shanda.pk, world.longfei.pk], "verb": "switch"})
    said = page.content.decode()
    assert "选定的1家企业" in said and world.longfei.name not in said
    order_switch_by(world.sun, world)
    loop = world.shanda.loops.get()
    confirm_loop(loop, by=world.luo, people_inside=9)
    lifting = client.post("/switches/lift/?of=loops", {"selected": [loop.pk]})
    assert "解除1家的闭环" in lifting.content.decode()


def order_switch_by(user, world):
    from control.switch.scope import Scope

    scope = Scope(region=world.r510522)
    return order_switch(scope, by=user, digest=preview_order(scope, by=user).digest)


def test_a_drill_by_page_leaves_only_its_report(world, client, plans):
    client.force_login(world.sun)
    page = client.get("/switches/new/", {"region": "510522"})
    press = {"do": "drill", "region": "510522", "digest": hidden(page, "digest"), "key": "k"}
    report = client.post("/switches/new/", press, follow=True)
    assert "演练，没有改变任何状态" in report.content.decode() and not Loop.objects.exists()
    assert client.post("/switches/new/", press).status_code == 302 and Switch.objects.count() == 1


def test_it_is_made_ready_by_page_and_committed_from_its_own_preview(world, client, plans):
    client.force_login(world.sun)
    page = client.get("/switches/new/", {"region": "510522"})
    wrong = client.post("/switches/new/", {"do": "prepare", "region": "510522", "hour": ""})
    assert wrong.status_code == 400 and "填一项" in wrong.content.decode()
    press = {"do": "prepare", "region": "510522", "hour": "2022-09-08T22:00"}
    made = client.post("/switches/new/", press, follow=True)
    assert "系统不自行下达" in made.content.decode()
    prepared = PreparedSwitch.objects.get()
    page = client.get("/switches/new/", {"prepared": prepared.pk})
    press = {"do": "order", "prepared": prepared.pk, "digest": hidden(page, "digest")}
    assert client.post("/switches/new/", press).status_code == 302
    prepared.refresh_from_db()
    assert prepared.status == "committed" and Loop.objects.count() == 2


def test_orders_are_withdrawn_by_page(world, client, plans):
    switch = order_switch_by(world.sun, world)
    client.force_login(world.sun)
    url = switch.get_absolute_url()
    nobody = client.post(url, {"verb": "withdraw", "remark": "名单有误"})
    assert nobody.status_code == 409 and "没有可撤回的指令" in nobody.content.decode()
    one = {"verb": "withdraw", "remark": "名单有误", "selected": [world.shanda.loops.get().pk]}
    assert client.post(url, one).status_code == 302
    assert {loop.status for loop in Loop.objects.all()} == {"cancelled", "ordered"}
    assert client.post(url, {"all": "1", "remark": "通告撤回"}).status_code == 302
    assert {loop.status for loop in Loop.objects.all()} == {"cancelled"}


def test_zhao_finds_nothing_of_hejiang(world, client, plans):
    switch = order_switch_by(world.sun, world)
    client.force_login(world.zhao)
    for url in (switch.get_absolute_url(), f"{switch.get_absolute_url()}wall/"):
        assert client.get(url).status_code == 404
    assert client.get(f"/api/v1/switches/{switch.pk}/status/").status_code == 404
    assert client.get("/api/v1/switches/preview/", {"region": "510522"}).status_code == 400
    press = {"region": "510522", "digest": switch.digest}
    assert client.post("/api/v1/switches/", press, **JSON).status_code == 400
    assert client.get("/switches/wall/", {"region": "510522"}).status_code == 400
    assert client.get("/api/v1/switches/").json()["count"] == 0
    assert client.get("/switches/wall/").context["board"]["totals"]["ordered"] == 0
    for stranger in (world.li, world.luo, world.xuming):
        client.force_login(stranger)
        assert client.post("/api/v1/switches/", press, **JSON).status_code == 403
        assert client.get("/switches/new/").status_code == 403


def test_the_wall_counts_answers_by_park_and_refreshes_a_part(world, client, plans, noon):
    from datetime import timedelta

    from clock import clock

    switch = order_switch_by(world.sun, world)
    confirm_loop(world.shanda.loops.get(), by=world.luo, people_inside=181)
    client.force_login(world.xuming)
    url = f"{switch.get_absolute_url()}wall/"
    page = client.get(url)
    rows = {row["place"]: (row["sealed"], row["waiting"]) for row in page.context["board"]["places"]}
    assert rows == {world.port.name: (1, 0), "符阳街道": (0, 1)}
    assert world.shanda.name in page.content.decode() and "截至" in page.content.decode()
    part = client.get(url, headers={"HX-Request": "true", "HX-Target": "board"}).content.decode()
    assert part.startswith('<div id="board"') and "<html" not in part
    with clock.standing_at(noon + timedelta(days=6)):
        late = client.get("/switches/wall/", {"region": "510522"})
        assert late.context["board"]["totals"]["silent"] == 1
        assert world.qingquan.name in late.context["board"]["silent"]
        fail_loop(world.qingquan.loops.get(), by=world.ma, remark="停电", basis="补录")
        board = client.get("/switches/wall/").context["board"]
        assert (board["totals"]["failed"], board["failed"]) == (1, [world.qingquan.name])
    for private in ("13900000001", "赵建国", "王经理"):
        assert private not in page.content.decode()


def test_the_wall_goes_on_when_the_session_locks_and_keeps_no_session_awake(world, client, plans):
    import time

    from accounts import gates

    order_switch_by(world.sun, world)
    client.force_login(world.sun)
    session = client.session
    session[gates.SEEN] = int(time.time()) - 21 * 60
    session.save()
    assert client.get("/switches/wall/").status_code == 200
    assert client.get("/switches/").status_code == 423


def test_a_preview_a_switch_and_its_board_cost_the_same_for_ten_and_eighty(world, client):
    told = {}
    for number in (10, 80):
        told[number] = cost(world, client, number)
    assert told[10] == told[80] and max(told[10].values()) <= 32, told


def cost(world, client, number):
    from control.switch.board import of_switch
    from control.switch.scope import Scope

    codes = tuple(firms_on_file(world, number, start=number * 1000).values_list("credit_code", flat=True))
    scope, said = Scope(codes=codes), {}
    for name, work in {
        "preview": lambda: preview_order(scope, by=world.sun),
        "order": lambda: order_switch(scope, by=world.sun, digest=preview_order(scope, by=world.sun).digest),
        "board": lambda: of_switch(Switch.objects.latest("pk"), world.sun),
    }.items():
        with CaptureQueriesContext(connection) as asked:
            done = work()
        said[name] = len(spoken(asked))
    assert done["totals"]["ordered"] == number
    return said


def test_a_switch_of_chosen_firms_is_listed_by_their_number_and_county(world, client, plans):
    scope = Scope(codes=(world.shanda.credit_code, world.qingquan.credit_code))
    order_switch(scope, by=world.sun, digest=preview_order(scope, by=world.sun).digest)
    client.force_login(world.sun)
    assert "合江县：选定的2家企业" in client.get("/switches/").content.decode()
    client.cookies["django_language"] = "en"
    assert "Hejiang: 2 chosen firms" in client.get("/switches/").content.decode()
