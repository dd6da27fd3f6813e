"""Industrial parks, and what has a name that people sort and search by."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from accounts.models import WithRequest
from ui.pinyin import initials_of, pinyin_of

from ..jurisdiction import parks_seen_by


class Named(models.Model):
    """A name with what one sorts it by (pinyin) and may type to find it (initials)."""

    name = models.CharField(_("名称"), max_length=100)
    pinyin = models.CharField(max_length=400, editable=False, db_index=True)
    initials = models.CharField(max_length=100, editable=False)

    class Meta:
        abstract = True

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.spell()
        super().save(*args, **kwargs)

    def spell(self):
        self.pinyin, self.initials = pinyin_of(self.name), initials_of(self.name)


class ParkQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(parks_seen_by(user))

    def with_firms(self):
        return self.annotate(firms=models.Count("enterprises"))


class Park(Named):
    """An industrial park (园区); its committee is the territory of the firms in it.

    Once figures count it (an entry of the white list does) its county stands: an old day compiled anew must find
    it where it was. The database keeps that, ``guards`` has the sentence.
    """

    county = models.ForeignKey("regions.Region", models.PROTECT, related_name="+", verbose_name=_("区县"))
    unit = models.OneToOneField(
        "accounts.Unit", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("管委会")
    )

    guards = {
        "park_keeps_county": _(
            "该园区已在白名单上计数，区县不能再改，否则过去各日的统计会变：另登记一个园区，在新园区上重新推荐。"
        )
    }

    objects = ParkQuerySet.as_manager()
    history = HistoricalRecords(bases=[WithRequest])

    class Meta:
        verbose_name = _("园区")
        ordering = ["pinyin"]
        constraints = [
            models.UniqueConstraint(
                fields=["name"], name="one_park_a_name", violation_error_message=_("已有同名园区。")
            )
        ]

    def get_absolute_url(self):
        return reverse("enterprises:park", args=[self.pk])
