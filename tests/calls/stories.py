"""What the stories of call sheets begin with: Shanda and Qingquan have filed plans and are ordered."""

from calls.models import CallSheet
from enterprises.models import Enterprise
from notices.delivering import deliver_outbox
from plans.loops.services import order_loops
from tests.plans.forms import WHOLE, filed


def ordered(world, *, by=None):
    """Sun orders both firms of Hejiang by one press; the sheet comes with the telling of it."""
    filed(world.shanda, clerk=world.li, territory=world.luo, district=world.sun)
    no_phone = WHOLE | {"duty_phone": "0830-5200220"}
    filed(world.qingquan, clerk=world.ma, territory=world.zhou, district=world.sun, answers=no_phone)
    firms = Enterprise.objects.filter(pk__in=[world.shanda.pk, world.qingquan.pk])
    deed = order_loops(firms, by=by or world.sun).deed
    deliver_outbox()
    return CallSheet.objects.get(cause=deed)
