"""First passwords on their way to paper: encrypted in the session, shown once, then gone."""

import json

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

NAME = "slips"


def hold(request, slips):
    """Keep ``slips``, {username, name, unit, password}, until they are shown; more may join them before."""
    waiting = take(request) + slips
    request.session[NAME] = Fernet(settings.FIELD_KEY).encrypt(json.dumps(waiting).encode()).decode()


def slip(person, password, unit=None):
    """What one slip says."""
    return {
        "username": person.username,
        "name": person.name,
        "unit": str(unit or _unit(person)),
        "password": password,
    }


def take(request):
    """The slips that wait; they wait no longer."""
    kept = request.session.pop(NAME, "")
    if not kept:
        return []
    try:
        return json.loads(Fernet(settings.FIELD_KEY).decrypt(kept.encode()))
    except InvalidToken:
        return []


def _unit(person):
    post = person.appointments.open().select_related("unit").first()
    return post.unit if post else ""
