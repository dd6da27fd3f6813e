"""What a person may be appointed as, at what kind of unit, and whose accounts each role looks after."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .units import Unit


class Role(models.TextChoices):
    """What a person may be appointed as; the place is that of the unit."""

    CLERK = "enterprise_clerk", _("企业经办")
    TERRITORIAL = "territorial_officer", _("属地经办")
    DISTRICT = "district_officer", _("区县经办")
    CITY = "city_officer", _("市级经办")
    LIAISON = "department_liaison", _("部门联络员")
    CHECKPOINT = "checkpoint_officer", _("查验点")
    AUDITOR = "auditor", _("审计人员")
    SYSTEM = "system_administrator", _("系统管理员")
    SECURITY = "security_administrator", _("安全管理员")
    AUDIT = "audit_administrator", _("审计管理员")


ADMINISTRATORS = frozenset({Role.SYSTEM, Role.SECURITY, Role.AUDIT})
# Whose accounts an officer may create and reset: those below (issue: 由上级为下级开户).
BELOW = {
    Role.SYSTEM: frozenset(Role) - {Role.AUDIT, Role.SECURITY},
    Role.CITY: frozenset({Role.DISTRICT, Role.TERRITORIAL, Role.CLERK, Role.LIAISON, Role.CHECKPOINT}),
    Role.DISTRICT: frozenset({Role.TERRITORIAL, Role.CLERK}),
    Role.TERRITORIAL: frozenset({Role.CLERK}),
}
# At what kind of unit a role makes sense; a role not named here, at any but an enterprise.
KINDS = {
    Role.CLERK: frozenset({Unit.Kind.ENTERPRISE}),
    Role.TERRITORIAL: frozenset({Unit.Kind.PARK_COMMITTEE, Unit.Kind.TOWN}),
}
# The level of division at which the unit of a role must stand.
LEVELS = {Role.DISTRICT: frozenset({"county"}), Role.CITY: frozenset({"city"})}


def fits(role, unit):
    """Whether a person may hold ``role`` at ``unit``: a city officer of a village would see the whole city."""
    kinds = KINDS.get(role, frozenset(Unit.Kind) - {Unit.Kind.ENTERPRISE})
    return unit.kind in kinds and (role not in LEVELS or unit.region.level in LEVELS[role])
