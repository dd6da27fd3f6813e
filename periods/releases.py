"""Areas are lifted town by town: a town leaves a period over its county at an hour; the county's goes on."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clock import clock
from regions.models import Region
from ui.forms import MomentField
from workflow.deeds import deed as one_deed
from workflow.errors import Refused
from workflow.judging import LATE
from workflow.moves import make_move
from workflow.verbs import VerbForm
from workflow.versions import record_facts

from .forms import TownsField
from .models import ControlPeriod, PeriodRelease, PeriodTerm


class ReleaseForm(VerbForm):
    """Which towns, from which hour."""

    occurred_at = None
    towns = TownsField(
        label=gettext_lazy("镇街"),
        queryset=Region.objects.none(),
        to_field_name="code",
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text=gettext_lazy("可多选；再选已解除的镇街即更正其时间"),
    )
    released_at = MomentField(
        label=gettext_lazy("解除时间"), required=False, help_text=gettext_lazy("不填即现在；可填将来的时间")
    )
    field_order = ["towns", "released_at", "remark", "basis"]

    def __init__(self, *args, record=None, **kwargs):
        super().__init__(*args, record=record, **kwargs)
        self.fields["towns"].queryset = towns_of(record)


class RecoverForm(VerbForm):
    """Whose release is taken back."""

    occurred_at = None
    towns = TownsField(
        label=gettext_lazy("镇街"),
        queryset=Region.objects.none(),
        to_field_name="code",
        widget=forms.SelectMultiple(attrs={"size": 4}),
    )
    field_order = ["towns", "basis", "remark"]

    def __init__(self, *args, record=None, **kwargs):
        super().__init__(*args, record=record, **kwargs)
        self.fields["towns"].queryset = towns_of(record).filter(pk__in=released(record).values("region"))


def towns_of(period):
    """The towns within the period's area; none of a period over a single town."""
    towns = Region.objects.filter(level=Region.Level.TOWN).select_related("parent")
    if period is None or period.region.level == Region.Level.TOWN:
        return towns.none()
    return towns.within(period.region.code)


def released(period):
    """The releases that stand, of whatever hour."""
    return PeriodRelease.objects.current().filter(period=period, released_at__isnull=False)


def release_towns(period, *, by, towns, released_at=None, remark="", basis=""):
    """These towns are released from ``released_at`` (now if not given) on; figures leave them out from then.

    A town released before gets the new hour; the version it replaces is kept. Raises ``Refused`` for a town
    outside the period's area, for an hour outside its dates, and for one long past without a basis.
    """
    at = released_at or clock.now()
    towns = list(towns)
    if clock.now() - at > LATE and not basis.strip():
        raise Refused(_("所填时间在72小时以前，须写明依据。"), code="late_without_basis")
    known = set(towns_of(period).values_list("pk", flat=True))
    if not towns or any(town.pk not in known for town in towns):
        raise Refused(_("只能解除该管控区域之内的镇街。"), code="town_outside")
    with one_deed("release", by=by, of=ControlPeriod, remark=remark, basis=basis) as deed:
        make_move(period, "release", by=by, remark=remark, basis=basis, deed=deed)
        term = PeriodTerm.objects.current().get(period=period)
        if at < term.since or (term.until and at >= term.until):
            raise Refused(_("解除时间须在管控起止时间之内。"), code="outside_term")
        _write(period, towns, at, deed)
    return deed


def recover_towns(period, *, by, towns, basis, remark=""):
    """The release of these towns was wrong, or is revoked: they are under control as if it had not been."""
    with one_deed("recover", by=by, of=ControlPeriod, remark=remark, basis=basis) as deed:
        make_move(period, "recover", by=by, remark=remark, basis=basis, deed=deed)
        standing = set(released(period).values_list("region", flat=True))
        if not towns or any(town.pk not in standing for town in towns):
            raise Refused(_("所选镇街没有解除记录。"), code="not_released")
        _write(period, towns, None, deed)
    return deed


def _write(period, towns, at, deed):
    counted = deed.count
    rows = [{"period_id": period.pk, "region_id": town.pk, "released_at": at} for town in towns]
    record_facts(PeriodRelease, rows, by=deed.by, deed=deed)
    deed.count = counted


def release_consequences(period):
    """What it means, told before it is asked."""
    return [
        _("所选镇街按所填时间解除管控，之后的统计不再计入其企业。"),
        _("没有记镇街的企业不随镇街解除，仍计入管控；先在本页“未录镇街的企业”中记入。"),
        _("%(area)s其余镇街不受影响；运行中的闭环须另行解除。") % {"area": period.area},
    ]
