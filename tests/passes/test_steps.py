"""The steps before 核发 are data of the type: which are asked, whose desk recommends, and two of them by one press."""

from datetime import timedelta

import pytest

from accounts.models import Appointment, Role
from clock import clock
from passes import services
from passes.issue import undoing
from passes.models import VehiclePass
from passes.reconciling.services import reconcile
from workflow.errors import NotYours, Refused
from workflow.moves import offers

pytestmark = pytest.mark.database

S = VehiclePass.Status


def waits_for(one, *people):
    return [person for person in people if VehiclePass.objects.waiting_for(person).filter(pk=one.pk).exists()]


def open_to(one, person):
    one.refresh_from_db()
    return [verb for verb, _move, way in offers(one, person) if not way]


def test_a_shipped_type_is_recommended_with_or_without_being_accepted(world, types, application):
    assert {(kind.steps, kind.recommender) for kind in types.values()} == {("recommend", "any")}
    made = services.apply_for_pass(by=world.li, **application())
    assert waits_for(made, world.sun, world.ren, world.chen, world.luo) == [world.sun]
    with pytest.raises(Refused, match="待受理"):
        services.issue_pass(made, by=world.chen)
    services.recommend_pass(made, by=world.sun)
    services.issue_pass(made, by=world.chen)
    assert [step.target for step in made.steps.all()] == ["submitted", "recommended", "issued"]


def test_what_is_issued_straight_waits_for_chen_alone_and_sun_has_nothing_to_do(world, asked):
    made = asked("straight")
    everyone = (world.sun, world.ren, world.chen, world.he, world.luo)
    assert waits_for(made, *everyone) == [world.chen]
    for verb in (services.accept_pass, services.recommend_pass):
        with pytest.raises(Refused, match="待核发"):
            verb(made, by=world.sun)
    assert {"accept", "recommend", "recommend_issue"}.isdisjoint(open_to(made, world.chen))
    services.issue_pass(made, by=world.chen)
    assert [step.target for step in made.steps.all()] == ["submitted", "issued"] and made.number


def test_what_needs_both_is_not_recommended_before_it_is_accepted(world, asked):
    made = asked("accept_recommend")
    with pytest.raises(Refused, match="不能推荐"):
        services.recommend_pass(made, by=world.ren)
    services.accept_pass(made, by=world.sun)
    with pytest.raises(Refused, match="待推荐"):
        services.issue_pass(made, by=world.chen)
    assert waits_for(made, world.sun, world.ren, world.chen) == [world.sun, world.ren]
    services.recommend_pass(made, by=world.ren)
    services.issue_pass(made, by=world.chen)


def test_sun_who_may_do_both_accepts_and_recommends_by_one_press(world, asked):
    made = asked("accept_recommend")
    with pytest.raises(NotYours):
        services.accept_and_recommend_pass(made, by=world.ren)
    deed = services.accept_and_recommend_pass(made, by=world.sun)
    assert (made.status, deed.by, deed.count) == (S.RECOMMENDED, world.sun, 1)
    other = asked("accept_recommend", "department", plate="川E20000")
    with pytest.raises(NotYours):
        services.accept_and_recommend_pass(other, by=world.sun)


def test_the_desk_that_recommends_is_the_types(world, asked):
    people = {"luo": world.luo, "sun": world.sun, "ren": world.ren, "he": world.he, "chen": world.chen}
    desks = {
        "any": ["sun", "ren", "he", "chen"],
        "territory": ["luo"],
        "district": ["sun"],
        "department": ["ren"],
        "issuer": ["chen"],
    }
    for place, (desk, names) in enumerate(desks.items()):
        made = asked("accept_recommend", desk, plate=f"川E2000{place}")
        services.accept_pass(made, by=world.sun)
        assert [name for name, who in people.items() if "recommend" in open_to(made, who)] == names, desk
        mine = [name for name, who in people.items() if waits_for(made, who)]
        assert mine == (["sun", "ren"] if desk == "any" else names), desk


def test_luo_does_not_recommend_what_luo_filed(world, asked):
    made = asked("recommend", "territory", by=world.luo)
    assert waits_for(made, world.luo) == [] and "accept" not in open_to(made, world.sun)
    with pytest.raises(Refused, match="本人填报"):
        services.recommend_pass(made, by=world.luo)
    services.recommend_pass(made, by=world.xu)


