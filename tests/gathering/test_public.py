"""The page behind a link, as a firm sees it on a phone without script."""

from datetime import timedelta

from django.test import Client

from clock import clock
from gathering import services
from gathering.models import CollectionLink, Incoming
from plans.loops.services import cancel_loop
from tests.plans.forms import WHOLE

from .stories import ENDING, address, later, made, opened, ordered, sent, typed


def text(response):
    return response.content.decode()


def test_before_the_ending_nothing_of_the_firm_is_told(world):
    link = made(world.shanda, world.luo)
    page = text(Client().get(address(link)))
    assert "登记电话的后四位" in page
    for word in ("山达", world.shanda.credit_code, "罗林", "临港"):
        assert word not in page


def test_the_firm_opens_fills_in_and_sends_without_script(world):
    link = made(world.shanda, world.luo)
    phone = opened(link)
    page = text(phone.get(address(link)))
    assert "泸州山达重工装备有限公司" in page and "第一责任人" in page
    for foreign in ("罗林", "李静", "清泉", "lb-nav"):
        assert foreign not in page
    answer = phone.post(address(link), {**typed(WHOLE), "sender_name": "王师傅", "send": "1"})
    assert answer.headers["Location"].endswith("?sent=1")
    assert "已报送，谢谢" in text(phone.get(answer.headers["Location"]))
    link.refresh_from_db()
    row = link.incoming.get()
    assert (link.status, row.sender_name, row.phone_ending) == ("sent", "王师傅", ENDING)
    assert row.answers == WHOLE


def test_what_stops_is_named_at_once_and_what_was_typed_is_kept(world):
    link = made(world.shanda, world.luo)
    phone = opened(link)
    answer = phone.post(address(link), {"beds": "190", "gates_total": "三个", "sender_name": "", "save": "1"})
    assert answer.status_code == 400 and "三个" in text(answer)
    assert link.incoming.get().answers == {"beds": 190}
    answer = phone.post(address(link), {"beds": "190", "send": "1"})
    assert answer.status_code == 409
    for label in ("第一责任人", "阳性转运联络人", "我代表企业作出以上承诺"):
        assert label in text(answer)
    link.refresh_from_db()
    assert link.status == "open"


def test_a_refused_sending_tells_its_reason_and_is_sent_again(world):
    link = sent(world.shanda, world.luo)
    services.refuse_link(link, by=world.luo, remark="床位数写错了")
    phone = opened(link)
    assert "床位数写错了" in text(phone.get(address(link)))
    phone.post(address(link), {**typed({**WHOLE, "beds": 188}), "send": "1"})
    link.refresh_from_db()
    assert link.status == "sent"
    assert [row.answers["beds"] for row in link.incoming.all()] == [190, 188]


def test_until_it_is_accepted_it_can_be_opened_and_corrected(world):
    link = sent(world.shanda, world.luo)
    phone = opened(link)
    assert "等待接收" in text(phone.get(address(link)))
    phone.post(address(link), {**typed({**WHOLE, "beds": 200}), "send": "1"})
    assert Incoming.objects.filter(link=link, sent_at__isnull=False).count() == 2
    services.accept_link(CollectionLink.objects.get(pk=link.pk), by=world.luo)
    assert "已接收" in text(phone.get(address(link)))
    assert phone.post(address(link), {"beds": "1", "auto": "1"}).status_code == 200
    assert Incoming.objects.filter(link=link).count() == 2


def test_sealing_is_reported_with_time_and_people(world):
    ordered(world)
    link = made(world.shanda, world.luo, "confirm")
    with later(4):
        phone = opened(link)
        assert "闭环内人数" in text(phone.get(address(link)))
        late = {"occurred_at": "2022-09-09T08:00", "people_inside": "181", "send": "1"}
        assert "封闭时间晚于现在" in text(phone.post(address(link), late))
        early = {**late, "occurred_at": "2022-09-08T07:30"}
        assert "早于下达启动的时间" in text(phone.post(address(link), early))
        answer = phone.post(address(link), {**late, "occurred_at": "2022-09-08T14:30"})
        assert answer.status_code == 302
        link.refresh_from_db()
        assert link.status == "sent" and link.incoming.get().answers["people_inside"] == 181
        services.accept_link(link, by=world.luo)
    assert world.shanda.loops.get().status == "running"


def test_after_the_order_is_withdrawn_nobody_reports_through_the_link_that_they_are_sealed(world):
    loop = ordered(world)
    link = made(world.shanda, world.luo, "confirm")
    phone = opened(link)
    cancel_loop(loop, by=world.sun, remark="误下")
    with later(1):
        told = {"occurred_at": "2022-09-08T12:30", "people_inside": "181", "send": "1"}
        assert phone.get(address(link)).status_code == 410
        assert phone.post(address(link), told).status_code == 410
    assert not Incoming.objects.exists()


def test_saving_by_itself_answers_briefly_and_leaves_out_what_cannot_be_read(world):
    link = made(world.shanda, world.luo)
    phone = opened(link)
    answer = phone.post(address(link), {"beds": "190", "gates_kept": "x", "auto": "1"})
    assert answer.status_code == 204 and link.incoming.get().answers == {"beds": 190}


def test_what_saves_itself_late_does_not_undo_what_was_sent(world):
    link = made(world.shanda, world.luo)
    phone = opened(link)
    phone.post(address(link), {**typed(WHOLE), "known": "0", "send": "1"})
    assert phone.post(address(link), {"beds": "1", "known": "0", "auto": "1"}).status_code == 204
    assert link.incoming.get().answers == WHOLE
    phone.post(address(link), {"beds": "195", "known": "1", "auto": "1"})
    assert [row.answers["beds"] for row in link.incoming.all()] == [190, 195]


def test_a_link_that_expired_while_typing_saves_no_more(world):
    link = made(world.shanda, world.luo)
    phone = opened(link)
    with clock.standing_at(clock.now() + timedelta(hours=48)):
        answer = phone.post(address(link), {"beds": "190", "auto": "1"})
    assert answer.status_code == 410 and not link.incoming.exists()


def test_the_page_is_never_kept_by_a_cache_nor_found_by_a_search(world):
    answer = Client().get(address(made(world.shanda, world.luo)))
    assert "no-store" in answer.headers["Cache-Control"] and answer.headers["X-Robots-Tag"] == "noindex"
