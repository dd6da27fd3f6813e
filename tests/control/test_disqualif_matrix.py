"""Every verb × every status × everyone of the cast, kept as a text to read."""

from pathlib import Path

from clock import clock
from control.disqualification import services
from control.models import Disqualification
from tests.matrix import compare, matrix

from .stories import proposed


def test_the_table_of_a_case_against_shanda(world):
    def make(status):
        world.shanda.disqualified_at = None
        world.shanda.save()
        Disqualification.objects.update(status="dropped")
        if status == "":
            case = Disqualification(
                enterprise=world.shanda, ground="seal", facts="封条被撕", proposed_by=world.sun
            )
            case.status, case.moved_at = "", clock.now()
            case.save()
            return case
        case = proposed(world)
        if status == "dropped":
            services.drop_case(case, by=world.chen, remark="不成立")
        if status in ("in_force", "reinstated"):
            services.decide_case_urgently(case, by=world.chen, basis="12号", remark="急")
        if status == "reinstated":
            services.reinstate_case(case, by=world.chen, basis="15号")
        return case

    path = Path(__file__).with_name("matrix_disqualification.txt")
    compare(matrix(Disqualification, make, world.people), path)
