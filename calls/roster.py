"""Keeping the duty roster: a shift is written, corrected, or struck out."""

from django.utils.translation import gettext as _

from accounts.models import Unit
from workflow.errors import NotYours, Refused
from workflow.versions import record_facts, revise

from .models import DutyShift
from .models.shifts import rostered_by


def write_shifts(rows, *, by, verb="roster", remark=""):
    """Bring the roster to what ``rows`` say: dicts with unit, since, until, post, name, phone, user.

    A row for a unit, hour and post that stands already corrects it; what is unchanged is not written. Returns
    ``Counts``. Raises ``NotYours`` for a unit whose roster is not this person's to keep, ``Refused`` for a shift
    that ends before it begins.
    """
    rows = list(rows)
    check_units({row["unit"].pk for row in rows}, by)
    facts = []
    for row in rows:
        if row["until"] <= row["since"]:
            raise Refused(_("值班结束时间须晚于开始时间。"), code="shift_ends_after_start")
        fact = {name: value for name, value in row.items() if name not in ("unit", "user")}
        user = row.get("user")
        facts.append(fact | {"unit_id": row["unit"].pk, "user_id": user and user.pk, "struck": False})
    return record_facts(DutyShift, facts, by=by, verb=verb, remark=remark)


def strike_shift(shift, *, by):
    """Take a shift off the roster; it is kept as struck."""
    check_units({shift.unit_id}, by)
    if shift.superseded_at is not None or shift.struck:
        raise Refused(_("此班次已更正或取消，请刷新后再看。"), code="not_current")
    return revise(shift, by=by, struck=True)


def check_units(keys, by):
    """Raises ``NotYours`` unless all these units' rosters are this person's to keep."""
    if by is not None and Unit.objects.filter(rostered_by(by, ""), pk__in=keys).count() < len(keys):
        raise NotYours(_("您只能排本单位和下级单位的值班表。"))
