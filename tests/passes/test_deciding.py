"""Deciding: one person at a time, a second person where it is doubtful, a minute to take a slip back."""

from datetime import date, timedelta

import pytest

from clock import clock
from notices.delivering import deliver_outbox
from notices.models import Notice
from passes import bulk, services
from passes.issue import undoing
from passes.issue.concerns import concerns_of
from passes.models import VehiclePass
from plans.models import Plan
from tests.passes.test_races import at_once, fresh
from tests.plans.forms import filed
from workflow import claims
from workflow.errors import NotYours, Refused

pytestmark = pytest.mark.database

S = VehiclePass.Status
AGREED = "指挥部第12次会议"


def codes(one):
    loaded = VehiclePass.objects.select_related("type").get(pk=one.pk)
    return [concern.code for concern in concerns_of([loaded])[one.pk]]


def test_what_sun_has_in_hand_qian_does_not_decide(world, application):
    made = services.apply_for_pass(by=world.li, **application())
    claims.claim(made, by=world.sun)
    with pytest.raises(Refused, match="孙禾"):
        services.accept_pass(made, by=world.qian)
    claims.take_over(made, by=world.qian, remark="孙禾外出")
    services.accept_pass(made, by=world.qian)
    assert made.holder is None and made.claims.filter(ended_at=None).count() == 0


def test_the_history_of_a_pass_tells_who_had_it_in_hand(world, application, client, noon):
    made = services.apply_for_pass(by=world.li, **application())
    with clock.standing_at(noon + timedelta(minutes=5)):
        claims.claim(made, by=world.sun)
    with clock.standing_at(noon + timedelta(minutes=9)):
        claims.release(made, by=world.sun)
    with clock.standing_at(noon + timedelta(minutes=10)):
        claims.claim(made, by=world.sun)
    with clock.standing_at(noon + timedelta(minutes=20)):
        claims.take_over(made, by=world.qian, remark="孙禾外出")
        client.force_login(world.qian)
        steps = client.get(f"/passes/{made.pk}/").context["steps"]
    told = [(str(step["label"]), str(step["person"])) for step in steps]
    assert told[:4] == [("接办", "钱宁"), ("领办", "孙禾"), ("退领", "孙禾"), ("领办", "孙禾")]
    assert steps[0]["remark"] == "孙禾外出"


def test_where_control_is_in_force_a_firm_outside_a_loop_needs_a_second_person(
    world, recommended, under_control
):
    made = recommended()
    assert codes(made) == []
    under_control(world.r510522)
    assert codes(made) == ["not_in_loop"]
    with pytest.raises(Refused) as refused:
        services.issue_pass(made, by=world.chen)
    assert refused.value.code == "second_person" and "不在闭环生产中" in str(refused.value.sentence)
    for words in ({"approver": world.lin}, {"approver": world.chen, "basis": AGREED}):
        with pytest.raises(Refused):
            services.issue_pass(made, by=world.chen, **words)
    deed = services.issue_pass(made, by=world.chen, approver=world.lin, basis=AGREED)
    assert made.status == S.ISSUED and (deed.approver, deed.basis) == (world.lin, AGREED)


def test_more_vehicles_than_the_plan_says_need_a_second_person(world, recommended, issued):
    filed(world.shanda, clerk=world.li, territory=world.luo, district=world.sun)
    Plan.objects.update(trucks_per_day=1)
    issued(plate="川E11111")
    again = recommended(plate="川E11111", first_day=date(2022, 9, 10), last_day=date(2022, 9, 12))
    second, third = recommended(plate="川E22222"), recommended(plate="川E33333")
    later = recommended(plate="川E44444", first_day=date(2022, 9, 20), last_day=date(2022, 9, 22))
    assert codes(again) == [] and codes(second) == ["over_quota"]
    assert codes(later) == [], "by then the other's days are over"
    done = bulk.issue_passes(VehiclePass.objects.filter(status=S.RECOMMENDED), by=world.chen)
    assert done.moved == [again.pk, later.pk]
    assert {key: code for key, (code, _why) in done.refused.items()} == dict.fromkeys(
        [second.pk, third.pk], "second_person"
    )


