"""Checkpoints at the borders of the counties under control: an evaluator enrols an own phone at one of them."""

from datetime import timedelta

from accounts.models import Unit
from checkpoints.services import open_post
from regions.models import Region

from .files import at
from .registry import LABEL


def posts(files, cast):
    """[(moment, what happens)]: the first day, kept by the traffic police where the files have one."""
    return [(at(files.days[0] - timedelta(days=1), 18), lambda: _open(cast))]


def _open(cast):
    police = Unit.objects.filter(kind=Unit.Kind.TRAFFIC_POLICE).order_by("pk").first()
    if police is None or not cast.city:
        return
    for county in Region.objects.own().counties():
        open_post(by=cast.city[0], name=f"{county.name}出口卡口{LABEL}", region=county, unit=police)
