"""Phrases a unit keeps for what it says often when it returns or refuses."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class KeptPhraseQuerySet(models.QuerySet):
    def of(self, user):
        """Those of the units in which this person acts."""
        return self.filter(unit__in={post.unit_id for post in user.posts}, removed_at=None)


class KeptPhrase(models.Model):
    """One phrase of one unit. Removed ones stay, unseen: what was said with them is on the deeds."""

    class Use(models.TextChoices):
        RETURN = "return", pgettext_lazy("verb", "退回补正")
        REFUSE = "refuse", _("不予办理")

    unit = models.ForeignKey("accounts.Unit", models.CASCADE, related_name="+", verbose_name=_("单位"))
    use = models.CharField(_("用于"), max_length=8, choices=Use.choices)
    words = models.CharField(_("常用语"), max_length=200)
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    added_at = models.DateTimeField(_("添加时间"))
    removed_at = models.DateTimeField(null=True)

    objects = KeptPhraseQuerySet.as_manager()

    class Meta:
        verbose_name = _("常用语")
        ordering = ["use", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "use", "words"],
                condition=models.Q(removed_at=None),
                name="phrase_kept_once",
                violation_error_message=_("本单位已有这句常用语。"),
            )
        ]

    def __str__(self):
        return self.words
