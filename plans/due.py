"""By when the next step on a plan or loop is owed, region by region."""

from django.db.models import Min
from django.db.models.functions import Coalesce

from clock import clock
from periods.areas import areas_in_force
from workflow.deadlines import due
from workflow.policies import policy_of_regions

from .models import PlanAttachment, PlanStep

COUNTY = ("county", "county__parent", "county__parent__parent")


def review_due(plans, occurred_at=None):
    """{plan key: when the next review step is owed}, for a queryset of plans; three statements."""
    rows = plans.order_by().values_list("pk", "enterprise__town", *_county())
    return _due(rows, "plan.review_hours", occurred_at)


def rest_due(plans, occurred_at=None):
    """{plan key: by when the rest of the form is owed (限期补齐)}; plans that have their term keep it.

    Where the firm's own stamped plan stands for the rest (以盖章件代替) it is owed later. The stamp may come or go
    before a plan is submitted again: its term then counts anew, from the first submission.
    """
    standing = dict(plans.order_by().values_list("pk", "rest_due_at"))
    rows = list(plans.order_by().values_list("pk", "enterprise__town", *_county()))
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


def _county():
    return (Coalesce(f"enterprise__{path}", f"park__{path}") for path in COUNTY)


def _due(rows, key, occurred_at):
    areas = areas_in_force()
    hours = policy_of_regions(key)
    return {
        pk: due(
            _moment(occurred_at, pk),
            hours(county),
            running=any(area.covers_keys({town, county, city, province}) for area in areas),
        )
        for pk, town, county, city, province in rows
    }


def _moment(occurred_at, pk):
    return occurred_at.get(pk, clock.now()) if isinstance(occurred_at, dict) else occurred_at or clock.now()
