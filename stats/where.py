"""Conditions on directory lines: in a scope, under control."""

from django.conf import settings
from django.db.models import Q

from regions.models import Region, prefixed

from .models import ScopeKind


def within(scope, code):
    own = prefixed("county__code", settings.OWN_REGION)
    match scope:
        case ScopeKind.REGION:
            return own & Q(county__code=code)
        case ScopeKind.PARK:
            return own & Q(park=int(code) if code.isascii() and code.isdigit() else None)
    return own


def under_control(areas):
    """In one of the areas under control, and in no town released from it; nothing where there is none."""
    condition = Q(pk=None)
    for area in areas:
        town = area.level == Region.Level.TOWN
        inside = Q(town__code=area.code) if town else prefixed("county__code", area.code)
        if area.released:
            inside &= ~Q(town__code__in=[one.code for one in area.released])
        condition |= inside
    return condition
