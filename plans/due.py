"""By when the next step on a plan or loop is owed, region by region."""

from django.db.models.functions import Coalesce

from clock import clock
from periods.areas import areas_in_force
from workflow.deadlines import due
from workflow.policies import policy_of_regions

COUNTY = ("county", "county__parent", "county__parent__parent")


def review_due(plans, occurred_at=None):
    """{plan key: when the next review step is owed}, for a queryset of plans; three statements."""
    rows = plans.order_by().values_list("pk", "enterprise__town", *_county())
    return _due(rows, "plan.review_hours", occurred_at)


def rest_due(plans, occurred_at=None):
    """{plan key: by when the rest of the form is owed (限期补齐)}; plans that have their term keep it."""
    standing = dict(plans.order_by().values_list("pk", "rest_due_at"))
    rows = plans.order_by().values_list("pk", "enterprise__town", *_county())
    return {pk: standing[pk] or at for pk, at in _due(rows, "plan.rest_hours", occurred_at).items()}


def confirm_due(firms, occurred_at=None):
    """{firm: by when its 已封闭 is owed}; ``firms`` tell firm, town, county, city, province. Two statements."""
    rows = ((row.firm, row.town, row.county, row.city, row.province) for row in firms)
    return _due(rows, "loop.confirm_hours", occurred_at)


def _county():
    return (Coalesce(f"enterprise__{path}", f"park__{path}") for path in COUNTY)


def _due(rows, key, occurred_at):
    areas = areas_in_force()
    hours = policy_of_regions(key)
    now = clock.now()

    def moment(pk):
        return occurred_at.get(pk, now) if isinstance(occurred_at, dict) else occurred_at or now

    return {
        pk: due(
            moment(pk),
            hours(county),
            running=any(area.covers_keys({town, county, city, province}) for area in areas),
        )
        for pk, town, county, city, province in rows
    }
