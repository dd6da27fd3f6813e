"""The white list (白名单): which parks and enterprises are listed, at which level, since when."""

from django.db import models
from django.db.models import F, FilteredRelation, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from clock import clock
from enterprises.jurisdiction import (
    city,
    district,
    enterprises_seen_by,
    park_committee,
    parks_seen_by,
    territory,
)
from enterprises.models import Enterprise, Park
from workflow.models import Life, LifeQuerySet, Step, Version
from workflow.moves import Move


class Level(models.TextChoices):
    MUNICIPAL = "municipal", _("市级")
    PROVINCIAL = "provincial", _("省级")
    NATIONAL = "national", _("国家级")


class Category(models.TextChoices):
    SOCIAL_OPERATION = "social_operation", _("保障社会运转")
    EPIDEMIC_RESPONSE = "epidemic_response", _("防疫抗疫")
    LIVELIHOOD = "livelihood", _("居民生活")
    KEY_SUPPLIES = "key_supplies", _("关键物资")
    KEY_INDUSTRY = "key_industry", _("重点产业运行")


class EntryQuerySet(LifeQuerySet):
    def visible_to(self, user):
        return self.filter(
            Q(enterprise__isnull=False) & enterprises_seen_by(user, "enterprise__")
            | Q(park__isnull=False) & parks_seen_by(user, "park__")
        )

    def with_term(self):
        """Each entry with its term on record (``term``) and its subject's pinyin, for lists."""
        return self.annotate(
            term=FilteredRelation("terms", condition=Q(terms__superseded_at=None)),
            subject_pinyin=Coalesce("enterprise__pinyin", "park__pinyin"),
        )

    def listed_at(self, at=None, known_at=None):
        """Who was on the list at ``at``, by what was on record at ``known_at`` (both default to now)."""
        at, known_at = at or clock.now(), known_at or clock.now()
        day = clock.day_of(at)
        terms = EntryTerm.objects.known_at(known_at).filter(
            Q(effective_until=None) | Q(effective_until__gt=day), effective_from__lte=day
        )
        steps = EntryStep.objects.filter(
            record=models.OuterRef("pk"), recorded_at__lte=known_at, occurred_at__lt=at
        )
        standing = steps.order_by("-occurred_at", "-pk").values("target")[:1]
        return (
            self.filter(pk__in=terms.values("entry"))
            .annotate(stood=models.Subquery(standing))
            .filter(stood=self.model.Status.LISTED)
        )


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
