"""Many passes by one press: a constant number of statements a batch."""

from django.db import transaction

from workflow.moves import begin, make_moves

from .apply import rules
from .apply.drawing import drawn_up, refuse_faults
from .apply.entering import moments_for
from .issue import terms
from .issue.handling import due_times
from .issue.issuing import issue_passes
from .models import VehiclePass
from .models.stable import remember


def apply_in_bulk(rows, *, by, occurred_at=None, remark="", basis="", deed=None):
    """Hand in applications; all or none. Returns the passes, in the order of ``rows``.

    A row: type, enterprise, plate, driver_name, driver_phone, goods_category, goods_name, origin, destination,
    first_day, last_day (inclusive) and if known plate_colour, weight_t, route, channel. ``occurred_at`` is one
    moment or a list, one a row. Raises ``Refused`` for the first row that may not be handed in, with its place.
    """
    moments = moments_for(occurred_at, len(rows))
    made = [drawn_up(row, by) for row in rows]
    for place, (row, new, moment) in enumerate(zip(rows, made, moments, strict=True)):
        checked = {**row, "plate": new.plate, "plate_colour": new.plate_colour}
        refuse_faults(rules.faults(**checked, at=moment), place if len(rows) > 1 else None)
    kept = terms.latest({new.type_id for new in made})
    for new in made:
        for column, value in terms.kept(new.type, kept.get(new.type_id)).items():
            setattr(new, column, value)
    for new, due in zip(made, due_times(made, moments), strict=True):
        new.due_at = due
    with transaction.atomic():
        begin(VehiclePass, made, "submit", by=by, occurred_at=moments, remark=remark, basis=basis, deed=deed)
        remember(made)
    return made


def accept_passes(queryset, *, by, occurred_at=None, **words):
    return make_moves(queryset, "accept", by=by, occurred_at=occurred_at, **words)


def recommend_passes(queryset, *, by, occurred_at=None, **words):
    return make_moves(queryset, "recommend", by=by, occurred_at=occurred_at, **words)


def accept_and_recommend_passes(queryset, *, by, occurred_at=None, **words):
    return make_moves(queryset, "accept_recommend", by=by, occurred_at=occurred_at, **words)


def recommend_and_issue_passes(queryset, *, by, **words):
    return issue_passes(queryset, by=by, verb="recommend_issue", **words)


def accept_and_issue_passes(queryset, *, by, **words):
    return issue_passes(queryset, by=by, verb="accept_issue", **words)


def return_passes(queryset, *, by, remark, **words):
    return make_moves(queryset, "return", by=by, remark=remark, values={"due_at": None}, **words)


def refuse_passes(queryset, *, by, remark, **words):
    return make_moves(queryset, "refuse", by=by, remark=remark, values={"due_at": None}, **words)


def suspend_passes(queryset, *, by, remark, **words):
    return make_moves(queryset, "suspend", by=by, remark=remark, **words)


def reinstate_passes(queryset, *, by, remark, **words):
    return make_moves(queryset, "reinstate", by=by, remark=remark, **words)


def revoke_passes(queryset, *, by, remark, basis, **words):
    return make_moves(queryset, "revoke", by=by, remark=remark, basis=basis, **words)


def recall_passes(queryset, *, by, remark, basis, **words):
    return make_moves(queryset, "recall", by=by, remark=remark, basis=basis, **words)


def void_passes(queryset, *, by, basis, **words):
    return make_moves(queryset, "void", by=by, basis=basis, **words)
