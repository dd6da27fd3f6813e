"""Collection links (收集链接): one task of one firm, done on a stranger's phone without an account."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from clock import clock
from enterprises.jurisdiction import clerk, enterprises_seen_by, territory
from enterprises.models import Enterprise
from workflow.models import Life, LifeQuerySet, Step
from workflow.moves import Move
from workflow.people import TheClock

MOST_WRONG = 5  # wrong endings after which a link is closed for good
OPEN = ("open", "sent", "returned")  # may still be answered, as long as it is neither expired nor closed

askers = clerk("enterprise__") | territory("enterprise__")
by_the_link = TheClock()  # whoever holds the link has no account


class LinkQuerySet(LifeQuerySet):
    def visible_to(self, user):
        return self.filter(enterprises_seen_by(user, "enterprise__"))

    def usable(self, at=None):
        """Links that still open: neither ended, nor expired, nor closed by wrong endings."""
        return self.filter(status__in=OPEN, expires_at__gt=at or clock.now(), wrong__lt=MOST_WRONG)


class CollectionLink(Life):
    """One link, for one firm and one task, forwarded in a chat or printed as a code.

    It is opened with the last four digits of the firm's registered phone. What comes through it is ``Incoming``
    and no deed of the portal; it counts only once an officer or the firm's clerk accepts it. Only the digest of
    its token is kept.
    """

    class Task(models.TextChoices):
        START = "start", _("填启动表")
        CONFIRM = "confirm", _("报已封闭")

    class Status(models.TextChoices):
        OPEN = "open", _("待填报")
        SENT = "sent", _("待接收")
        RETURNED = "returned", _("退回重填")
        ACCEPTED = "accepted", _("已接收")
        REVOKED = "revoked", _("已撤销")

    MOVES = {
        "make": Move(
            _("发链接"),
            {""},
            Status.OPEN,
            askers,
            unless={
                "no_phone": (
                    ~Q(enterprise__contact_phone__regex=r"([0-9][^0-9]*){4}"),
                    _("没有登记联系电话，链接无法核对；先在企业信息中补上。"),
                ),
                "disqualified": (
                    Q(enterprise__disqualified_at__isnull=False),
                    _("该企业已被取消闭环生产资格。"),
                ),
            },
        ),
        "send": Move(
            _("企业报送"),
            {Status.OPEN, Status.SENT, Status.RETURNED},
            Status.SENT,
            by_the_link,
            consequence=True,
        ),
        "accept": Move(_("接收"), {Status.SENT}, Status.ACCEPTED, askers),
        "refuse": Move(
            pgettext_lazy("link", "退回重填"), {Status.SENT}, Status.RETURNED, askers, remark=True
        ),
        "revoke": Move(
            pgettext_lazy("link", "撤销链接"),
            {Status.OPEN, Status.SENT, Status.RETURNED},
            Status.REVOKED,
            askers,
            grave=True,
        ),
    }
    leans_on = ("enterprise",)
    audiences = {"subject": ("enterprise__unit",)}

    status = models.CharField(_("状态"), max_length=16, choices=Status.choices, editable=False)
    enterprise = models.ForeignKey(
        Enterprise, models.PROTECT, related_name="collection_links", verbose_name=_("企业")
    )
    task = models.CharField(pgettext_lazy("link", "事项"), max_length=10, choices=Task.choices)
    made_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+", editable=False)
    seed = models.CharField(max_length=64, editable=False)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    expires_at = models.DateTimeField(_("有效至"), editable=False)
    wrong = models.PositiveSmallIntegerField(_("尾号错误次数"), default=0, editable=False)
    opened_at = models.DateTimeField(_("首次打开"), null=True, editable=False)

    objects = LinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("收集链接")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["enterprise", "task"],
                condition=Q(status__in=OPEN),
                name="one_open_link_a_task",
                violation_error_message=_("该企业此事项已有一个收集链接。"),
            ),
        ]

    def __str__(self):
        return f"{self.enterprise} {self.get_task_display()}"

    def get_absolute_url(self):
        return reverse("gathering:link", args=[self.pk])

    @property
    def is_closed(self):
        """Closed by wrong endings."""
        return self.wrong >= MOST_WRONG

    @property
    def is_expired(self):
        return self.expires_at <= clock.now()

    @property
    def is_usable(self):
        return self.status in OPEN and not self.is_closed and not self.is_expired


class LinkStep(Step):
    record = models.ForeignKey(CollectionLink, models.PROTECT, related_name="steps", db_index=False)

    class Meta(Step.Meta):
        indexes = [models.Index(fields=["record", "occurred_at"], name="link_step_at")]
