"""Issues as a list: who, when, on what ground, with whom, and whether anybody has looked at it again."""

from django.db.models import F, OuterRef, Subquery, Value
from django.db.models.functions import Replace
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from clock import clock
from passes import standing
from passes.doubts import Doubt
from passes.models import PassReview, VehiclePass
from passes.models.reviews import Outcome
from ui.columns import Column, Columns
from ui.names import named


def last(field):
    """A column of the latest look at the pass."""
    reviews = PassReview.objects.filter(record=OuterRef("pk")).order_by("-pk")
    return Subquery(reviews.values(field)[:1])


def in_words(_user):
    """What was not clean, in the reader's language."""
    words = Replace(F("unclean"), Value(","), Value("、"))
    for code, name in Doubt.choices:
        words = Replace(words, Value(code), Value(str(name)))
    return words


ISSUES = Columns(
    VehiclePass,
    [
        Column("plate", _("车牌号码"), kind="plate", sort=True, link=True, phone="title"),
        Column("number", _("证件编号"), kind="code", sort=True),
        Column("type_name", _("类型"), expression=named("type"), page=False),
        Column("enterprise_name", _("申请单位"), source="enterprise__name", page=False),
        Column("issued_at", _("核发时间"), kind="moment", sort=True, phone="s3"),
        Column("officer", _("核发人"), source="issue_deed__by__name", phone="s2"),
        Column("officer_login", _("登录名"), source="issue_deed__by__username", kind="code", page=False),
        Column("unit", _("核发单位"), source="issue_deed__unit__name", page=False),
        Column("verb", _("办理"), source="issue_deed__verb", kind="code", page=False, export=False),
        Column("approver", _("同意人"), source="issue_deed__approver__name"),
        Column("basis", _("依据"), source="issue_deed__basis", wrap=True),
        Column("remark", _("意见"), source="issue_deed__remark", page=False),
        Column("press_count", _("同批件数"), source="issue_deed__count", kind="number"),
        Column("unclean", _("核发时的疑点"), kind="code", page=False, export=False),
        Column("unclean_words", _("核发时的疑点"), expression=in_words, rest=False, wrap=True),
        Column(
            "standing",
            _("状态"),
            expression=lambda user: standing.in_sql(clock.now()),
            kind="state",
            choices=standing.CHOICES,
            tones=standing.TONES,
            page=False,
        ),
        Column(
            "outcome",
            _("复核"),
            expression=last("outcome"),
            kind="state",
            choices=Outcome.choices,
            tones={"fine": "ok", "wrong": "stop"},
            phone="s1",
        ),
        Column("reviewed_at", _("复核时间"), expression=last("deed__recorded_at"), kind="moment", page=False),
        Column("reviewed_by", _("复核人"), expression=last("deed__by__name")),
        Column("review_remark", _("复核意见"), expression=last("deed__remark"), page=False),
        Column("id", _("序号"), source="pk", kind="number", page=False, export=False),
    ],
    url=lambda row: reverse("passes:detail", args=[row["pk"]]),
)
