"""One rule for who sees what, and the roles of those who act, for everything filed under a firm or park.

``path`` is where the firm stands from the record: "" for the firm itself, "enterprise__" for a plan.
"""

from django.db.models import Q

from accounts.models import Role, Unit
from workflow.people import NOTHING, Who

SEE_ALL = frozenset({Role.CITY, Role.AUDITOR})


def of_own_firm(user, path="", role=Role.CLERK):
    return Q(**{f"{path}unit__in": user.units_as(role)})


def of_own_territory(user, path="", role=Role.TERRITORIAL):
    """Firms of the officer's park; firms in no park, of the officer's town."""
    return Q(**{f"{path}park__unit__in": user.units_as(role)}) | Q(
        **{f"{path}park": None, f"{path}town__in": user.regions_as(role, kinds={Unit.Kind.TOWN})}
    )


def of_own_county(user, path="", role=Role.DISTRICT):
    return Q(**{f"{path}county__in": user.regions_as(role)})


def enterprises_seen_by(user, path=""):
    """The firms a person sees: clerk own firm, territory its firms, district its county, city and auditor all."""
    if user.holds(*SEE_ALL):
        return Q()
    seen = Q()
    if user.holds(Role.CLERK):
        seen |= of_own_firm(user, path)
    if user.holds(Role.TERRITORIAL):
        seen |= of_own_territory(user, path)
    if user.holds(Role.DISTRICT):
        seen |= of_own_county(user, path)
    return seen or NOTHING


def parks_seen_by(user, path=""):
    """A park is seen by its committee, its county, the city and the auditor."""
    if user.holds(*SEE_ALL):
        return Q()
    seen = Q()
    if user.holds(Role.TERRITORIAL):
        seen |= Q(**{f"{path}unit__in": user.units_as(Role.TERRITORIAL)})
    if user.holds(Role.DISTRICT):
        seen |= Q(**{f"{path}county__in": user.regions_as(Role.DISTRICT)})
    return seen or NOTHING


def clerk(path=""):
    """The firm's own clerks."""
    return Who(Role.CLERK, condition=lambda user, role: of_own_firm(user, path))


def territory(path=""):
    """Officers of the firm's park, else of its town."""
    return Who(Role.TERRITORIAL, condition=lambda user, role: of_own_territory(user, path))


def park_committee(path):
    """Officers of the park at ``path`` itself (park plans, park entries)."""
    return Who(
        Role.TERRITORIAL,
        condition=lambda user, role: Q(**{f"{path}unit__in": user.units_as(Role.TERRITORIAL)}),
    )


def district(path=""):
    """Officers of the county at ``path``."""
    return Who(Role.DISTRICT, condition=lambda user, role: of_own_county(user, path))


city = Who(Role.CITY)


def units_of_own_territory(user, path=""):
    """The account units of the firms a territorial officer looks after: who may open accounts for their clerks."""
    from .models import Enterprise

    return Q(
        **{
            f"{path}pk__in": Enterprise.objects.filter(of_own_territory(user))
            .exclude(unit=None)
            .values("unit")
        }
    )
