"""Keeping and removing a unit's phrases."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import Role
from clock import clock
from passes.models import KeptPhrase
from workflow.errors import NotYours, Refused

DESKS = (Role.DISTRICT, Role.CITY, Role.LIAISON, Role.TERRITORIAL)


def keep_phrase(*, use, words, by):
    """Keep a phrase for the unit in which this person reviews. Raises ``NotYours``; ``Refused`` if it is kept."""
    post = next((post for post in by.posts if post.role in DESKS), None)
    if post is None:
        raise NotYours(_("常用语由审核单位的人员维护。"))
    try:
        with transaction.atomic():
            return KeptPhrase.objects.create(
                unit_id=post.unit_id, use=use, words=words.strip(), by=by, added_at=clock.now()
            )
    except IntegrityError as twice:
        raise Refused(_("本单位已有这句常用语。"), code="phrase_kept_once") from twice


def remove_phrase(phrase, *, by):
    """Take a phrase of one's own unit off the desk."""
    KeptPhrase.objects.of(by).filter(pk=phrase.pk).update(removed_at=clock.now())
