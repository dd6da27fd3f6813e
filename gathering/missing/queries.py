"""Each firm with what is lacking of it, as one statement whatever the number of firms."""

from django.db.models import Case, Count, Exists, F, OuterRef, Q, Subquery, When
from django.utils.translation import gettext_lazy as _

from accounts.models import Role
from calls.models import Call
from enterprises.models import Enterprise
from plans.models import Plan
from plans.models.loops import OPEN as OPEN_LOOPS
from plans.models.loops import Loop
from plans.paper.stamped import sealed_papers
from plans.queries import UNDER_REVIEW

# What may be lacking, in the order of the work: {code: words}.
LACKS = {
    "not_filed": _("未申报"),
    "returned": _("退回未补"),
    "under_review": _("审核中"),
    "not_called": _("未通知到"),
    "not_confirmed": _("已下达未确认"),
    "fields": _("有缺项"),
    "no_stamp": _("未盖章"),
}
IN_HAND = ("draft", "returned", *UNDER_REVIEW, "filed")


def lacking(user):
    """The firms this person sees, each with its plan, its loop and a flag for everything that may be lacking."""
    plans = Plan.objects.filter(enterprise=OuterRef("pk"), status__in=IN_HAND).order_by()
    # One being filled in or reviewed comes before the filed one it is to supersede.
    latest = plans.order_by(Case(When(status="filed", then=1), default=0), "-pk")
    loop = Loop.objects.filter(enterprise=OuterRef("pk"), status__in=OPEN_LOOPS).order_by("-pk")
    # Of a firm on several call sheets the newest counts.
    call = (
        Call.objects.visible_to(user).filter(enterprise=OuterRef("pk")).order_by("-sheet__opened_at", "-pk")
    )
    firms = Enterprise.objects.visible_to(user).alias(
        has_filed=Exists(plans.filter(status__in=["filed", *UNDER_REVIEW, "returned"]))
    )
    return firms.annotate(
        plan_status=Subquery(latest.values("status")[:1]),
        plan_id=Subquery(latest.values("pk")[:1]),
        plan_stamped=Subquery(latest.values("stamped")[:1]),
        lacking_fields=Subquery(latest.values(fields=owed())[:1]),
        loop_status=Subquery(loop.values("status")[:1]),
        loop_due=Subquery(loop.values("due_at")[:1]),
        call_status=Subquery(call.values("status")[:1]),
    )


def scoped(firms, user, asked):
    """The firms that should be in: by ``scope`` as asked, all of a park that is named, else by whose list it is."""
    scope = asked.get("scope") or ("all" if asked.get("park") else should_be_in(user))
    return firms.with_entry().filter(entry__above_scale=True) if scope == "above_scale" else firms


def owed():
    """How many answers a plan still lacks: what stops it, and what is owed of the rest."""
    return F("defects") + F("rest_missing")


def should_be_in(user):
    """Whom the list is about unless said otherwise: a park or town all its firms, the others the above-scale."""
    return "above_scale" if user.holds(Role.CITY, Role.DISTRICT, Role.AUDITOR) else "all"


def lacks(code):
    """The condition of lacking this, over the rows of ``lacking``."""
    return {
        "not_filed": Q(has_filed=False),
        "returned": Q(plan_status="returned"),
        "under_review": Q(plan_status__in=UNDER_REVIEW),
        "not_called": Q(call_status__isnull=False) & ~Q(call_status__in=Call.REACHED),
        "not_confirmed": Q(loop_status="ordered"),
        "fields": Q(lacking_fields__gt=0),
        # The portal's paper with its seal, or the firm's own plan with it among the attachments.
        "no_stamp": Q(has_filed=True) & ~Exists(sealed_papers("plan_id")) & ~Q(plan_stamped=True),
    }[code]


def counts(firms):
    """{code: how many firms lack it}, and ``all``: how many firms there are; one statement."""
    parts = {code: Count("pk", filter=lacks(code)) for code in LACKS}
    return firms.order_by().aggregate(all=Count("pk"), **parts)
