"""The verbs that are pressed on many plans at once, each with its service and for whom it is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from plans import services
from plans.models import Plan
from plans.versions import last_frozen, last_submitted

MOST = 500  # plans in one press
VISIT = "sign"  # the joint check's verb: a visit asks more than a tick (``visits.py``)


@dataclass(frozen=True)
class Many:
    """``do(plans, by=, shown=, **words)`` is the plural service; ``versions(keys)`` gives what is decided on.

    ``select`` is what the verb is called among those of a list, over the rows selected there.
    """

    verb: str
    do: Callable | None
    roles: tuple
    title: Any
    select: Any
    versions: Callable = last_frozen

    @property
    def move(self):
        return Plan.MOVES[self.verb]

    @property
    def url(self):
        return reverse(f"plans:{self.verb}-many")


MANY = {
    many.verb: many
    for many in (
        Many("endorse", services.endorse_plans, (Role.TERRITORIAL,), _("批量初审"), _("初审选中的")),
        Many(VISIT, None, (Role.TERRITORIAL, Role.DISTRICT), _("批量核查"), _("核查选中的"), last_submitted),
        Many("agree", services.agree_plans, (Role.DISTRICT,), _("批量报市级"), _("同意报市级")),
        Many("file", services.file_plans, (Role.DISTRICT, Role.CITY), _("批量备案"), _("备案选中的")),
    )
}


def many_of(user):
    """The verbs this person presses on many."""
    return [many for many in MANY.values() if user.holds(*many.roles)]


def on_desk(plans, verb, by):
    """Those of ``plans`` at this verb's turn and this person's to press it on, whatever else may stand in the way.

    Of the joint check only those whose check may be recorded and is still to be completed.
    """
    move = Plan.MOVES[verb]
    rows = plans.filter(status__in=move.sources).alias(way=move.refusal(by))
    if verb == VISIT:
        return rows.filter(way=None, checked_at=None)
    if verb == "agree":
        rows = rows.filter(needs_city=True, district_agreed_at=None)
    return rows.filter(Q(way=None) | ~Q(way="forbidden"))
