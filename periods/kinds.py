"""The kinds of control the portal ships with; notices may bring others, since kinds are data."""

from .models import ControlKind

SHIPPED = [
    ("static_management", "临时性静态管理", "Temporary static management"),
    ("graded", "分区分级差异化防控", "Graded control by zone"),
    ("high_risk", "高风险区", "High-risk area"),
    ("medium_risk", "中风险区", "Medium-risk area"),
    ("low_risk", "低风险区", "Low-risk area"),
    ("traffic_control", "交通管控", "Traffic control"),
]


def ensure_control_kinds():
    """The shipped kinds stand in the table; what officials renamed stays as they named it."""
    ControlKind.objects.bulk_create(
        [ControlKind(code=code, name=name, name_en=name_en) for code, name, name_en in SHIPPED],
        ignore_conflicts=True,
    )


def kind_named(name):
    """The kind a notice calls ``name``; one nobody has used before is added as the notice words it."""
    found = ControlKind.objects.filter(name=name).first()
    if found is None:
        found = ControlKind.objects.create(code=f"kind-{ControlKind.objects.count() + 1}", name=name)
    return found
