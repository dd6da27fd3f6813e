"""What deciding a case costs does not grow with what hangs on it."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

from control.disqualification import services
from control.models import Disqualification
from plans.loops.services import confirm_loop, order_loop
from tests.stats.deeds import issued

from .stories import proposed, running
from .test_disqualification import urgently

DOCUMENT = "泸市指办〔2022〕12号"


def test_a_decision_takes_the_same_statements_for_two_passes_and_for_twenty(world):
    running(world)
    counts = [statements_of_a_decision(world)]
    services.reinstate_case(Disqualification.objects.get(), by=world.chen, basis=DOCUMENT)
    loop = order_loop(world.shanda, by=world.sun)
    confirm_loop(loop, by=world.luo, people_inside=120)
    issued(world, world.shanda, 18)
    counts.append(statements_of_a_decision(world))
    assert counts[0] == counts[1] <= 55


def statements_of_a_decision(world):
    case = proposed(world)
    with CaptureQueriesContext(connection) as captured:
        urgently(case, world.chen)
    return len(captured)
