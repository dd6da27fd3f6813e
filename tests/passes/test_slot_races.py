"""Decisions racing for one plate, under each superseding rule: always one of the outcomes the rule allows.

Whoever comes second waits, and finds what the first left; nobody is told of a deadlock.
"""

import pytest
from django.test import Client

from clock import clock
from passes import bulk, services
from passes.issue import undoing
from passes.models import PassType, VehiclePass
from workflow.errors import Refused

from .test_races import at_once, fresh

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]

NOTHING, PLATE, ROUTE = "nothing", "plate", "plate_applicant_route"
RULES = [NOTHING, PLATE, ROUTE]
TURNS = 3
BASIS = "停机期间纸质核发"


@pytest.fixture
def by_rule(types):
    """``by_rule(rule)``: the city's pass follows this rule."""

    def make(rule):
        PassType.objects.filter(code="city_emergency").update(supersedes=rule)
        return {"type": PassType.objects.get(code="city_emergency")}

    return make


def stands(*passes):
    return sorted(fresh(one).status for one in passes)


def refusals(results):
    return [one.code for one in results if isinstance(one, Refused)]


def test_every_rule_there_is_has_its_races():
    assert PassType.Supersedes.values == RULES


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("_turn", range(TURNS))
def test_two_of_one_firm_and_route(world, recommended, by_rule, rule, _turn):
    kind = by_rule(rule)
    first, second = recommended(**kind), recommended(**kind)
    results = at_once(
        lambda: services.issue_pass(fresh(first), by=world.chen),
        lambda: services.issue_pass(fresh(second), by=world.lin),
    )
    assert not refusals(results)
    assert stands(first, second) == ["issued", "issued" if rule == NOTHING else "superseded"]


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("_turn", range(TURNS))
def test_two_of_one_firm_on_two_routes(world, recommended, by_rule, rule, _turn):
    kind = by_rule(rule)
    first, second = recommended(**kind), recommended(**kind, destination=world.r510504)
    results = at_once(
        lambda: services.issue_pass(fresh(first), by=world.chen),
        lambda: services.issue_pass(fresh(second), by=world.lin),
    )
    assert not refusals(results)
    assert stands(first, second) == ["issued", "superseded" if rule == PLATE else "issued"]


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("_turn", range(TURNS))
def test_two_firms_on_one_plate(world, recommended, application, by_rule, rule, _turn):
    """By the plate alone the later displaces the earlier; else the later is asked what becomes of the other's."""
    kind = by_rule(rule)
    first = recommended(**kind)
    second = services.apply_for_pass(by=world.ma, **application(**kind, enterprise=world.qingquan))
    services.recommend_pass(second, by=world.ren)
    results = at_once(
        lambda: services.issue_pass(fresh(first), by=world.chen),
        lambda: services.issue_pass(fresh(second), by=world.lin),
    )
    if rule == PLATE:
        assert not refusals(results) and stands(first, second) == ["issued", "superseded"]
    else:
        assert refusals(results) == ["other_firm"] and stands(first, second) == ["issued", "recommended"]


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("_turn", range(TURNS))
def test_a_paper_is_entered_while_the_same_plate_is_issued(
    world, recommended, application, by_rule, rule, _turn
):
    kind = by_rule(rule)
    made = recommended(**kind)

    def enter():
        paper = application(**kind, number="川泸通〔2022〕1号")
        return services.enter_paper_pass(by=world.lin, basis=BASIS, occurred_at=clock.now(), **paper)

    results = at_once(lambda: services.issue_pass(fresh(made), by=world.chen), enter)
    assert not refusals(results)
    live = VehiclePass.objects.filter(status="issued").count()
    assert live == (2 if rule == NOTHING else 1)
    assert VehiclePass.objects.filter(status="superseded").count() == 2 - live


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("_turn", range(TURNS))
def test_two_papers_of_one_plate_are_entered_at_once(world, application, by_rule, rule, _turn):
    kind = by_rule(rule)

    def enter(who, number):
        paper = application(**kind, number=number)
        return lambda: services.enter_paper_pass(by=who, basis=BASIS, occurred_at=clock.now(), **paper)

    results = at_once(enter(world.chen, "纸1号"), enter(world.lin, "纸2号"))
    assert not refusals(results)
    assert VehiclePass.objects.filter(status="issued").count() == (2 if rule == NOTHING else 1)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("_turn", range(TURNS))
def test_an_issue_is_taken_back_while_the_next_is_issued(world, recommended, by_rule, rule, _turn):
    """Old gave way to middle. Middle is taken back while new is issued: new is in force, and no other of the slot."""
    kind = by_rule(rule)
    old, middle, new = (recommended(**kind) for _one in range(3))
    services.issue_pass(old, by=world.chen)
    services.issue_pass_undoably(middle, by=world.chen)
    results = at_once(
        lambda: undoing.undo_issue(fresh(middle), by=world.chen),
        lambda: services.issue_pass(fresh(new), by=world.lin),
    )
    assert fresh(new).status == "issued"
    if rule == NOTHING:
        assert not refusals(results) and stands(old, middle) == ["issued", "revoked"]
    else:
        told = refusals(results)
        assert stands(old, middle) == (["superseded", "superseded"] if told else ["revoked", "superseded"])
        assert told in ([], ["moved_on"])
    assert len({fresh(one).number for one in (old, middle, new)}) == 3, "what was taken back stays spent"


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("verb", ["revoke", "recall", "suspend", "void"])
def test_the_old_pass_is_ended_while_the_new_one_is_issued(world, recommended, by_rule, rule, verb):
    kind = by_rule(rule)
    old, new = recommended(**kind), recommended(**kind)
    services.issue_pass(old, by=world.chen)
    said = {"remark": "车辆转借"} | ({} if verb == "suspend" else {"basis": "第9号通告"})
    results = at_once(
        lambda: getattr(bulk, f"{verb}_passes")(VehiclePass.objects.filter(pk=old.pk), by=world.lin, **said),
        lambda: services.issue_pass(fresh(new), by=world.chen),
    )
    assert not refusals(results) and fresh(new).status == "issued"
    ended = {"revoke": "revoked", "recall": "recalled", "suspend": "suspended", "void": "voided"}[verb]
    assert fresh(old).status in ({ended} if rule == NOTHING else {ended, "superseded"})
    if rule != NOTHING:
        assert VehiclePass.objects.filter(status__in=VehiclePass.LIVE).count() == 1, "none beside the new one"


@pytest.mark.parametrize("rule", RULES)
def test_eight_presses_by_rest_for_one_plate_are_answered_and_none_with_a_fault(
    world, recommended, by_rule, rule
):
    kind = by_rule(rule)
    made = [recommended(**kind) for _one in range(4)]
    for one in made[:2]:
        services.issue_pass(one, by=world.chen)

    def press(who, one, verb):
        def act():
            client = Client()
            client.force_login(who)
            said = {"remark": "车辆转借", "basis": "第9号通告", "others": "keep"}
            return client.post(f"/api/v1/passes/{one.pk}/{verb}/", said, content_type="application/json")

        return act

    answers = at_once(
        *(press(who, one, "issue") for one in made[2:] for who in (world.chen, world.lin)),
        *(press(who, one, "revoke") for one in made[:2] for who in (world.chen, world.lin)),
    )
    told = [answer.status_code for answer in answers]
    assert set(told) <= {200, 409}, [answer.content.decode() for answer in answers]
    assert told[:4].count(200) == 2, "each new one by one of its two"
    live = VehiclePass.objects.filter(status__in=VehiclePass.LIVE).count()
    assert live == (2 if rule == NOTHING else 1)
