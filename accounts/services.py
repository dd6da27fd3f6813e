"""What is done to accounts: opened, corrected, appointed, reset, closed; and to units.

Every function checks who asks. A first password is random, told once, and must be changed at once.
"""

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from clock import clock

from . import below, throttling
from .errors import NotNow
from .models import ADMINISTRATORS, Appointment, Role, SignIn, Unit, User
from .models.roles import fits
from .passwords import first_password
from .signing_log import write
from .tokens import revoke_tokens_of


def create_person(*, by, username, name, unit, role, phone="", email=""):
    """Open an account with its first appointment. Returns (person, first password)."""
    with transaction.atomic():
        password = first_password()
        person = User(
            username=username.lower(), name=name, phone=phone, email=email, must_change_password=True
        )
        person.set_password(password)
        saved(person, by)
        appoint(person, by=by, unit=unit, role=role)
    return person, password


def edit_person(person, *, by, **facts):
    """Correct a name, telephone or address of mail; the history keeps what stood before."""
    _below(by, person)
    with transaction.atomic():
        locked = User.objects.select_for_update().get(pk=person.pk)
        return _changed(locked, by, facts)


def appoint(person, *, by, unit, role):
    """Give a role at a unit. Raises ``PermissionDenied`` where the giver looks after neither."""
    if not below.may_appoint_to(by, role, unit):
        raise PermissionDenied(_("您不能在该单位授予这一角色。"))
    if not fits(role, unit):
        raise NotNow(
            _("%(role)s不能设在%(unit)s：单位类型或层级不符。") % {"role": Role(role).label, "unit": unit},
            code="role_does_not_fit",
        )
    if person.left_at:
        raise NotNow(_("该人员已离岗，请先恢复账号。"), code="left")
    if person.appointments.open().exists():
        _below(by, person)
    if role in ADMINISTRATORS and person.appointments.open().lent().exists():
        raise NotNow(_("该人员正在代理他人权限，不能任三员。"), code="acts_for_another")
    appointment = Appointment(user=person, unit=unit, role=role)
    return saved(appointment, by)


def end_appointment(appointment, *, by):
    """The person no longer acts in this role from now on."""
    if not Appointment.objects.filter(below.appointments_below(by), pk=appointment.pk).exists():
        raise PermissionDenied(_("您不能解除该人员的这一角色。"))
    _end([appointment], by)


def reset_password(person, *, by, request=None):
    """A new first password for someone below; a door shut by failures is opened. Returns the password."""
    _below(by, person)
    _in_office(person)
    password = first_password()
    person.set_password(password)
    person.must_change_password = True
    saved(person, by)
    throttling.lift(person)
    write(request, SignIn.Outcome.RESET, user=person, by=by)
    return password


def lift_pause(person, *, by, request=None):
    """Someone who mistyped too often may try again at once."""
    if not by.holds(Role.SECURITY):
        _below(by, person)
    if throttling.lift(person):
        write(request, SignIn.Outcome.LIFTED, user=person, by=by)


def close_account(person, *, by):
    """Someone leaves: appointments end, tokens die, sessions end with their next request."""
    _below(by, person)
    _in_office(person)
    with transaction.atomic():
        _end(person.appointments.open().select_for_update(), by)
        _changed(person, by, {"left_at": clock.now()})
        revoke_tokens_of(person)


def reopen_account(person, *, by):
    """Someone comes back: with no appointment yet, and a password to be reset."""
    if not by.holds(Role.SYSTEM):
        raise PermissionDenied(_("恢复账号由系统管理员办理。"))
    return _changed(person, by, {"left_at": None})


def create_unit(*, by, **facts):
    """Enter a unit (system administrator)."""
    _system(by)
    return saved(Unit(**facts), by)


def edit_unit(unit, *, by, **facts):
    """Correct a unit; the history keeps what stood before."""
    _system(by)
    with transaction.atomic():
        return _changed(Unit.objects.select_for_update().get(pk=unit.pk), by, facts)


def looks_after(by, person):
    """Whether this person's account is theirs to edit, reset and close."""
    return below.people_below(by).filter(pk=person.pk).exists()


def _below(by, person):
    if not looks_after(by, person):
        raise PermissionDenied(_("该账号不在您的管理范围。"))


def _system(by):
    if not by.holds(Role.SYSTEM):
        raise PermissionDenied(_("单位由系统管理员维护。"))


def _in_office(person):
    if person.left_at:
        raise NotNow(_("该人员已离岗。"), code="left")


def _end(appointments, by):
    now = clock.now()
    for appointment in appointments:
        appointment.until = max(now, appointment.since)  # one that had not begun never will
        saved(appointment, by)
        _end(appointment.acting.open(), by)  # what was lent of it ends with it


def _changed(record, by, facts):
    differing = {name: value for name, value in facts.items() if getattr(record, name) != value}
    for name, value in differing.items():
        setattr(record, name, value)
    return saved(record, by) if differing else record


def saved(record, by):
    """Save with its history; what a constraint refuses is told in its sentence, all of it at once."""
    try:
        record.full_clean(exclude={"password"})
    except ValidationError as error:
        if set(error.error_dict) == {NON_FIELD_ERRORS}:
            raise NotNow(" ".join(error.messages), code=error.error_dict[NON_FIELD_ERRORS][0].code) from error
        raise
    record._history_user = by
    record.save()
    return record
