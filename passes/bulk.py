"""Many passes by one press: a constant number of statements a batch."""

from django.db import transaction
from django.utils.translation import gettext as _

from clock import clock
from workflow.deeds import deed as one_deed
from workflow.errors import Refused
from workflow.locking import lock
from workflow.moves import begin, make_moves

from . import numbers as numbering
from . import plates, rules, terms
from .handling import due_times
from .issuing import issue_passes  # noqa: F401 - the plural verbs stand together
from .models import Channel, VehiclePass
from .stable_model import remember
from .superseding import displaced_by, supersede_for


def apply_in_bulk(rows, *, by, occurred_at=None, remark="", basis="", deed=None):
    """Hand in applications; all or none. Returns the passes, in the order of ``rows``.

    A row: type, enterprise, plate, driver_name, driver_phone, goods_category, goods_name, origin, destination,
    first_day, last_day (inclusive) and if known plate_colour, weight_t, route, channel. ``occurred_at`` is one
    moment or a list, one a row. Raises ``Refused`` for the first row that may not be handed in, with its place.
    """
    moments = _moments(occurred_at, len(rows))
    made = [drawn_up(row, by) for row in rows]
    for place, (row, new, moment) in enumerate(zip(rows, made, moments, strict=True)):
        checked = {**row, "plate": new.plate, "plate_colour": new.plate_colour}
        refuse_faults(rules.faults(**checked, at=moment), place if len(rows) > 1 else None)
    kept = terms.latest({new.type_id for new in made})
    for new in made:
        new.terms_id = kept.get(new.type_id)
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


def enter_paper_passes(rows, *, by, basis, occurred_at, remark="", deed=None):
    """Enter passes issued on paper (补录); all or none. Returns the passes, in the order of ``rows``.

    A row is as ``apply_in_bulk`` takes it, with ``number``. The dates are those of the paper.
    """
    moments = _moments(occurred_at, len(rows))
    made = []
    for place, (row, moment) in enumerate(zip(rows, moments, strict=True)):
        new = drawn_up({"channel": Channel.OFFLINE, **row}, by)
        new.number, new.issued_at = numbering.normalise(row.get("number")), moment
        new.slot = rules.slot_of(new)
        wrong = rules.faults(**{**row, "plate": new.plate, "plate_colour": new.plate_colour})
        if sentence := numbering.entered_fault(new.type, new.number):
            wrong["number"] = ("number", sentence)
        refuse_faults(wrong, place if len(rows) > 1 else None)
        made.append(new)
    words = {"by": by, "occurred_at": moments, "remark": remark, "basis": basis}
    with transaction.atomic():
        if deed is None:
            with one_deed("enter", by=by, remark=remark, basis=basis) as deed:
                _enter(made, deed, words)
        else:
            _enter(made, deed, words)
    return made


def _enter(made, deed, words):
    lock(VehiclePass, sorted(old.pk for old, _new in displaced_by(made)))
    supersede_for(made, by=words["by"], deed=deed)
    begin(VehiclePass, made, "enter", deed=deed, **words)


def drawn_up(row, by):
    """An unsaved pass from a row of an application or a paper."""
    return VehiclePass(filed_by=by, **columns_of(row))


def columns_of(row):
    """The columns a row fills: the plate in its one spelling and its colour, the days as a span of time."""
    columns = {name: value for name, value in row.items() if name not in ("first_day", "last_day", "number")}
    plate = columns["plate"] = plates.normalise(row["plate"])
    if not columns.get("plate_colour") and plates.kind_of(plate) in ("small", "large"):
        columns["plate_colour"] = plates.colours_of(plate)[0]
    if row["last_day"] >= row["first_day"]:
        columns["validity"] = rules.validity_of(row["first_day"], row["last_day"])
    return columns


def refuse_faults(faults, place=None):
    for code, sentence in faults.values():
        if place is not None:
            sentence = _("第{place}项：{sentence}").format(place=place + 1, sentence=sentence)
        raise Refused(sentence, code=code)


def _moments(occurred_at, count):
    if isinstance(occurred_at, (list, tuple)):
        return list(occurred_at)
    return [occurred_at or clock.now()] * count