@pytest.fixture
def of_qingquan(world, application):
    """A live pass of Qingquan's on the plate that Shanda asks for."""

    def make():
        words = application(enterprise=world.qingquan, destination=world.r510524, route="G76")
        made = services.apply_for_pass(by=world.ma, **words)
        services.accept_pass(made, by=world.sun)
        services.recommend_pass(made, by=world.sun)
        services.issue_pass(made, by=world.chen)
        return made

    return make


@pytest.mark.parametrize(
    ("others", "becomes", "route"),
    [
        ("keep", S.ISSUED, "G93 合江—泸州"),
        ("end", S.SUPERSEDED, "G93 合江—泸州"),
        ("merge", S.SUPERSEDED, "G93 合江—泸州；合江县—叙永县 G76"),
    ],
)
def test_another_firms_pass_on_the_plate_is_decided_about_in_so_many_words(
    world, recommended, of_qingquan, others, becomes, route
):
    theirs, made = of_qingquan(), recommended()
    with pytest.raises(Refused) as refused:
        services.issue_pass(made, by=world.lin)
    assert refused.value.code == "other_firm" and "清泉" in str(refused.value.sentence)
    if others != "keep":
        with pytest.raises(Refused, match="须写明意见"):
            services.issue_pass(made, by=world.lin, others=others)
    deliver_outbox()
    services.issue_pass(made, by=world.lin, others=others, remark="该车改由山达使用")
    theirs.refresh_from_db()
    assert (theirs.status, made.status, made.route) == (becomes, S.ISSUED, route)
    deliver_outbox()
    told = Notice.objects.filter(user=world.ma, deed=made.steps.last().deed)
    assert told.exists() == (becomes == S.SUPERSEDED), "that firm is told, and only if it loses its pass"


def test_a_slip_is_taken_back_before_anybody_is_told(world, issued, recommended):
    old = issued()
    made = recommended()
    deliver_outbox()
    before = Notice.objects.count()
    services.issue_pass_undoably(made, by=world.chen)
    number = made.number
    deliver_outbox()
    assert Notice.objects.count() == before, "for a minute nobody is told"
    with pytest.raises(NotYours):
        undoing.undo_issue(made, by=world.lin)
    undoing.undo_issue(made, by=world.chen)
    old.refresh_from_db()
    assert (made.status, made.number, old.status) == (S.REVOKED, number, S.ISSUED)
    with clock.standing_at(clock.now() + timedelta(minutes=5)):
        deliver_outbox()
        assert Notice.objects.count() == before, "of what was taken back nobody hears"
    following = recommended()
    services.issue_pass(following, by=world.lin)
    assert following.number[:9] > number[:9], "the number is spent"


def test_a_pass_that_was_suspended_is_not_set_free_by_a_slip_that_is_taken_back(world, issued, recommended):
    old = issued()
    services.suspend_pass(old, by=world.chen, remark="核查")
    made = recommended()
    services.issue_pass_undoably(made, by=world.chen)
    old.refresh_from_db()
    assert old.status == S.SUPERSEDED
    undoing.undo_issue(made, by=world.chen)
    old.refresh_from_db()
    assert (made.status, old.status) == (S.REVOKED, S.SUSPENDED)


def test_after_the_minute_or_once_the_holder_looked_it_is_too_late(world, recommended, client):
    made = recommended()
    services.issue_pass_undoably(made, by=world.chen)
    with clock.standing_at(clock.now() + timedelta(seconds=61)), pytest.raises(Refused) as refused:
        undoing.undo_issue(made, by=world.chen)
    assert refused.value.code == "told"
    client.force_login(world.li)
    client.get(f"/passes/{made.pk}/")
    with pytest.raises(Refused):
        undoing.undo_issue(made, by=world.chen)
    deliver_outbox()
    assert Notice.objects.filter(user=world.li, deed=made.steps.last().deed).exists()


@pytest.mark.django_db(transaction=True)
def test_undoing_and_telling_never_both_happen(world, recommended):
    made = recommended()
    services.issue_pass_undoably(made, by=world.chen)
    deed = made.steps.last().deed

    def read():
        undoing.seen_by_holder(fresh(made))
        deliver_outbox()

    undone, _told = at_once(lambda: undoing.undo_issue(fresh(made), by=world.chen), read)
    made.refresh_from_db()
    told = Notice.objects.filter(user=world.li, deed=deed).exists()
    assert told == (made.status == S.ISSUED) == isinstance(undone, Refused)
