"""A post (查验点), the one-time codes and phones of it, and who stood there from when to when."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from clock import clock
from enterprises.jurisdiction import SEE_ALL
from regions.models import prefixed
from workflow.people import NOTHING


def posts_seen_by(user, path=""):
    """City and auditor see every post, a district those in its county, a checkpoint officer those of its unit."""
    if user.holds(*SEE_ALL):
        return Q()
    return posts_kept_by(user, path)


def posts_kept_by(user, path=""):
    """The posts for whose phones a person answers: as above, but an auditor only reads."""
    if user.holds(Role.CITY):
        return Q()
    kept = Q()
    for post in user.posts:
        if post.role == Role.DISTRICT:
            kept |= prefixed(f"{path}region__code", post.unit.region.code)
    if user.holds(Role.CHECKPOINT):
        kept |= Q(**{f"{path}unit__in": user.units_as(Role.CHECKPOINT)})
    return kept or NOTHING


class PostQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(posts_seen_by(user))

    def kept_by(self, user):
        return self.filter(posts_kept_by(user))


class Post(models.Model):
    """A place where vehicles are stopped: on which road, in which division, kept by which unit."""

    name = models.CharField(_("名称"), max_length=60)
    region = models.ForeignKey("regions.Region", models.PROTECT, related_name="+", verbose_name=_("所在区划"))
    unit = models.ForeignKey("accounts.Unit", models.PROTECT, related_name="+", verbose_name=_("值守单位"))
    phone = models.CharField(_("联系电话"), max_length=30, blank=True)
    deed = models.ForeignKey("workflow.Deed", models.PROTECT, related_name="+", editable=False)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = _("查验点")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["region", "name"],
                name="one_post_of_a_name",
                violation_error_message=_("该区划已有同名的查验点。"),
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("checkpoints:post", args=[self.pk])


class Enrolment(models.Model):
    """A one-time code (入网码) for one phone at a post. Only its digest is kept; it is shown once and expires."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="enrolments")
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    deed = models.ForeignKey("workflow.Deed", models.PROTECT, related_name="+")


class DeviceQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(posts_seen_by(user, "post__"))

    def in_use(self):
        return self.filter(cut_off_at=None)


class Device(models.Model):
    """A phone at a post (查验手机). Of its token only the digest is kept; a lost one is cut off for good.

    ``list_number`` and ``synced_at`` say by which list it last said it judges, and when it last asked.
    """

    post = models.ForeignKey(Post, models.PROTECT, related_name="devices", verbose_name=_("查验点"))
    enrolment = models.OneToOneField(Enrolment, models.PROTECT, related_name="device", editable=False)
    name = models.CharField(_("手机"), max_length=40)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    enrolled_at = models.DateTimeField(_("登记时间"))
    synced_at = models.DateTimeField(_("最近同步"), null=True)
    list_number = models.BigIntegerField(_("名单期号"), null=True)
    cut_off_at = models.DateTimeField(_("停用时间"), null=True)
    cut_off_why = models.CharField(_("停用原因"), max_length=200, blank=True)

    objects = DeviceQuerySet.as_manager()

    class Meta:
        verbose_name = _("查验手机")
        ordering = ["pk"]

    def __str__(self):
        return self.name

    @property
    def is_stale(self):
        """Whether it has not asked for so long that it calls nothing valid any more."""
        from ..lists import ages

        return self.synced_at is None or clock.now() - self.synced_at > ages()[2]


class Shift(models.Model):
    """One officer's turn at a phone, told by the phone itself; ``until`` is set at hand-over (交接班)."""

    uid = models.UUIDField(primary_key=True)
    device = models.ForeignKey(Device, models.PROTECT, related_name="shifts", verbose_name=_("手机"))
    officer = models.CharField(_("值守人"), max_length=50)
    unit = models.CharField(_("单位"), max_length=100)
    since = models.DateTimeField(_("接班"))
    until = models.DateTimeField(_("交班"), null=True)

    class Meta:
        verbose_name = _("班次")
        ordering = ["-since"]

    def __str__(self):
        return self.officer
