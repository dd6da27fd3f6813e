"""Links made and what comes through them taken in, by the people who may."""

from datetime import timedelta

import pytest

from clock import clock
from enterprises.models import Enterprise
from gathering import services
from gathering.incoming import save_incoming, send_incoming
from gathering.making import make_links
from gathering.models import CollectionLink
from plans.models import Plan
from plans.services import return_plan, save_section, start_plan
from tests.plans.forms import WHOLE, filed, submitted
from workflow.errors import NotYours, Refused
from workflow.models import Policy
from workflow.versions import record_facts

from .stories import address, later, made, more_firms, opened, ordered, sent


def test_luo_makes_links_for_the_whole_park_and_a_second_press_makes_no_second(world):
    firms = Enterprise.objects.filter(park=world.port)
    first = make_links(firms, by=world.luo, task="start")
    again = make_links(firms, by=world.luo, task="start")
    assert [link.pk for link in first.links] == [link.pk for link in again.links]
    assert again.deed is None and CollectionLink.objects.count() == firms.count()


def test_a_link_opens_forty_eight_hours_or_as_the_county_has_set(world):
    assert made(world.shanda, world.li).expires_at == clock.now() + timedelta(hours=48)
    row = {"key": "link.hours", "region_id": world.r510522.pk, "value": 6, "since": clock.now(), "basis": "x"}
    record_facts(Policy, [row], by=world.chen)
    link = made(world.qingquan, world.zhou)
    assert link.expires_at == clock.now() + timedelta(hours=6)


def test_an_expired_link_is_followed_by_a_new_one(world):
    old = made(world.shanda, world.luo)
    CollectionLink.objects.update(expires_at=clock.now() - timedelta(minutes=1))
    new = made(world.shanda, world.luo)
    old.refresh_from_db()
    assert (old.status, new.status) == ("revoked", "open") and new.pk != old.pk


def test_what_came_before_a_link_expired_is_not_lost_and_sent_back_it_opens_anew(world, noon):
    link = sent(world.shanda, world.luo)
    with later(49):
        again = make_links(Enterprise.objects.filter(pk=world.shanda.pk), by=world.luo, task="start")
        assert not again.links and again.refused[world.shanda.pk][0] == "sent_already"
        services.refuse_link(link, by=world.luo, remark="床位数不对")
        assert link.is_usable and link.expires_at == clock.now() + timedelta(hours=48)
        assert "床位数不对" in opened(link).get(address(link)).content.decode()


def test_sealed_in_the_minute_of_the_order_is_no_step_backwards(world, noon):
    with clock.standing_at(noon + timedelta(seconds=40)):
        loop = ordered(world)
        link = made(world.shanda, world.luo, "confirm")
        phone = opened(link)
        told = {"occurred_at": "2022-09-08T12:00", "people_inside": "181", "send": "1"}
        assert phone.post(address(link), told).status_code == 302
        link.refresh_from_db()
        services.accept_link(link, by=world.luo)
    loop.refresh_from_db()
    sealed, was_ordered = loop.steps.get(target="running"), loop.steps.get(target="ordered")
    assert sealed.occurred_at == was_ordered.occurred_at


def test_who_cannot_have_a_link_is_told_why(world):
    Enterprise.objects.filter(pk=world.qingquan.pk).update(contact_phone="")
    submitted(world.shanda, world.li)
    firms = Enterprise.objects.all()
    assert {k: why[0] for k, why in make_links(firms, by=world.luo, task="start").refused.items()} == {
        world.shanda.pk: "under_review",
        world.qingquan.pk: "forbidden",
        world.longfei.pk: "forbidden",
    }
    own = make_links(Enterprise.objects.filter(pk=world.qingquan.pk), by=world.zhou, task="start")
    assert own.refused[world.qingquan.pk][0] == "no_phone"
    firm = Enterprise.objects.filter(pk=world.shanda.pk)
    assert make_links(firm, by=world.luo, task="confirm").refused[world.shanda.pk][0] == "not_ordered"


def test_the_district_and_the_city_make_no_links(world):
    firms = Enterprise.objects.filter(pk=world.shanda.pk)
    for who in (world.sun, world.chen, world.xuming, world.gao):
        assert make_links(firms, by=who, task="start").refused[world.shanda.pk][0] == "forbidden"


