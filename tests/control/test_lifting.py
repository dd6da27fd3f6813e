"""A switch lifted: what runs ends, what nobody confirmed stays."""

import pytest

from control.switch.judgement import Differs
from control.switch.services import (
    lift_switch,
    preview_lift,
)
from plans.loops.services import confirm_loop
from workflow.errors import AlreadyDone

from .test_switch import order

pytestmark = pytest.mark.database


def test_lifting_takes_what_runs_and_leaves_what_nobody_confirmed(world, hejiang, plans):
    order(hejiang, world.sun)
    confirm_loop(world.shanda.loops.get(), by=world.luo, people_inside=181)
    seen = preview_lift(hejiang, by=world.sun)
    assert (len(seen.ready), seen.people, [why["code"] for why in seen.reasons]) == (1, 181, ["not_sealed"])
    drill = lift_switch(hejiang, by=world.sun, digest=seen.digest, drill=True)
    assert drill.moved == 1 and world.shanda.loops.get().status == "running"
    switch = lift_switch(hejiang, by=world.sun, digest=seen.digest, key="lift")
    assert (switch.moved, switch.people, switch.refused) == (1, 181, 1)
    assert world.shanda.loops.get().status == "lifted" and world.qingquan.loops.get().status == "ordered"
    with pytest.raises(AlreadyDone):
        lift_switch(hejiang, by=world.sun, digest=seen.digest, key="lift")


def test_a_confirmation_meanwhile_is_a_difference_of_the_lifting(world, hejiang, plans):
    order(hejiang, world.sun)
    confirm_loop(world.shanda.loops.get(), by=world.luo, people_inside=181)
    seen = preview_lift(hejiang, by=world.sun)
    confirm_loop(world.qingquan.loops.get(), by=world.ma, people_inside=90)
    with pytest.raises(Differs) as stopped:
        lift_switch(hejiang, by=world.sun, digest=seen.digest)
    assert [change["credit_code"] for change in stopped.value.changes] == [world.qingquan.credit_code]
