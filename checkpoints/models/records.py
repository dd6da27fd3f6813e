"""What was checked: the record that stays, and where it was made, which is forgotten."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from passes.models import VehiclePass
from passes.roadside.outcomes import Verdict

from .posts import Device, Post, Shift, posts_seen_by


class Action(models.TextChoices):
    """What the guard did: the one tap after the verdict."""

    PASS = "pass", pgettext_lazy("checkpoint", "放行")
    TURN_BACK = "turn_back", _("劝返")
    HAND_OVER = "hand_over", pgettext_lazy("checkpoint", "移交")
    EXEMPT = "exempt", _("免证车辆")


class How(models.TextChoices):
    PLATE = "plate", _("输入车牌")
    CODE = "code", _("扫码")
    NUMBER = "number", _("输入编号")


class CheckQuerySet(models.QuerySet):
    def visible_to(self, user):
        """By the post while it is remembered; later by whoever sees every post."""
        seen = posts_seen_by(user, "place__post__")
        return self.filter(seen)


class Check(models.Model):
    """One vehicle stopped (查验记录). ``uid`` is made on the phone, so that sending it twice keeps it once.

    ``verdict`` is what the guard saw, judged by the list ``list_number``; ``known`` is what the server held true
    when the record arrived. ``seen_at`` is the phone's reckoning by signed server time, ``phone_at`` its own clock.
    """

    uid = models.UUIDField(primary_key=True)
    seen_at = models.DateTimeField(_("查验时间"))
    phone_at = models.DateTimeField(_("手机时钟"))
    received_at = models.DateTimeField(_("收到时间"))
    how = models.CharField(_("方式"), max_length=8, choices=How.choices)
    plate = models.CharField(_("车牌号码"), max_length=10, blank=True)
    vehicle_pass = models.ForeignKey(
        VehiclePass, models.PROTECT, null=True, related_name="checks", verbose_name=_("通行证")
    )
    verdict = models.CharField(_("现场结果"), max_length=16, choices=Verdict.choices)
    fault = models.CharField(max_length=20, blank=True)
    list_number = models.BigIntegerField(_("名单期号"), null=True)
    action = models.CharField(_("处置"), max_length=12, choices=Action.choices)
    known = models.CharField(_("服务器结果"), max_length=16, choices=Verdict.choices)

    objects = CheckQuerySet.as_manager()

    class Meta:
        verbose_name = _("查验记录")
        ordering = ["-seen_at", "-uid"]
        indexes = [models.Index(fields=["seen_at", "uid"], name="check_seen")]

    def __str__(self):
        return f"{self.plate} {self.get_verdict_display()}"


class CheckPlace(models.Model):
    """At which post, by which phone and in whose shift a record was made; forgotten after a month (setting)."""

    check_record = models.OneToOneField(
        Check, models.PROTECT, primary_key=True, related_name="place", db_column="check_uid"
    )
    post = models.ForeignKey(Post, models.PROTECT, related_name="places")
    device = models.ForeignKey(Device, models.PROTECT, related_name="places")
    shift = models.ForeignKey(Shift, models.PROTECT, null=True, related_name="places")
    seen_at = models.DateTimeField(db_index=True)

    class Meta:
        indexes = [models.Index(fields=["post", "seen_at"], name="place_of_post")]


class PlaceTotal(models.Model):
    """How many records of an hour a post had, by what was seen and done: what stays of forgotten places."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="totals")
    hour = models.DateTimeField()
    verdict = models.CharField(max_length=16, choices=Verdict.choices)
    action = models.CharField(max_length=12, choices=Action.choices)
    count = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["post", "hour", "verdict", "action"], name="one_total_a_post_and_hour"
            )
        ]