def test_what_came_is_no_deed_until_luo_accepts_it_and_then_names_where_it_is_from(world):
    link = sent(world.shanda, world.luo)
    assert link.status == "sent" and not Plan.objects.exists()
    deed = services.accept_link(link, by=world.luo)
    plan = Plan.objects.get()
    [contact, *_rest] = plan.versions.get().sections.all()
    assert (plan.status, plan.people_inside, contact.saved_by) == ("draft", 186, world.luo)
    assert deed.remark == "由收集链接填报：王师傅（电话尾号0000）"
    assert plan.steps.get().deed == deed


def test_accepting_writes_over_the_firms_draft_and_keeps_what_did_not_come(world):
    plan = start_plan(world.shanda, by=world.li)
    save_section(plan, "lodging", {"beds": 12, "staff_total": 300}, by=world.li, revision=0)
    link = sent(world.shanda, world.luo, {"beds": 190, "people_inside": 186})
    services.accept_link(link, by=world.luo)
    plan.refresh_from_db()
    section = plan.versions.get().sections.get(key="lodging")
    assert section.answers == {"beds": 190, "staff_total": 300, "people_inside": 186}
    assert (plan.beds, plan.people_inside) == (190, 186)


def test_a_returned_plan_is_mended_through_a_link(world):
    plan = submitted(world.shanda, world.li, WHOLE)
    return_plan(plan, by=world.luo, remark="床位不足")
    services.accept_link(sent(world.shanda, world.luo, {"beds": 250}), by=world.luo)
    plan.refresh_from_db()
    assert (plan.status, plan.beds) == ("returned", 250)


def test_what_came_for_a_plan_under_review_is_refused_and_stays(world):
    link = sent(world.shanda, world.luo)
    submitted(world.shanda, world.li)
    with pytest.raises(Refused) as refused:
        services.accept_link(link, by=world.luo)
    link.refresh_from_db()
    assert (refused.value.code, link.status) == ("under_review", "sent")


def test_a_confirmation_through_a_link_seals_the_loop(world):
    loop = ordered(world)
    with later(4):
        since = clock.now() - timedelta(hours=2)
        said = {"people_inside": 181, "occurred_at": since.isoformat()}
        services.accept_link(sent(world.shanda, world.luo, said, task="confirm"), by=world.luo)
    loop.refresh_from_db()
    assert (loop.status, loop.people_inside, loop.moved_at) == ("running", 181, since)


def test_what_was_sent_again_meanwhile_must_be_read_first(world):
    link = sent(world.shanda, world.luo)
    save_incoming(link, {"beds": 1}, ending="0000")
    send_incoming(link)
    with pytest.raises(Refused, match="又报送了一次"):
        services.accept_link(link, by=world.luo, number=1)
    services.accept_link(link, by=world.luo, number=2)
    assert Plan.objects.get().beds == 1


def test_nobody_foreign_accepts(world):
    link = sent(world.shanda, world.luo)
    for who in (world.gao, world.zhou, world.sun, world.chen):
        with pytest.raises(NotYours):
            services.accept_link(link, by=who)
    assert not Plan.objects.exists()


def test_many_are_accepted_by_one_deed_and_a_constant_number_of_statements(
    world, django_assert_max_num_queries
):
    firms = more_firms(world, 40)
    done = make_links(Enterprise.objects.filter(pk__in=[f.pk for f in firms]), by=world.luo, task="start")
    for link in done.links:
        save_incoming(link, WHOLE, ending="0000", sender_name="周")
        send_incoming(link)
    rows = CollectionLink.objects.filter(pk__in=[link.pk for link in done.links])
    with django_assert_max_num_queries(45):
        moved = services.accept_links(rows, by=world.luo)
    assert len(moved.moved) == 40 == Plan.objects.filter(status="draft").count()
    assert moved.deed.remark == "由收集链接填报，共40家"


def test_links_for_a_hundred_firms_cost_what_one_costs(world, django_assert_max_num_queries):
    firms = more_firms(world, 100)
    with django_assert_max_num_queries(30):
        done = make_links(Enterprise.objects.filter(pk__in=[f.pk for f in firms]), by=world.luo, task="start")
    assert len(done.links) == 100


def test_only_the_digest_of_a_token_is_kept(world):
    link = made(world.shanda, world.luo)
    from gathering.tokens import digest_of, token_of

    token = token_of(link.seed)
    assert len(token) == 43 and link.digest == digest_of(token) != token
    assert token not in str(CollectionLink.objects.values().get())


def test_filing_while_links_are_out_leaves_them_to_the_firm(world):
    filed(world.shanda, clerk=world.li, territory=world.luo, district=world.sun)
    services.accept_link(sent(world.shanda, world.li), by=world.li)
    assert Plan.objects.filter(enterprise=world.shanda).count() == 2
