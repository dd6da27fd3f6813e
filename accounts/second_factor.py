"""The second factor: six digits of an authenticator (TOTP, RFC 6238), or one of ten codes kept on paper."""

import secrets

from django.db import transaction
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from . import gates
from .models import RecoveryCode, User
from .tokens import digest_of

NAME = "authenticator"
CODES = 10
_SIGNS = "23456789abcdefghjkmnpqrstuvwxyz"


def pending(user):
    """The device being set up, made at the first look: its key stays the same until it is confirmed."""
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        return TOTPDevice.objects.get_or_create(user=user, confirmed=False, defaults={"name": NAME})[0]


def confirm(request, code):
    """Make the pending device the person's second factor if ``code`` is right now. Returns the recovery codes."""
    user = request.user
    with transaction.atomic():
        device = TOTPDevice.objects.select_for_update().filter(user=user, confirmed=False).first()
        if device is None or not device.verify_token(_digits(code)):
            return None
        TOTPDevice.objects.filter(user=user, confirmed=True).delete()
        device.confirmed = True
        device.save(update_fields=["confirmed"])
        _stands_since(user, timezone.now(), by=user)  # noqa: TID251  as real as the telephone's clock
        codes = new_codes(user)
    show(request)
    return codes


def passes(user, code):
    """Whether ``code`` is right: a code of the authenticator or an unused recovery code; neither counts twice."""
    with transaction.atomic():
        device = TOTPDevice.objects.select_for_update().filter(user=user, confirmed=True).first()
        if device is not None and device.verify_token(_digits(code)):
            return True
    unused = RecoveryCode.objects.filter(user=user, digest=_digest(user, code), used_at=None)
    return bool(unused.update(used_at=timezone.now()))  # noqa: TID251


def show(request):
    """This session has shown the second factor that stands now."""
    request.session.cycle_key()
    request.session[gates.FACTOR] = gates.mark_of(request.user)


def new_codes(user):
    """Ten fresh recovery codes in place of the old ones; only their digests are kept."""
    codes = [_code() for _place in range(CODES)]
    with transaction.atomic():
        user.recovery_codes.all().delete()
        RecoveryCode.objects.bulk_create(
            RecoveryCode(user=user, digest=_digest(user, code)) for code in codes
        )
    return codes


def remove(user, *, by):
    """The person signs in by password alone again, or, where it is required, sets up a new device."""
    with transaction.atomic():
        TOTPDevice.objects.filter(user=user).delete()
        user.recovery_codes.all().delete()
        _stands_since(user, None, by=by)


def _stands_since(user, moment, *, by):
    user.second_factor_since = moment
    user._history_user = by
    user.save(update_fields=["second_factor_since"])


def _code():
    return "-".join("".join(secrets.choice(_SIGNS) for _sign in range(5)) for _group in range(2))


def _digest(user, code):
    # Fifty random bits need no slow hash, but two people's equal codes must not be equal digests.
    return digest_of(f"{user.pk}:{code.strip().lower().replace('-', '').replace(' ', '')}")


def _digits(code):
    digits = code.replace(" ", "")
    return digits if digits.isascii() and digits.isdigit() else None
