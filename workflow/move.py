"""One line of a life's table: a verb, from where to where, who may, and what stands in the way."""

from dataclasses import dataclass, field

from django.db import models
from django.db.models import Case, Q, Value, When
from django.utils.translation import gettext as _

from ui.moments import moment

from .claimable import in_others_hands
from .errors import NOT_YOURS
from .people import Who


@dataclass(frozen=True)
class Move:
    """One verb of a life.

    ``unless`` maps a code to (condition, sentence): rows that meet the condition are refused. Conditions read
    only the record, its ``leans_on`` rows and dates handed in. ``not_own`` names the column of the person who
    filed: nobody reviews what they filed, except, with ``alone``, by a named approver and a basis. ``target``
    None (the verb ``edit``) moves nothing and writes no step. A ``consequence`` of another deed is not offered
    as a button. ``tells`` names the audiences to notify. ``claimed``: not while somebody else has it in hand.
    ``only``: the records whose way leads over this line at all; on others it is as if their status were another.
    """

    label: str
    sources: frozenset
    target: str | None
    who: Who
    unless: dict = field(default_factory=dict)
    remark: bool = False
    basis: bool = False
    grave: bool = False
    not_own: str = ""
    alone: bool = False
    consequence: bool = False
    claimed: bool = False
    only: Q | None = None
    tells: tuple = ()

    def __post_init__(self):
        object.__setattr__(self, "sources", frozenset(self.sources))

    @property
    def stands(self):
        """The records that stand where this line begins."""
        begins = Q(status__in=self.sources)
        return begins if self.only is None else begins & self.only

    def refusal(self, user, occurred_at=None, *, alone=False):
        """SQL: the code of what stands in the way of each row, or NULL. Person first, then status, then the rest."""
        ways = [When(self.who(user), then=Value(None))]
        cases = Case(*ways, default=Value("forbidden"), output_field=models.CharField())
        rest = [When(~self.stands, then=Value("status"))]
        if self.not_own and user is not None and not alone:
            rest.append(When(Q(**{self.not_own: user}), then=Value("own_filing")))
        if self.claimed and user is not None:
            rest.append(When(in_others_hands(user), then=Value("claimed")))
        if occurred_at is not None and self.target is not None:
            rest.append(When(Q(moved_at__gt=occurred_at), then=Value("earlier_step")))
        rest += [When(condition, then=Value(code)) for code, (condition, _sentence) in self.unless.items()]
        then = Case(*rest, default=Value(None), output_field=models.CharField())
        return models.functions.Coalesce(cases, then)

    def sentence(self, code, status_label, holder=None):
        """What a person reads for a refusal's code; ``holder`` is (who has the record in hand, until when)."""
        if code in self.unless:
            return self.unless[code][1]
        if code == "claimed":
            name, until = holder
            return _("{person}正在办理（领办至{until}）；须由其办理、退领，或先接办。").format(
                person=name, until=moment(until)
            )
        return {
            "forbidden": NOT_YOURS,
            "status": self._not_from(status_label),
            "own_filing": _("本人填报的须由他人办理；只有一人值班时，写明同意人和依据。")
            if self.alone
            else _("本人填报的须由他人办理。"),
            "earlier_step": _("所填时间早于上一步“{status}”的时间；先撤回上一步。").format(
                status=status_label
            ),
        }[code]

    def _not_from(self, status_label):
        if self.only is None:
            return _("当前为“{status}”，不能{verb}。").format(status=status_label, verb=self.label)
        return _("当前为“{status}”，按其办理步骤不能{verb}。").format(status=status_label, verb=self.label)
