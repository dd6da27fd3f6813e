"""A call sheet is opened: by whoever orders, in the order's own transaction, or after the deed that calls for it."""

import logging

from django.db import transaction
from django.db.models import Q

from clock import clock
from enterprises.models import Enterprise
from periods.models import ControlPeriod, PeriodStep
from plans.models import Plan, Section
from plans.models.loops import Loop, LoopStep
from regions.models import Region, prefixed
from workflow.errors import NotYours
from workflow.moves import begin

from .models import Call, CallSheet

log = logging.getLogger(__name__)


def open_sheet(firms, *, by, kind=CallSheet.Kind.CHOSEN, subject, cause=None, loops=None, due_at=None):
    """A sheet of these firms, each still to be called; returns it, or None where there is no firm.

    ``firms`` is a queryset of what ``by`` may call. ``cause`` is the deed it follows from: its sheet is opened
    once, however often this is asked. ``loops`` is {firm key: loop key} of an order. Raises ``NotYours`` when
    one of the firms is not this person's to call. A constant number of statements.
    """
    with transaction.atomic():
        if cause is not None and (standing := CallSheet.objects.filter(cause=cause).first()):
            return standing
        keys = list(
            firms.order_by("county__code", "park__pinyin", "town__code", "pinyin").values_list(
                "pk", flat=True
            )
        )
        if not keys:
            return None
        sheet = CallSheet.objects.create(
            kind=kind, subject=subject[:120], cause=cause, opened_at=clock.now(), due_at=due_at
        )
        phones = phones_of(keys)
        rows = []
        for key in keys:
            phone, source = phones[key]
            loop = (loops or {}).get(key)
            rows.append(
                Call(
                    sheet=sheet,
                    enterprise_id=key,
                    loop_id=loop,
                    phone=phone,
                    phone_source=source,
                    due_at=due_at,
                )
            )
        begin(Call, rows, "open", by=by)
    return sheet


def phones_of(keys):
    """{firm key: (24-hour telephone, where it is from)}: the filed plan's, else the registry's contact."""
    found = {
        key: (phone, Call.Source.REGISTRY if phone else "")
        for key, phone in Enterprise.objects.filter(pk__in=keys).values_list("pk", "contact_phone")
    }
    answered = Section.objects.filter(
        version__plan__enterprise__in=keys,
        version__plan__status=Plan.Status.FILED,
        version__frozen_at__isnull=False,
        answers__has_key="duty_phone",
    )
    rows = answered.order_by("version__number").values_list(
        "version__plan__enterprise", "answers__duty_phone"
    )
    for key, phone in rows:
        if phone:
            found[key] = (str(phone)[:30], Call.Source.PLAN)
    return found


def follow(deed):
    """After a deed that ordered firms or announced a notice, its sheet; nothing after any other."""
    if deed.by is None:
        return None
    try:
        return open_for_order(deed) or open_for_notice(deed)
    except (
        NotYours
    ):  # who did it has left since: a sheet is opened by hand, and the deed is told all the same
        log.warning("no call sheet for deed %s: %s may not call these firms any more", deed.pk, deed.by)
        return None


def open_for_order(deed):
    """The sheet of the firms a deed ordered to seal themselves; None if it ordered none."""
    steps = LoopStep.objects.filter(deed=deed, source="", target=Loop.Status.ORDERED)
    ordered = list(
        Loop.objects.filter(pk__in=steps.values("record")).values_list("enterprise", "pk", "due_at")
    )
    if not ordered:
        return None
    dues = [due for _firm, _loop, due in ordered if due]
    return open_sheet(
        Enterprise.objects.filter(pk__in=[firm for firm, _loop, _due in ordered]),
        by=deed.by,
        kind=CallSheet.Kind.ORDER,
        subject=str(deed.unit or deed.by),
        cause=deed,
        loops={firm: loop for firm, loop, _due in ordered},
        due_at=min(dues, default=None),
    )


def open_for_notice(deed):
    """The sheet of the firms in the areas a deed put under control, unless that is over already."""
    steps = PeriodStep.objects.filter(deed=deed, target=ControlPeriod.Status.ANNOUNCED)
    now = clock.now()
    periods = ControlPeriod.objects.with_term().filter(pk__in=steps.values("record"), place="")
    holding = periods.filter(Q(term__until=None) | Q(term__until__gt=now)).select_related("region")
    found = list(holding.order_by("pk"))
    if not found:
        return None
    return open_sheet(
        firms_in([period.region for period in found]),
        by=deed.by,
        kind=CallSheet.Kind.NOTICE,
        subject=f"{found[0].issuer}{found[0].number}",
        cause=deed,
    )


def firms_in(regions):
    """Whom a notice over these divisions concerns: above-scale firms there, and those with a plan on file."""
    inside = Q(pk=None)
    for region in regions:
        town = region.level == Region.Level.TOWN
        inside |= Q(town=region) if town else prefixed("county__code", region.code)
    filed = Plan.objects.in_force().filter(enterprise__isnull=False).values("enterprise")
    concerned = Q(entry__above_scale=True) | Q(pk__in=filed)
    keys = Enterprise.objects.with_entry().filter(inside & concerned).order_by().values("pk")
    return Enterprise.objects.filter(pk__in=keys)
