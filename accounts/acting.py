"""Acting powers (代理): an officer lends a colleague what they may do, until an hour.

Only what the giver holds themselves, never what was lent to them; to a colleague of the same unit or of one below;
never the powers of the three administrators, nor to one of them. What the colleague does names the lent
appointment, so every paper tells for whom it was done.
"""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from clock import clock
from regions.models import prefixed

from .errors import NotNow
from .models import ADMINISTRATORS, Appointment, Role, Unit, User
from .services import looks_after, saved

LONGEST = timedelta(days=14)
LENT = frozenset({Role.TERRITORIAL, Role.DISTRICT, Role.CITY, Role.LIAISON, Role.CHECKPOINT})


def lendable(user):
    """The appointments this person may lend: their own in force, of an officer's role."""
    return [post for post in user.posts if post.role in LENT and post.acting_for_id is None]


def colleagues(post):
    """To whom this appointment may be lent: people of the same unit, or of authorities within its division."""
    below = Q(unit=post.unit_id)
    if post.role in (Role.DISTRICT, Role.CITY):
        below |= prefixed("unit__region__code", post.unit.region.code) & ~Q(unit__kind=Unit.Kind.ENTERPRISE)
    there = Appointment.objects.in_force().filter(below)
    barred = Appointment.objects.open().filter(role__in=ADMINISTRATORS)
    people = User.objects.in_office().filter(pk__in=there.values("user"))
    return people.exclude(pk__in=barred.values("user")).exclude(pk=post.user_id)


def lend(post, *, by, to, until):
    """Give ``to`` the powers of ``post`` until an hour. Returns the acting appointment.

    Raises ``PermissionDenied`` when the appointment is not ``by``'s own to lend or ``to`` is no such colleague;
    ``NotNow`` for an hour past or more than two weeks off, or when ``to`` has these powers already.
    """
    with transaction.atomic():
        own = Appointment.objects.select_for_update().in_force().filter(pk=post.pk, user=by, acting_for=None)
        held = own.select_related("unit__region").filter(role__in=LENT).first()
        if held is None:
            raise PermissionDenied(_("只能把自己现有的权限交人代理，代理来的不能再转交。"))
        if not colleagues(held).filter(pk=to.pk).exists():
            raise PermissionDenied(_("只能交给本单位或下级单位在岗的同事，三员除外。"))
        now = clock.now()
        last = min(filter(None, [now + LONGEST, held.until]))
        if not now < until <= last:
            raise NotNow(_("代理须在现在之后结束，最长14天，且不超过本人任期。"), code="bad_until")
        same = Appointment.objects.open().filter(user=to, unit=held.unit_id, role=held.role)
        if same.exists():
            raise NotNow(_("该同事已有此权限。"), code="has_it_already")
        lent = Appointment(user=to, unit=held.unit, role=held.role, since=now, until=until, acting_for=held)
        return saved(lent, by)


def end_early(lent, *, by):
    """Acting powers end now: by who gave them, who has them, or who looks after either's account."""
    if not may_end(lent, by):
        raise PermissionDenied(_("代理由交出人、代理人或其上级结束。"))
    with transaction.atomic():
        found = Appointment.objects.select_for_update(of=("self",)).lent().open()
        standing = found.select_related("acting_for__user", "user").filter(pk=lent.pk).first()
        if standing is None:
            raise NotNow(_("此代理已经结束。"), code="ended")
        standing.until = max(clock.now(), standing.since)
        return saved(standing, by)


def may_end(lent, user):
    people = (lent.user, lent.acting_for.user)
    return user in people or any(looks_after(user, person) for person in people)


def lent_seen_by(user):
    """Condition on acting appointments: one's own on either side, one's unit's, those of one's division; all for
    the city and the auditor, and for the three who look after accounts."""
    if user.holds(Role.CITY, Role.AUDITOR, *ADMINISTRATORS):
        return Q()
    seen = Q(user=user) | Q(acting_for__user=user)
    seen |= Q(unit__in=[post.unit_id for post in user.posts if post.role != Role.CLERK])
    for post in user.posts:
        if post.role == Role.DISTRICT:
            seen |= prefixed("unit__region__code", post.unit.region.code)
    return seen
