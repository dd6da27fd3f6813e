"""Start forms as the cast fills them in."""

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


def filed(subject, *, clerk, territory, district, answers=WHOLE):
    """A plan on file."""
    plan = submitted(subject, clerk, answers)
    endorse_plan(plan, by=territory)
    file_plan(plan, by=district)
    return plan