def test_chen_recommends_and_issues_by_one_press_and_takes_it_back(world, asked):
    made = asked("recommend", "issuer")
    assert waits_for(made, world.chen, world.he) == [world.chen]
    with pytest.raises(NotYours):
        services.recommend_and_issue_pass(made, by=world.he)
    deed = services.recommend_and_issue_pass(made, by=world.chen)
    assert (made.status, made.issue_deed, deed.verb) == (S.ISSUED, deed, "recommend_issue")
    found = reconcile(clock.today())
    assert (found.signatures, found.issues, found.unissued, found.unsigned) == (1, 1, 0, 0)
    [one, count, left] = undoing.undoable_by(world.chen)
    assert (one, count, left) == (made, 1, 60)
    undoing.undo_issue(made, by=world.chen)
    assert made.status == S.REVOKED


def test_where_no_recommendation_is_asked_one_press_accepts_and_issues(world, asked):
    made, other = asked("accept"), asked("accept", plate="川E20000")
    with pytest.raises(NotYours):
        services.accept_and_issue_pass(made, by=world.sun)
    services.accept_and_issue_pass(made, by=world.lin)
    services.accept_pass(other, by=world.sun)
    with pytest.raises(Refused):
        services.recommend_pass(other, by=world.sun)
    assert waits_for(other, world.sun, world.chen) == [world.chen]
    services.issue_pass(other, by=world.chen)
    assert (made.status, other.status) == (S.ISSUED, S.ISSUED)


def test_two_steps_by_one_press_do_not_make_one_person_two(world, asked, under_control):
    made = asked("recommend", "issuer")
    under_control(world.r510522)
    with pytest.raises(Refused) as refused:
        services.recommend_and_issue_pass(made, by=world.chen)
    assert refused.value.code == "second_person"
    made.refresh_from_db()
    assert made.status == S.SUBMITTED, "neither step is taken"
    words = {"approver": world.lin, "basis": "指挥部第12次会议"}
    services.recommend_and_issue_pass(made, by=world.chen, **words)


@pytest.mark.parametrize(
    ("steps", "verb"),
    [
        ("recommend", "recommend_and_issue_pass"),
        ("accept", "accept_and_issue_pass"),
        ("accept_recommend", "accept_and_recommend_pass"),
    ],
)
def test_nobody_takes_two_steps_with_what_they_filed(world, asked, steps, verb):
    made = asked(steps)
    VehiclePass.objects.filter(pk=made.pk).update(filed_by=world.chen)
    with pytest.raises(Refused) as refused:
        getattr(services, verb)(made, by=world.chen)
    assert refused.value.code == "own_filing"
    getattr(services, verb)(made, by=world.lin)


def test_one_who_sits_at_both_desks_takes_both_steps(world, asked):
    made = asked("recommend", "department")
    assert "recommend_issue" not in open_to(made, world.chen)
    seat = {"since": clock.now() - timedelta(days=1), "role": Role.LIAISON}
    Appointment.objects.create(user=world.chen, unit=world.ren.posts[0].unit, **seat)
    chen = type(world.chen).objects.get(pk=world.chen.pk)
    assert "recommend_issue" in open_to(made, chen)
    deed = services.recommend_and_issue_pass(made, by=chen)
    assert deed.unit == world.bureau, "it is issued by the issuing unit"


def test_a_change_of_the_steps_is_for_applications_to_come(world, types, asked):
    old = asked("accept_recommend")
    new = asked("straight", plate="川E20000")
    old.refresh_from_db()
    assert (old.asked_steps, new.asked_steps) == ("accept_recommend", "straight")
    services.issue_pass(new, by=world.chen)
    with pytest.raises(Refused):
        services.issue_pass(old, by=world.chen)
    services.return_pass(old, by=world.sun, remark="线路不明")
    services.submit_pass(VehiclePass.objects.get(pk=old.pk), by=world.li)
    services.issue_pass(old, by=world.chen)
    assert old.status == S.ISSUED, "handed in anew it goes by the steps of that day"
