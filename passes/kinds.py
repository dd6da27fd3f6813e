"""Types of pass as data, and what applications choose from."""

from django.db import models
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from .doubts import as_shipped
from .steps import Desk, Steps


class Goods(models.TextChoices):
    MEDICAL = "medical", _("医疗和防疫物资")
    NECESSITIES = "necessities", _("生活必需品")
    RESERVES = "reserves", _("政府储备物资")
    POST_EXPRESS = "post_express", _("邮政快递")
    AGRICULTURE = "agriculture", _("农业生产物资")
    ENERGY = "energy", _("能源物资")
    RAW_MATERIALS = "raw_materials", _("原材料")
    INDUSTRIAL_GOODS = "industrial_goods", _("重点工业产品")
    OTHER = "other", _("其他")


class Scope(models.TextChoices):
    CITY = "city", _("市内")
    PROVINCE = "province", _("省内")
    INTER_PROVINCE = "inter_province", _("跨省")


class Channel(models.TextChoices):
    ONLINE = "online", _("线上")
    OFFLINE = "offline", _("线下")


class ValidityKind(models.TextChoices):
    """How an applicant says until when: by days, for one trip, or until the notice on control ends."""

    DATES = "dates", _("按日期")
    TRIP = "trip", _("单程一次")
    NOTICE = "notice", _("至通告解除")


def every_validity_kind():
    return [kind.value for kind in ValidityKind]


class PassType(models.Model):
    """A type of pass, as data: who issues it, how it is numbered, how long it may hold, what it supersedes.

    ``minted``: numbered here (year, serial, two check digits); otherwise the number is entered from the paper.
    ``steps``: what comes before it is issued; ``recommender``: whose desk recommends it, where that is asked.
    ``supersedes``: which earlier live pass gives way, by the slot written at issue. Once passes of it were issued
    its scope stands, by which figures count them; the database keeps that, ``guards`` has the sentence.
    """

    guards = {
        "pass_type_keeps_scope": _(
            "此类型已核发过通行证，范围不能再改，否则过去各日的统计会变：停用此类型，另设一个新类型。"
        )
    }

    class Supersedes(models.TextChoices):
        NOTHING = "nothing", _("不替代")
        PLATE = "plate", _("同车替代")
        PLATE_APPLICANT_ROUTE = "plate_applicant_route", _("同车、同单位、同线路替代")

    code = models.SlugField(_("代码"), max_length=40, unique=True)
    name = models.CharField(_("名称"), max_length=60, unique=True)
    name_en = models.CharField(max_length=80, blank=True)
    scope = models.CharField(_("范围"), max_length=16, choices=Scope.choices)
    issuing_unit = models.ForeignKey(
        "accounts.Unit", models.PROTECT, related_name="+", verbose_name=_("核发单位")
    )
    steps = models.CharField(_("办理步骤"), max_length=20, choices=Steps.choices, default=Steps.RECOMMEND)
    recommender = models.CharField(_("推荐单位"), max_length=12, choices=Desk.choices, default=Desk.ANY)
    minted = models.BooleanField(_("由本门户编号"), default=True)
    # ``longest_days`` is what one issuer gives alone; up to ``most_days`` a second person must agree.
    longest_days = models.PositiveSmallIntegerField(_("最长有效天数"), default=7)
    most_days = models.PositiveSmallIntegerField(_("经同意最长有效天数"), null=True, blank=True)
    # In which doubts (codes of ``Doubt``) a second person must agree and a basis be named; too long a validity always.
    second_person = models.JSONField(_("须另一人同意的疑点"), default=as_shipped)
    validity_kinds = models.JSONField(_("有效方式"), default=every_validity_kind)
    supersedes = models.CharField(
        _("替代规则"),
        max_length=24,
        choices=Supersedes.choices,
        default=Supersedes.PLATE_APPLICANT_ROUTE,
    )
    handling_hours = models.PositiveSmallIntegerField(_("办理时限（小时）"), default=8)
    is_open = models.BooleanField(_("开放申请"), default=True)
    needs_seal = models.BooleanField(_("须盖章"), default=False)

    class Meta:
        ordering = ["pk"]
        verbose_name = _("通行证类型")

    def __str__(self):
        return self.name_en if get_language() == "en" and self.name_en else self.name

    def get_absolute_url(self):
        return reverse("passes:type", args=[self.code])

    @property
    def limit_days(self):
        """The longest validity that may be asked for at all."""
        return max(self.longest_days, self.most_days or 0)


class PassTypeEdit(models.Model):
    """What one change of a type was: [[column, before, after]], none for the first; never changed, like a step."""

    type = models.ForeignKey(PassType, models.PROTECT, related_name="edits")
    deed = models.ForeignKey("workflow.Deed", models.PROTECT, related_name="+")
    changes = models.JSONField()
