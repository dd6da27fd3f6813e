"""Which facts can change which days: for every kind of fact a figure reads, the first day it bears on.

A stock counts from the day its step occurred on every later day, so each source names one place on the axis of
days; ``Source.placed`` finds it by ``width_bucket`` over the days at hand, in one grouping a source.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    Case,
    DateField,
    DateTimeField,
    F,
    Func,
    IntegerField,
    Max,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Least

from enterprises.models import DirectoryEntry
from passes.models import PassStep
from periods.models import PeriodRelease, PeriodStep, PeriodTerm
from plans.models.loops import LoopStep
from whitelist.models import EntryStep, EntryTerm
from workflow.models import Policy

from .cutoff import CUTOFF


@dataclass(frozen=True)
class Source:
    """``rows`` with the column or expression ``where`` on an axis: moment, date or year."""

    rows: Any
    where: Any
    axis: str = "moment"

    def placed(self, days):
        """The rows, each with ``bucket``: how many of ``days`` (day, cut-off), oldest first, come before it."""
        thresholds = [AXES[self.axis][1](day, as_of) for day, as_of in days]
        field = AXES[self.axis][0]
        bucket = Func(
            self.where,
            Value(thresholds, ArrayField(field)),
            function="width_bucket",
            output_field=IntegerField(),
        )
        return self.rows().annotate(where=self.where).exclude(where=None).annotate(bucket=bucket)


# A fact at the threshold itself comes after the day: as with the cut-off, it belongs to the next one.
AXES = {
    "moment": (DateTimeField(), lambda day, as_of: as_of),
    "date": (DateField(), lambda day, as_of: day + timedelta(days=1)),
    "year": (IntegerField(), lambda day, as_of: day.year + 1),
}


def _changed(model, record, since, until, axis):
    """Where a revised term differs from the version it replaced: nowhere (null), if only words were corrected."""
    before = model.objects.filter(**{record: OuterRef(record)}, superseded_at=OuterRef("recorded_at"))
    rows = model.objects.order_by().annotate(
        was=Subquery(before.values("pk")[:1]),
        since_was=Subquery(before.values(since)[:1]),
        until_was=Subquery(before.values(until)[:1]),
    )
    same_since = Q(**{since: F("since_was")})
    same_until = Q(**{until: F("until_was")}) | Q(**{until: None, "until_was": None})
    # LEAST passes over nulls, which here are open ends: just what is meant.
    where = Case(
        When(was=None, then=F(since)),
        When(~same_since, then=Least(since, "since_was")),
        When(same_until, then=Value(None)),
        default=Least(until, "until_was"),
        output_field=axis,
    )
    return rows.annotate(changed=where)


def _released():
    """Where a town's release, or the taking back or correction of one, first bears."""
    before = PeriodRelease.objects.filter(
        period=OuterRef("period"), region=OuterRef("region"), superseded_at=OuterRef("recorded_at")
    )
    rows = PeriodRelease.objects.order_by().annotate(was=Subquery(before.values("released_at")[:1]))
    where = Case(
        When(Q(released_at=F("was")), then=Value(None)),
        default=Least("released_at", "was"),
        output_field=DateTimeField(),
    )
    return rows.annotate(changed=where)


SOURCES = {
    "plans.Loop": Source(LoopStep.objects.order_by, F("occurred_at")),
    "passes.VehiclePass": Source(PassStep.objects.filter(target="issued").order_by, F("occurred_at")),
    "whitelist.WhitelistEntry": Source(EntryStep.objects.order_by, F("occurred_at")),
    "whitelist.EntryTerm": Source(
        lambda: _changed(EntryTerm, "entry", "effective_from", "effective_until", DateField()),
        F("changed"),
        "date",
    ),
    # A notice announced or cancelled bears on the days it speaks of, not on the day it was typed.
    "periods.ControlPeriod": Source(PeriodStep.objects.order_by, F("record__terms__since")),
    "periods.PeriodTerm": Source(
        lambda: _changed(PeriodTerm, "period", "since", "until", DateTimeField()), F("changed")
    ),
    "periods.PeriodRelease": Source(_released, F("changed")),
    "enterprises.DirectoryEntry": Source(DirectoryEntry.objects.order_by, F("year"), "year"),
    "workflow.Policy": Source(Policy.objects.filter(key=CUTOFF).order_by, F("since")),
}


def newest_by_place(days, after):
    """{bucket: when the newest fact placed there was recorded}, of facts recorded after ``after``."""
    newest = {}
    for source in SOURCES.values():
        placed = source.placed(days).filter(recorded_at__gt=after, bucket__lt=len(days))
        for bucket, latest in placed.values_list("bucket").annotate(latest=Max("recorded_at")):
            newest[bucket] = max(latest, newest.get(bucket, latest))
    return newest
