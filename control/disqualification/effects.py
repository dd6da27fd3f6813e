"""What a disqualification brings with it, and what its end gives back: each within the one deed that decides.

Locks are taken from the lower app to the higher: the firm, its entries on the lists, its loop, its passes. The
firm's row is locked against everything that leans on it, so that an order or an issue is either before (and is
ended here) or after (and is refused).
"""

from enterprises.models import Enterprise
from passes.models import PassStep, VehiclePass
from plans.loops.services import cancel_loops, lift_loops
from plans.models.loops import Loop
from whitelist.models import WhitelistEntry
from whitelist.services import OPEN as ON_A_LIST
from whitelist.services import clear_review, flag_for_review
from workflow.moves import make_moves, raise_refusal


def lock_firm(key):
    return Enterprise.objects.select_for_update().get(pk=key)


def bar(firm, *, by, deed, moment, reason, returning=(), return_only_until=None):
    """The firm may run no closed loop from ``moment`` on: its loop ends, its passes rest, its entries are flagged.

    Passes whose keys are in ``returning`` may still drive home until ``return_only_until``.
    """
    _restate(firm, moment, by)
    flag_for_review(firm, since=moment, reason=reason)
    words = {"by": by, "deed": deed, "occurred_at": moment}
    loops = Loop.objects.filter(enterprise=firm)
    _all(cancel_loops(loops.filter(status="ordered"), remark=reason, **words))
    _all(lift_loops(loops.filter(status__in=["running", "paused"]), **words))
    live = live_passes(firm, moment)
    home = {key: {"return_only_until": return_only_until if key in returning else None} for key in live}
    passes = VehiclePass.objects.filter(pk__in=live)
    _all(make_moves(passes, "suspend", remark=reason, values=home, **words))


def unbar(firm, *, by, deed, moment, reason, decision):
    """The bar is lifted: entries are no longer in doubt, passes that ``decision`` suspended hold again if in time.

    A loop is not begun again: that takes an order.
    """
    _restate(firm, None, by)
    clear_review(firm)
    rested = rested_passes(firm, decision, moment)
    passes = VehiclePass.objects.filter(pk__in=rested)
    words = {"by": by, "deed": deed, "occurred_at": moment, "remark": reason}
    _all(make_moves(passes, "reinstate", values={"return_only_until": None}, **words))


def live_passes(firm, moment):
    """Keys of the firm's passes that hold at ``moment`` or will."""
    found = VehiclePass.objects.filter(enterprise=firm, status="issued", validity__endswith__gt=moment)
    return list(found.order_by("pk").values_list("pk", flat=True))


def rested_passes(firm, decision, moment):
    """Keys of the passes that a decision suspended, that still rest, and that are not out of date."""
    steps = PassStep.objects.filter(deed=decision, target="suspended")
    found = VehiclePass.objects.filter(
        enterprise=firm, status="suspended", validity__endswith__gt=moment, pk__in=steps.values("record")
    )
    return list(found.order_by("pk").values_list("pk", flat=True))


def listed_entries(firm):
    """The firm's open entries on the lists."""
    return list(WhitelistEntry.objects.filter(enterprise=firm, status__in=ON_A_LIST).order_by("pk"))


def _restate(firm, moment, by):
    firm.disqualified_at = moment
    firm._history_user = by
    firm.save()


def _all(done):
    """One that cannot be ended leaves everything as it was, and says why."""
    for key in done.refused:
        raise_refusal(done, key)
