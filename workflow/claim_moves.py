"""领办, 退领, 接办: the three lines by which a claimable life's cases are taken in hand."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .move import Move

NOT_CLAIMED = (Q(claimed_by=None), _("尚无人领办。"))


def claim_moves(waiting, reviewers, not_own="filed_by"):
    """{verb: Move} for the statuses in which a case waits for one of ``reviewers``."""
    nobody = {"not_claimed": NOT_CLAIMED}
    return {
        "claim": Move(_("领办"), waiting, None, reviewers, not_own=not_own, claimed=True),
        "release": Move(_("退领"), waiting, None, reviewers, unless=nobody, claimed=True),
        "take_over": Move(_("接办"), waiting, None, reviewers, unless=nobody, not_own=not_own, remark=True),
    }
