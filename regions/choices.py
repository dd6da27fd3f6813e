"""Divisions to choose from in filters; given as functions, since a FilterSet asks for them a request."""

from .models import Region


def own_counties(request):
    return Region.objects.own().counties()


def own_towns(request):
    return Region.objects.own().filter(level=Region.Level.TOWN)
