"""已核: what a reviewer has checked of an application's optional items, by whom and when."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from passes.models import PassTick, VehiclePass
from ui import moments
from workflow.deeds import deed as one_deed
from workflow.errors import Refused
from workflow.moves import make_move
from workflow.verbs import Verb, VerbForm, shown_offers

# item: (words, the columns it is about)
ITEMS = {
    "nat": (gettext_lazy("核酸"), ("nat_sampled_at", "nat_result")),
    "health_code": (gettext_lazy("健康码"), ("health_code",)),
    "driver_permit": (gettext_lazy("从业资格证"), ("driver_permit",)),
    "road_permit": (gettext_lazy("道路运输证"), ("road_permit",)),
    "vin": (gettext_lazy("VIN"), ("vin",)),
}
CHOICES = [(item, words) for item, (words, _columns) in ITEMS.items()]


class TickForm(VerbForm):
    """Which items were checked; what is ticked already is not asked again."""

    items = forms.MultipleChoiceField(
        label=gettext_lazy("已核"), choices=CHOICES, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, record=None, **kwargs):
        super().__init__(*args, record=record, **kwargs)
        for name in ("occurred_at", "remark", "basis"):
            del self.fields[name]


def tick_items(record, *, by, items, **_words):
    """Keep that this reviewer has checked ``items`` (keys of ``ITEMS``), whether or not the applicant filled
    them in: what one finds out elsewhere counts. Raises ``NotYours``; ``Refused`` when all are ticked already.
    """
    with one_deed("check", by=by, of=VehiclePass) as deed:
        make_move(record, "check", by=by, deed=deed)
        new = [item for item in ITEMS if item in items and item not in standing_ticks(record)]
        if not new:
            raise Refused(_("所选各项均已核。"), code="ticked")
        PassTick.objects.bulk_create(PassTick(record=record, item=item, deed=deed) for item in new)
    return deed


def tick_offer(record, user):
    """The press by which this person ticks, for a page; None where it is not theirs, or not now."""
    shown = shown_offers(record, user, {"check": Verb(tick_items, TickForm)})
    return next((offer for offer in shown if not offer["way"]), None)


def standing_ticks(record):
    """{item: its latest tick}; one made before what it is about was changed no longer counts."""
    changed = {}
    for edit in record.edits.all():
        for name, *_values in edit.changes:
            changed[name] = max(edit.deed_id, changed.get(name, 0))
    ticks = record.ticks.select_related("deed__by", "deed__unit").order_by("pk")
    return {
        tick.item: tick
        for tick in ticks
        if all(changed.get(name, 0) < tick.deed_id for name in ITEMS[tick.item][1])
    }


def items_of(record):
    """[(item, words, what was filled in, its tick or None)] for a page."""
    ticks = standing_ticks(record)
    return [
        (item, words, " ".join(filter(None, (_said(record, name) for name in columns))), ticks.get(item))
        for item, (words, columns) in ITEMS.items()
    ]


def with_ticks(steps, record):
    """The history of a pass with what was ticked among its steps, newest first."""
    by_deed = {}
    for tick in record.ticks.select_related("deed__by", "deed__unit").order_by("pk"):
        by_deed.setdefault(tick.deed, []).append(str(ITEMS[tick.item][0]))
    shown = [
        {
            "label": _("已核"),
            "when": deed.recorded_at,
            "person": deed.by,
            "unit": deed.unit,
            "remark": _("、").join(items),
        }
        for deed, items in by_deed.items()
    ]
    return sorted([*steps, *shown], key=lambda one: one["when"], reverse=True)


def _said(record, name):
    field, value = record._meta.get_field(name), getattr(record, name)
    if hasattr(value, "hour"):
        return moments.moment(value)
    return str(dict(field.flatchoices).get(value, value) or "")
