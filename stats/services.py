"""Compiling days: the deeds of this app. They are the clock's, and may run twice."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from clock import clock
from workflow import knowledge
from workflow.errors import Refused

from .causes import touched_by
from .compile import compile, digest_of
from .cutoff import cutoff_of
from .models import Compilation, DailyFigure, ScopeKind
from .owed import days_owed, owed

__all__ = ["Live", "compile_day", "compile_now", "days_owed", "latest_headline", "owed_since"]
_LOCK = 510501  # beside the day's number: one compilation of a day at a time


def compile_day(day):
    """Bring the figures of ``day`` to what is known now; returns its current ``Compilation``.

    The same facts give the same digest and nothing is written; other facts give a new revision with its cause,
    and the old one stays. Raises ``Refused`` while the day's cut-off has not passed: then there are only
    figures of the moment (``compile_now``).
    """
    as_of, known_at = cutoff_of(day), knowledge.fix_moment()
    if known_at < as_of:
        raise Refused(_("当日统计尚未截止，只能查看此刻的数字。"), code="not_final")
    with transaction.atomic():
        _lock(day)
        last = Compilation.objects.current().filter(day=day).first()
        if last and last.checked_at > known_at:
            return last  # another worker, meanwhile, with more knowledge
        rows = compile(as_of, known_at)
        digest = digest_of(rows)
        causes = touched_by(day, as_of, last.checked_at, known_at) if last else []
        if last and (last.digest, last.as_of) == (digest, as_of):
            if causes:
                Compilation.objects.filter(pk=last.pk).update(checked_at=known_at)
            return last
        return _written(day, as_of, known_at, rows, digest, last, causes)


@dataclass(frozen=True)
class Live:
    """Figures of this moment: 现在，未定稿. Never stored, never exported as final."""

    as_of: datetime
    rows: list

    @property
    def known_at(self):
        return self.as_of


def compile_now():
    now = clock.now()
    return Live(now, compile(now, now))


def owed_since():
    """{day: since when it is owed}, for the health page: empty when every day stands."""
    return {one.day: one.since for one in owed()}


def latest_headline():
    """I2 of the controlled area on the last compiled day, for the home page; None before the first day."""
    rows = DailyFigure.objects.filter(
        compilation__is_current=True, figure="I2", scope_kind=ScopeKind.CONTROLLED
    )
    return rows.select_related("compilation").order_by("-compilation__day").first()


def _lock(day):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_LOCK, day.toordinal()])


def _written(day, as_of, known_at, rows, digest, last, causes):
    if last:
        Compilation.objects.filter(pk=last.pk).update(is_current=False)
        causes = causes or [{"kind": "", "verb": "", "count": 0}]
    made = Compilation.objects.create(
        day=day,
        as_of=as_of,
        known_at=known_at,
        checked_at=known_at,
        revision=last.revision + 1 if last else 1,
        cause=causes,
        digest=digest,
    )
    DailyFigure.objects.bulk_create(
        [
            DailyFigure(
                compilation=made,
                figure=row.figure,
                scope_kind=row.scope_kind,
                scope_code=row.scope_code,
                scope_name=row.scope_name,
                numerator=row.numerator,
                denominator=row.denominator,
                value=row.value,
                unit=row.unit,
                formula=row.formula,
                note=row.note or {},
                firms_above=row.firms_above,
                firms_below=row.firms_below,
            )
            for row in rows
        ],
        batch_size=2000,
    )
    return made
