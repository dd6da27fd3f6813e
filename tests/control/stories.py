"""What the stories of disqualification begin with: Shanda runs a loop, holds two passes, stands on the list."""

from clock import clock
from control.disqualification.services import propose_disqualification
from enterprises.models import Enterprise
from plans.loops.services import confirm_loop, order_loop
from tests.plans.forms import filed
from tests.stats.deeds import issued
from whitelist.services import list_entry, nominate


def running(world):
    """Shanda in closed loop, listed, with two passes."""
    filed(world.shanda, clerk=world.li, territory=world.luo, district=world.sun)
    [entry] = nominate([world.shanda], by=world.sun, category="livelihood", effective_from=clock.today())
    list_entry(entry, by=world.chen)
    loop = order_loop(world.shanda, by=world.sun)
    confirm_loop(loop, by=world.luo, people_inside=120)
    return loop, entry, list(issued(world, world.shanda, 2))


def proposed(world, by=None):
    """Sun asks that Shanda be disqualified."""
    return propose_disqualification(
        world.shanda, by=by or world.sun, ground="staff_left", facts="9月7日夜3人翻墙外出，镇街已核实。"
    )


def firm(world):
    return Enterprise.objects.get(pk=world.shanda.pk)
