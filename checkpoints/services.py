"""Posts are opened, phones enrolled by a one-time code and cut off."""

import hashlib
import secrets
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from accounts.models import Role, Unit
from clock import clock
from papers.models import ALPHABET
from regions.models import Region, prefixed
from workflow.deeds import deed as one_deed
from workflow.errors import NotYours, Refused

from .models import Device, Enrolment, Post

LETTERS = 12  # of a one-time code: 60 bits
PREFIX = "lzd_"


def places_of(user):
    """The divisions in which a person may open posts: the city everywhere, a district in its county."""
    if user.holds(Role.CITY):
        return Region.objects.own()
    places = Region.objects.none()
    for post in user.posts:
        if post.role == Role.DISTRICT:
            places |= Region.objects.filter(prefixed("code", post.unit.region.code))
    return places


def keepers():
    """Units that may keep a post: any authority."""
    return Unit.objects.exclude(kind=Unit.Kind.ENTERPRISE).exclude(kind=Unit.Kind.AUDIT)


def open_post(*, by, name, region, unit, phone=""):
    """A new post. Raises ``NotYours`` outside one's own place, ``Refused`` where the name is taken."""
    if not places_of(by).filter(pk=region.pk).exists() or not keepers().filter(pk=unit.pk).exists():
        raise NotYours
    with one_deed("open_post", by=by, kind=Post._meta.label, remark=name) as deed:
        if Post.objects.filter(region=region, name=name).exists():
            raise Refused(_("该区划已有同名的查验点。"), code="one_post_of_a_name")
        deed.count = 1
        return Post.objects.create(name=name, region=region, unit=unit, phone=phone, deed=deed)


def make_code(post, *, by):
    """A one-time code for one phone at this post: (code, until when). It is told once and kept as a digest."""
    _check_keeper(post, by)
    code = "".join(secrets.choice(ALPHABET) for _letter in range(LETTERS))
    until = timezone.now() + timedelta(minutes=settings.CHECKPOINT_ENROL_MINUTES)  # noqa: TID251  as tokens
    with one_deed("make_enrolment_code", by=by, kind=Post._meta.label, remark=post.name) as deed:
        deed.count = 1
        Enrolment.objects.create(post=post, digest=_code_digest(code), expires_at=until, deed=deed)
    return code, until


def enrol(code, *, name):
    """A phone shows its code: (device, token). The token is told once. Raises ``Refused`` for a code that does not hold.

    One sentence whatever is wrong with a code: a stranger learns nothing from it.
    """
    if not _plain(code):
        raise Refused(_("请填入网码；向值守单位索取。"), code="no_code")
    token = PREFIX + secrets.token_urlsafe(32)
    now = timezone.now()  # noqa: TID251  codes live in real time
    with transaction.atomic():
        waiting = Enrolment.objects.select_for_update().filter(used_at=None, expires_at__gt=now)
        found = waiting.filter(digest=_code_digest(_plain(code))).select_related("post__region").first()
        if found is None:
            raise Refused(_("入网码无效、已用过或已过期，请向本单位索取新码。"), code="bad_code")
        found.used_at = now
        found.save(update_fields=["used_at"])
        name = name.strip()[:40] or _("手机")
        device = Device.objects.create(
            post=found.post, enrolment=found, name=name, digest=digest_of(token), enrolled_at=clock.now()
        )
    return device, token


def cut_off(device, *, by, why):
    """A lost phone is refused from now on; what it has not sent is lost with it. Raises ``Refused`` if it is already."""
    _check_keeper(device.post, by)
    why = why.strip()[:200]
    if not why:
        raise Refused(_("停用手机须写明原因。"), code="remark_required")
    with one_deed("cut_off_phone", by=by, kind=Device._meta.label, remark=why) as deed:
        deed.count = 1
        rows = Device.objects.filter(pk=device.pk, cut_off_at=None)
        if not rows.update(cut_off_at=clock.now(), cut_off_why=why):
            raise Refused(_("这部手机已停用。"), code="already_cut_off")
    device.refresh_from_db()
    return device


def digest_of(token):
    """SHA-256 suffices: a token is 256 random bits."""
    return hashlib.sha256(token.encode()).hexdigest()


def _code_digest(code):
    return salted_hmac("checkpoints.enrolment", code, algorithm="sha256").hexdigest()


def _plain(code):
    return "".join(letter for letter in code.upper() if letter.isalnum())


def _check_keeper(post, by):
    if not Post.objects.kept_by(by).filter(pk=post.pk).exists():
        raise NotYours
