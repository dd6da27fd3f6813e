"""The signed list a phone judges by: live passes and ended ones by plate, numbered, as snapshot or as delta.

docs/formats/checkpoint-list.md is its page. Nothing is kept but the numbers: an edition's content is read from the
passes, those of a delta by their steps since the edition the phone has.
"""

import base64
from datetime import timedelta

from django.conf import settings
from django.db import OperationalError, transaction
from django.db.models import Max

from clock import clock
from passes.models import VehiclePass
from regions.models import Region
from signing.services import sign_many, sign_statement
from workflow import knowledge

from .models import Edition

LIST, MOMENT, VERSION = -70003, -70004, 1
ISSUER, EXPIRES, ISSUED = 1, 4, 6
PUBLISHED = ("issued", "suspended", "revoked", "recalled", "voided", "superseded")
KEPT = timedelta(days=3)  # so long a phone says 已到期 rather than 查无此证
SIGNED_FOR = timedelta(hours=1)  # one text an hour for one pair of numbers: its signature is logged once
FIELDS = (
    "plate",
    "uid",
    "validity",
    "hours_from",
    "hours_until",
    "origin__code",
    "destination__code",
    "goods_category",
    "status",
    "return_only_until",
    "number",
    "validity_kind",
)


def ages():
    """From which ages of its list a phone shows amber, red, and calls nothing valid any more."""
    return [timedelta(minutes=minutes) for minutes in settings.CHECKPOINT_LIST_AGES]


def current_edition():
    """The newest edition; made now if passes have moved since the last one.

    The lock of knowledge is taken for the instant in which the last step is read: every earlier one has committed.
    While deeds hold it too long the last edition stands; what they bring comes with the next.
    """
    steps = VehiclePass.step_model().objects
    latest = Edition.objects.first()
    if latest is not None and latest.last_step == (steps.aggregate(last=Max("pk"))["last"] or 0):
        return latest
    try:
        with transaction.atomic():
            moment = knowledge.fix_moment(tries=1)
            last = steps.aggregate(last=Max("pk"))["last"] or 0
            return Edition.objects.get_or_create(last_step=last, defaults={"made_at": moment})[0]
    except OperationalError:
        if latest is None:
            raise
        return latest


def signed_list(edition, since=0):
    """The signed bytes that bring a phone from edition ``since`` (0: from nothing) to ``edition``."""
    base = Edition.objects.filter(pk=since, number__lte=edition.number).first() if since else None
    hour = clock.now().replace(minute=0, second=0, microsecond=0)
    entries = [_entry(*row) for row in _rows(base)]
    codes = {entry[place] for entry in entries for place in (5, 6)}
    claims = {
        ISSUER: settings.OWN_REGION,
        EXPIRES: int((hour + SIGNED_FOR + ages()[2]).timestamp()),
        ISSUED: int(hour.timestamp()),
        LIST: [
            VERSION,
            edition.number,
            base.number if base else 0,
            list(settings.CHECKPOINT_LIST_AGES),
            _places(codes),
            entries,
        ],
    }
    subject = f"{edition.number} since {base.number if base else 0}"
    return sign_many({subject: claims}, purpose="list")[subject]


def _places(codes):
    """{code: name} of divisions, and {code.en: name} where they have an English one: whose phone reads so shows it."""
    told = {}
    for code, name, english in Region.objects.filter(code__in=codes).values_list("code", "name", "name_en"):
        told |= {code: name} | ({f"{code}.en": english} if english else {})
    return told


def signed_moment(edition, nonce):
    """What time it is and which edition is the newest, signed for this very question; URL-safe base64."""
    claims = {ISSUED: int(clock.now().timestamp()), MOMENT: [VERSION, edition.number, nonce]}
    return base64.urlsafe_b64encode(sign_statement(claims, purpose="time")).decode().rstrip("=")


def _rows(base):
    passes = VehiclePass.objects.filter(status__in=PUBLISHED, validity__endswith__gt=clock.now() - KEPT)
    if base is not None:
        moved = VehiclePass.step_model().objects.filter(pk__gt=base.last_step)
        passes = passes.filter(pk__in=moved.values("record"))
    return passes.order_by("pk").values_list(*FIELDS)


def _entry(plate, uid, validity, first, until, origin, destination, goods, status, home, number, kind):
    """One pass as a list tells it; moments in seconds since 1970, no name and no telephone."""
    return [
        plate,
        uid.bytes,
        int(validity.lower.timestamp()),
        int(validity.upper.timestamp()),
        None if first is None else [first, until],
        origin,
        destination,
        goods,
        status,
        None if home is None else int(home.timestamp()),
        number,
        kind,
    ]
