"""Who looks after whom: officers for those below them, within their place.

What a division's tree cannot tell, such as which firms stand in a park, the apps above add to ``REACH``.
"""

from django.db.models import Q

from regions.models import prefixed

from .models import ADMINISTRATORS, BELOW, Appointment, Role, Unit, User

NOTHING = Q(pk__isnull=True)
# Functions (user, path) -> Q on the units at ``path`` (such as "unit__") that a territorial officer looks after.
REACH = []
READERS = frozenset({*ADMINISTRATORS, Role.AUDITOR})


def may_appoint(user):
    """The roles this person may give, in the order of the roles."""
    given = {role for post in user.posts for role in BELOW.get(post.role, ())}
    return [role for role in Role if role in given]


def units_below(user, path="", role=None):
    """Condition: the unit at ``path`` is one where this person looks after accounts (of ``role``)."""
    found = Q()
    for post in user.posts:
        if post.role in BELOW and (role is None or role in BELOW[post.role]):
            found |= _of_post(post, user, path)
    return found or NOTHING


def appointments_below(user):
    """Condition on appointments: those this person may give, and end."""
    found = Q()
    for post in user.posts:
        if post.role in BELOW:
            found |= Q(role__in=sorted(BELOW[post.role])) & _of_post(post, user, "unit__")
    return found or NOTHING


def people_below(user):
    """The people whose accounts this person looks after: every post they hold lies below.

    Someone with one foot elsewhere is not below: a new password would open that other door as well.
    """
    others = Appointment.objects.open()
    mine = others.filter(appointments_below(user))
    people = User.objects.exclude(pk__in=others.exclude(pk__in=mine).values("user")).exclude(pk=user.pk)
    if user.holds(Role.SYSTEM):
        return people
    return people.filter(pk__in=mine.values("user"))


def may_appoint_to(user, role, unit):
    """Whether this person may give ``role`` at ``unit``."""
    return (
        role in may_appoint(user) and Unit.objects.filter(units_below(user, role=role), pk=unit.pk).exists()
    )


def people_seen_by(user):
    """Administrators and auditors see everyone; others their own unit's people and those they look after."""
    if user.holds(*READERS, Role.CITY):
        return User.objects.all()
    posts = Appointment.objects.filter(
        Q(unit__in=[post.unit_id for post in user.posts]) | appointments_below(user)
    )
    return User.objects.filter(Q(pk__in=posts.values("user")) | Q(pk=user.pk))


def units_seen_by(user):
    """Authorities are known to everyone who signs in; a firm's unit to itself and to those above it."""
    if user.holds(*READERS, Role.CITY):
        return Unit.objects.all()
    seen = ~Q(kind=Unit.Kind.ENTERPRISE) | Q(pk__in=[post.unit_id for post in user.posts])
    return Unit.objects.filter(seen | units_below(user))


def _of_post(post, user, path):
    if post.role == Role.SYSTEM:
        return Q(**{f"{path}pk__isnull": False})
    if post.role != Role.TERRITORIAL:
        return prefixed(f"{path}region__code", post.unit.region.code)
    found = Q()
    for reach in REACH:
        found |= reach(user, path)
    if post.unit.kind == Unit.Kind.TOWN:
        found |= prefixed(f"{path}region__code", post.unit.region.code)
    return (found or NOTHING) & Q(**{f"{path}kind": Unit.Kind.ENTERPRISE})
