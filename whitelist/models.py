"""The white list (白名单): which parks and enterprises are listed, at which level, since when."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from enterprises.jurisdiction import city, district, park_committee, territory
from enterprises.models import Enterprise, Park
from workflow.models import Life, Step, Version
from workflow.moves import Move

from .kinds import Category, Level
from .queries import EntryQuerySet

__all__ = ["Category", "EntryStep", "EntryTerm", "Level", "WhitelistEntry"]


nominators = (
    district("enterprise__") | district("park__") | territory("enterprise__") | park_committee("park__")
)


class WhitelistEntry(Life):
    """One park's or enterprise's place on the list of one level.

    The municipal list is decided here (推荐 → 入选 → 调出). Provincial and national entries are recorded from
    their documents and open the municipal entry with them, marked as waiting for the city's confirmation.
    Membership waives nothing: no plan review, no test, no safety check.
    """

    class Status(models.TextChoices):
        NOMINATED = "nominated", _("已推荐")
        LISTED = "listed", _("已入选")
        REMOVED = "removed", _("已调出")
        REFUSED = "refused", _("未入选")

    MOVES = {
        "nominate": Move(_("推荐"), {""}, Status.NOMINATED, nominators | city, tells=("subject",)),
        "list": Move(
            _("入选"),
            {Status.NOMINATED},
            Status.LISTED,
            city,
            not_own="nominated_by",
            alone=True,
            tells=("subject",),
        ),
        "refuse": Move(
            _("不予入选"),
            {Status.NOMINATED},
            Status.REFUSED,
            city,
            remark=True,
            grave=True,
            tells=("subject",),
        ),
        "record": Move(_("依文件录入"), {""}, Status.LISTED, city, basis=True, tells=("subject",)),
        "imply": Move(
            _("随上级名单入列"),
            {Status.NOMINATED},
            Status.LISTED,
            city,
            basis=True,
            consequence=True,
            tells=("subject",),
        ),
        "confirm": Move(
            _("市级确认"),
            {Status.LISTED},
            Status.LISTED,
            city,
            unless={"not_awaiting": (Q(awaiting_city=False), _("该条目无待市级确认事项。"))},
            tells=("subject",),
        ),
        "keep": Move(
            _("复核保留"),
            {Status.LISTED},
            Status.LISTED,
            city,
            unless={"no_review": (Q(review_since=None), _("该条目无待复核事项。"))},
            remark=True,
            tells=("subject",),
        ),
        "remove": Move(
            _("调出"), {Status.LISTED}, Status.REMOVED, city, remark=True, grave=True, tells=("subject",)
        ),
        "attach": Move(_("附上文件"), {Status.LISTED, Status.REMOVED}, None, city),
    }
    guards = {
        "higher_implies_municipal": _("省级、国家级名单上的对象须同时在市级名单上。"),
        "higher_keeps_municipal": _(
            "该对象仍在省级或国家级名单上，市级条目不能单独调出：先凭上级文件调出上级条目，可勾选“市级条目一并调出”。"
        ),
    }
    leans_on = ("enterprise",)
    audiences = {"subject": ("enterprise__unit", "park__unit")}

    status = models.CharField(_("状态"), max_length=16, choices=Status.choices, editable=False)
    park = models.ForeignKey(
        Park, models.PROTECT, null=True, blank=True, related_name="whitelist_entries", verbose_name=_("园区")
    )
    enterprise = models.ForeignKey(
        Enterprise,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="whitelist_entries",
        verbose_name=_("企业"),
    )
    level = models.CharField(_("级别"), max_length=10, choices=Level.choices)
    category = models.CharField(_("类别"), max_length=20, choices=Category.choices)
    awaiting_city = models.BooleanField(_("待市级确认"), default=False)
    review_since = models.DateTimeField(_("待复核自"), null=True, editable=False)
    review_reason = models.CharField(_("复核事由"), max_length=200, blank=True, editable=False)
    nominated_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, related_name="+", editable=False
    )

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("白名单条目")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(park=None, enterprise__isnull=False) | Q(park__isnull=False, enterprise=None),
                name="entry_has_one_subject",
                violation_error_message=_("须选择一个园区或一家企业。"),
            ),
            models.UniqueConstraint(
                fields=["enterprise", "level"],
                condition=Q(status__in=["nominated", "listed"], enterprise__isnull=False),
                name="one_open_entry_a_firm_and_level",
                violation_error_message=_("该企业在此级别已有推荐中或在列的条目。"),
            ),
            models.UniqueConstraint(
                fields=["park", "level"],
                condition=Q(status__in=["nominated", "listed"], park__isnull=False),
                name="one_open_entry_a_park_and_level",
                violation_error_message=_("该园区在此级别已有推荐中或在列的条目。"),
            ),
        ]

    def __str__(self):
        return f"{self.subject} {self.get_level_display()}"

    def get_absolute_url(self):
        return reverse("whitelist:detail", args=[self.pk])

    @property
    def subject(self):
        return self.enterprise or self.park


class EntryStep(Step):
    record = models.ForeignKey(WhitelistEntry, models.PROTECT, related_name="steps", db_index=False)

    class Meta(Step.Meta):
        indexes = [models.Index(fields=["record", "occurred_at"], name="entry_step_at")]


class EntryTerm(Version):
    """From which day to which an entry holds, and by which batch and document; corrected by revision."""

    KEY = ("entry_id",)

    entry = models.ForeignKey(WhitelistEntry, models.CASCADE, related_name="terms")
    effective_from = models.DateField(_("生效日期"))
    effective_until = models.DateField(_("失效日期"), null=True, blank=True)
    batch = models.CharField(_("批次"), max_length=40, blank=True)
    document = models.CharField(_("文号"), max_length=80, blank=True)
    file = models.ForeignKey(
        "files.StoredFile", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("文件")
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["entry"], condition=Q(superseded_at=None), name="one_term_an_entry"
            ),
            models.CheckConstraint(
                condition=Q(effective_until=None) | Q(effective_until__gte=F("effective_from")),
                name="entry_ends_after_start",
                violation_error_message=_("失效日期不能早于生效日期。"),
            ),
        ]
