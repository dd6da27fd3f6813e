"""Two at once, in real transactions: one step, never both."""

import threading

import pytest
from django.db import close_old_connections, connection, transaction

from enterprises.models import Enterprise
from plans.loops.services import confirm_loop, order_loop, order_loops
from plans.models import Plan
from plans.models.loops import Loop
from plans.review.checking import sign_plan
from plans.services import endorse_plan, file_plan, return_plan, save_section, start_plan, submit_plan
from workflow.claims import claim
from workflow.errors import NotYours, Refused

from .forms import WHOLE, checked, filed, submitted

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


def at_once(*deeds):
    """Run the deeds in threads of their own, as near to one another as can be; returns what each raised."""
    gate, raised = threading.Barrier(len(deeds)), [None] * len(deeds)

    def run(place, deed):
        gate.wait()
        try:
            deed()
        except Exception as error:
            raised[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    close_old_connections()
    return raised


@pytest.fixture
def world(transactional_db):
    from tests.cast import build_world

    return build_world(standing=Enterprise.objects.exists())


def test_two_officers_of_the_park_make_one_step(world):
    plan = submitted(world.shanda, world.li)
    mine, theirs = Plan.objects.get(pk=plan.pk), Plan.objects.get(pk=plan.pk)
    raised = at_once(
        lambda: endorse_plan(mine, by=world.luo),
        lambda: return_plan(theirs, by=world.xu, remark="补充床位"),
    )
    # A return after the endorsement is the county's, no longer the park's; an endorsement after it comes too late.
    assert [error for error in raised if error] and None in raised
    assert all(isinstance(error, Refused | NotYours) for error in raised if error)
    assert plan.steps.count() == 3
    plan.refresh_from_db()
    assert plan.steps.last().target == plan.status


def test_what_is_saved_while_submitting_is_in_the_frozen_version_or_refused(world):
    from plans.versions import is_intact

    plan = start_plan(world.shanda, by=world.li)
    from plans.questions import ENTERPRISE_2

    for key, answers in ENTERPRISE_2.parted(WHOLE).items():
        save_section(plan, key, answers, by=world.li, revision=0)
    mine, theirs = Plan.objects.get(pk=plan.pk), Plan.objects.get(pk=plan.pk)
    lodging = {**ENTERPRISE_2.parted(WHOLE)["lodging"], "beds": 777}
    raised = at_once(
        lambda: submit_plan(mine, by=world.li),
        lambda: save_section(theirs, "lodging", lodging, by=world.luo, revision=1),
    )
    version = plan.versions.get()
    plan.refresh_from_db()
    assert raised[0] is None and plan.status == "submitted" and is_intact(version)
    beds = version.sections.get(key="lodging").answers["beds"]
    assert beds == (190 if raised[1] else 777) == plan.beds


def test_a_firm_disqualified_while_it_is_ordered_never_both(world):
    filed(world.shanda, clerk=world.li, territory=world.luo, district=world.sun)

    def disqualify():
        # As control will do it: the fact's row first, FOR UPDATE, then the loops that lean on it.
        with transaction.atomic():
            firm = Enterprise.objects.select_for_update().get(pk=world.shanda.pk)
            if not Loop.objects.open().filter(enterprise=firm).exists():
                Enterprise.objects.filter(pk=firm.pk).update(disqualified_at="2022-09-08T12:00:00+08:00")

    for _round in range(5):
        Enterprise.objects.filter(pk=world.shanda.pk).update(disqualified_at=None)
        Loop.objects.filter(enterprise=world.shanda).update(status="cancelled")
        at_once(lambda: order_loop(world.shanda, by=world.sun), disqualify)
        firm = Enterprise.objects.get(pk=world.shanda.pk)
        assert not (firm.is_disqualified and Loop.objects.open().filter(enterprise=firm).exists())


def test_ordered_twice_at_once_is_one_loop(world):
    filed(world.shanda, clerk=world.li, territory=world.luo, district=world.sun)
    firms = Enterprise.objects.filter(pk=world.shanda.pk)
    done = []
    raised = at_once(
        lambda: done.append(order_loops(firms, by=world.sun)),
        lambda: done.append(order_loops(firms, by=world.chen)),
    )
    assert raised == [None, None] and Loop.objects.count() == 1
    assert sorted(len(one.loops) for one in done) == [0, 1]


def test_filed_while_the_older_one_is_ordered(world):
    """The loop runs by one plan that was on file when it was ordered, and nobody waits for the other for ever."""
    old = filed(world.shanda, clerk=world.li, territory=world.luo, district=world.sun)
    new = submitted(world.shanda, world.li)
    endorse_plan(new, by=world.luo)
    checked(new, by=world.sun)
    raised = at_once(lambda: file_plan(new, by=world.sun), lambda: order_loop(world.shanda, by=world.chen))
    assert raised == [None, None]
    loop = Loop.objects.get()
    assert loop.plan_id in (old.pk, new.pk)
    confirm_loop(loop, by=world.li, people_inside=3)


def test_two_reviewers_claim_at_once_and_one_has_it(world):
    plan = submitted(world.shanda, world.li)
    mine, theirs = Plan.objects.get(pk=plan.pk), Plan.objects.get(pk=plan.pk)
    raised = at_once(lambda: claim(mine, by=world.luo), lambda: claim(theirs, by=world.xu))
    [lost] = [error for error in raised if error]
    assert isinstance(lost, Refused) and lost.code == "claimed"
    assert plan.claims.filter(ended_at=None).count() == 1


def test_claimed_while_a_colleague_decides(world):
    """Either the claim came first and the decision is refused, or the decision did and there is nothing to claim."""
    for _round in range(3):
        Plan.objects.exclude(status="withdrawn").update(status="withdrawn")
        plan = submitted(world.shanda, world.li)
        mine, theirs = Plan.objects.get(pk=plan.pk), Plan.objects.get(pk=plan.pk)
        raised = at_once(lambda m=mine: claim(m, by=world.luo), lambda t=theirs: endorse_plan(t, by=world.xu))
        assert raised.count(None) == 1
        plan.refresh_from_db()
        assert (plan.status == "endorsed") == (raised[1] is None) == (plan.claimed_by is None)


def test_filed_while_a_unit_says_no(world):
    """A plan is never on file with a check that failed before it was filed."""
    plan = submitted(world.shanda, world.li)
    endorse_plan(plan, by=world.luo)
    checked(plan, by=world.sun)
    mine, theirs = Plan.objects.get(pk=plan.pk), Plan.objects.get(pk=plan.pk)
    line = {"unit": "health", "signer": "周强", "verdict": "fail"}
    raised = at_once(lambda: file_plan(mine, by=world.sun), lambda: sign_plan(theirs, by=world.luo, **line))
    plan.refresh_from_db()
    assert raised.count(None) == 1
    assert (plan.status, plan.check_failed) in {("filed", False), ("endorsed", True)}


def test_filed_while_it_is_returned_and_mended(world):
    """What Sun read is filed, or he is told that it is not what stands there now."""
    plan = submitted(world.shanda, world.li)
    endorse_plan(plan, by=world.luo)
    checked(plan, by=world.sun)
    read = plan.versions.last().sha256
    mine, theirs = Plan.objects.get(pk=plan.pk), Plan.objects.get(pk=plan.pk)
    raised = at_once(
        lambda: file_plan(mine, by=world.sun, sha256=read),
        lambda: return_plan(theirs, by=world.qian, remark="补充床位"),
    )
    plan.refresh_from_db()
    assert raised.count(None) == 1 and (plan.status == "filed") == (raised[0] is None)
