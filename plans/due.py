"""By when the next step on a plan or loop is owed, region by region."""

from django.db import transaction
from django.db.models import Min
from django.db.models.functions import Coalesce

from clock import clock
from workflow.deadlines import due_over
from workflow.locking import lock
from workflow.policies import policy_of_regions

from .models import Plan, PlanAttachment, PlanStep
from .queries import UNDER_REVIEW
from .under_control import COUNTY, spells, spells_at


def review_due(plans, occurred_at=None):
    """{plan key: when the next review step is owed}, for a queryset of plans; three statements."""
    return _due(_placed(plans), "plan.review_hours", occurred_at)


def check_due(plans, occurred_at=None):
    """{plan key: by when the joint check of one filed before it (容缺) is owed}."""
    return _due(_placed(plans), "plan.joint_check_hours", occurred_at)


def rest_due(plans, occurred_at=None):
    """{plan key: by when the rest of the form is owed (限期补齐)}; plans that have their term keep it.

    Where the firm's own stamped plan stands for the rest (以盖章件代替) it is owed later. The stamp may come or go
    before a plan is submitted again: its term then counts anew, from the first submission.
    """
    standing = dict(plans.order_by().values_list("pk", "rest_due_at"))
    rows = list(_placed(plans))
    found = {pk: standing[pk] or at for pk, at in _due(rows, "plan.rest_hours", occurred_at).items()}
    ever = plans.filter(attachments__kind=PlanAttachment.Kind.STAMPED).order_by().distinct()
    stamped = dict(ever.values_list("pk", "stamped"))
    if stamped:
        steps = PlanStep.objects.filter(record__in=stamped, target="submitted").order_by()
        first = dict(steps.values_list("record").annotate(Min("occurred_at")))
        first = {pk: first.get(pk) or _moment(occurred_at, pk) for pk in stamped}
        for key, with_stamp in (("plan.rest_hours", False), ("plan.rest_hours_stamped", True)):
            found |= _due([row for row in rows if stamped.get(row[0]) is with_stamp], key, first)
    return found


def confirm_due(firms, occurred_at=None):
    """{firm: by when its 已封闭 is owed}; ``firms`` tell firm, town, county, city, province. Two statements."""
    rows = ((row.firm, row.town, row.county, row.city, row.province) for row in firms)
    return _due(rows, "loop.confirm_hours", occurred_at)


def restate_deadlines():
    """Deadlines of plans under review as control periods now stand: run often, it writes only what has changed.

    A period that opens, ends or is corrected while a case waits changes the rule by which its hours count from
    that moment on (``workflow.deadlines.due_over``). Returns the number of plans whose deadline moved.
    """
    moved = 0
    reviewed = Plan.objects.filter(status__in=UNDER_REVIEW)
    owing = Plan.objects.owing_check()
    for plans, wanted, columns in (
        (reviewed, review_due, ("due_at",)),
        (owing, check_due, ("due_at", "joint_check_due_at")),
    ):
        standing = dict(plans.order_by().values_list("pk", "moved_at"))
        due = wanted(plans, standing)
        stale = dict(plans.order_by().values_list("pk", "due_at"))
        keys = sorted(key for key in due if key in stale and due[key] != stale[key])
        moved += _restated(plans, keys, due, standing, columns)
    return moved


def _restated(plans, keys, due, standing, columns):
    if not keys:
        return 0
    with transaction.atomic():
        lock(Plan, keys)
        # Whoever moved meanwhile has a deadline of its own.
        rows = [plan for plan in plans.filter(pk__in=keys) if plan.moved_at == standing[plan.pk]]
        for plan in rows:
            for column in columns:
                setattr(plan, column, due[plan.pk])
        Plan.objects.bulk_update(rows, columns, batch_size=2000)
    return len(rows)


def _placed(plans):
    """(key, firm's town, county, city, province) of each plan."""
    places = (Coalesce(f"enterprise__{path}", f"park__{path}") for path in COUNTY)
    return plans.order_by().values_list("pk", "enterprise__town", *places)


def _due(rows, key, occurred_at):
    controlled, hours = spells(), policy_of_regions(key)
    now, whole, reckoned = clock.now(), {}, {}  # many cases stand in the same divisions, and move at once
    found = {}
    for pk, *places in rows:
        places, moment = tuple(places), _moment(occurred_at, pk, now)
        if places not in whole:
            whole[places] = spells_at(places, controlled)
        if (places, moment) not in reckoned:
            reckoned[places, moment] = due_over(moment, hours(places[1]), whole[places])
        found[pk] = reckoned[places, moment]
    return found


def _moment(occurred_at, pk, now=None):
    now = now or clock.now()
    return occurred_at.get(pk, now) if isinstance(occurred_at, dict) else occurred_at or now
