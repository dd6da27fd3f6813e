"""Start forms as the cast fills them in."""

from plans.models import Plan
from plans.review.checking import record_signatures, record_verdicts
from plans.services import endorse_plan, file_plan, file_start_forms

WHOLE = {
    "principal_name": "赵建国",
    "principal_phone": "13900000001",
    "duty_phone": "0830-5200110",
    "planned_from": "2022-09-08",
    "planned_until": "2022-09-30",
    "gates_total": 3,
    "gates_kept": 1,
    "staff_total": 209,
    "people_inside": 186,
    "beds": 190,
    "living_stock_days": 8,
    "material_stock_days": 10,
    "ppe_stock_days": 18,
    "trucks_per_day": 12,
    "transfer_name": "周强",
    "transfer_phone": "13900000002",
    "safety_check": "pass",
    "undertaking": "enterprise.2",
    "signer": "赵建国，总经理",
}
PARK = {
    "director_name": "高远",
    "director_phone": "13900000003",
    "firms_covered": 102,
    "staff_total": 8100,
    "people_inside": 3000,
    "isolation_rooms": 40,
    "nat_sites": 4,
    "transfer_name": "许平",
    "transfer_phone": "13900000004",
    "safety_check": "pass",
    "undertaking": "park.2",
}


def submitted(subject, by, answers=WHOLE, **how):
    """A whole start form of ``subject``, submitted by ``by``."""
    [plan] = file_start_forms([(subject, answers)], by=by, **how).plans
    plan.refresh_from_db()
    return plan


UNITS = ("territory", "health", "emergency", "market")
ALL_MET = dict.fromkeys(("boundary", "lodging", "stock", "safety"), "met")


def checked(*plans, by, **how):
    """A joint check of these plans on which everybody signs 合格 and every condition is met."""
    rows = Plan.objects.filter(pk__in=[plan.pk for plan in plans])
    lines = [{"unit": unit, "signer": "周强", "verdict": "pass"} for unit in UNITS]
    assert not record_signatures(rows, by=by, signatures=lines, **how).refused
    assert not record_verdicts(rows, by=by, verdicts=ALL_MET, **how).refused
    for plan in plans:
        plan.refresh_from_db()


def filed(subject, *, clerk, territory, district, answers=WHOLE):
    """A plan on file after its joint check."""
    plan = submitted(subject, clerk, answers)
    endorse_plan(plan, by=territory)
    checked(plan, by=district)
    file_plan(plan, by=district)
    return plan
