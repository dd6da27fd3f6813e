"""What reviewers put down of a plan's version: the joint check's rows, and remarks at questions."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from workflow.models import Version

from .routes import SigningUnit
from .versions import PlanVersion


class Signed(models.TextChoices):
    PASS = "pass", _("合格")
    FAIL = "fail", _("不合格")
    MENDED = "mended", _("整改后合格")


class Condition(models.TextChoices):
    """The three conditions, and safety, which is a veto."""

    BOUNDARY = "boundary", _("边界可封")
    LODGING = "lodging", _("食宿可保")
    STOCK = "stock", _("备货可用")
    SAFETY = "safety", _("安全生产")


class Verdict(models.TextChoices):
    MET = "met", pgettext_lazy("condition", "符合")
    NOT_MET = "not_met", pgettext_lazy("condition", "不符合")
    NOT_CHECKED = "not_checked", _("未核查")


class CheckSignature(Version):
    """One unit's line of a joint check (会签) as it stands on the signed sheet; corrected by a new version."""

    KEY = ("version_id", "unit")

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="signatures")
    unit = models.CharField(_("会签单位"), max_length=10, choices=SigningUnit.choices)
    unit_name = models.CharField(_("单位全称"), max_length=60, blank=True)
    signer = models.CharField(_("签字人"), max_length=20)
    verdict = models.CharField(_("结论"), max_length=8, choices=Signed.choices)
    note = models.CharField(_("意见"), max_length=500, blank=True)
    signed_at = models.DateTimeField(_("签字时间"))
    photo = models.ForeignKey("files.StoredFile", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "unit"], condition=Q(superseded_at=None), name="one_signature_a_unit"
            )
        ]


class CheckVerdict(Version):
    """The reviewer's own verdict on one condition of a version; computed warnings help, and decide nothing."""

    KEY = ("version_id", "condition")

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="verdicts")
    condition = models.CharField(_("条件"), max_length=10, choices=Condition.choices)
    verdict = models.CharField(_("结论"), max_length=12, choices=Verdict.choices)
    note = models.CharField(_("说明"), max_length=500, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "condition"],
                condition=Q(superseded_at=None),
                name="one_verdict_a_condition",
            )
        ]


class Remark(models.Model):
    """What a reviewer finds at one question of a version; with a return all of them go to who filed.

    Until ``deed`` (the return) it is the reviewers' draft. ``mended_at``: who filed says that it is mended.
    """

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="remarks")
    question = models.CharField(_("项目"), max_length=60)
    text = models.CharField(_("意见"), max_length=500)
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    written_at = models.DateTimeField()
    deed = models.ForeignKey("workflow.Deed", models.PROTECT, null=True, related_name="+")
    mended_at = models.DateTimeField(_("标记已改"), null=True)
    mended_by = models.ForeignKey("accounts.User", models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "question"], name="one_remark_a_question"),
        ]
