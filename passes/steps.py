"""The steps before 核发 as data of a type: which are asked, and whose desk recommends.

An application keeps those of its type as it was handed in (``terms.py``), in columns of its own, because the lines
of ``MOVES`` and the queue judge many at once.
"""

from django.db import models
from django.db.models import Case, CharField, F, Q, Value, When
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .statuses import Status


class Steps(models.TextChoices):
    """What comes before a pass is issued. Where only 推荐 is asked, of any desk, it may be accepted first, or not."""

    BOTH = "accept_recommend", _("受理，推荐，核发")
    RECOMMEND = "recommend", _("推荐，核发")
    ACCEPT = "accept", _("受理，核发")
    STRAIGHT = "straight", _("直接核发")


class Next(models.TextChoices):
    """The step an application waits for."""

    ACCEPT = "accept", _("受理")
    RECOMMEND = "recommend", pgettext_lazy("pass", "推荐")
    ISSUE = "issue", _("核发")


class Desk(models.TextChoices):
    """Whose desk recommends. ANY is the county's, or the department's of the goods; the city may step in."""

    ANY = "any", _("区县或物资主管部门，市级可代")
    TERRITORY = "territory", _("属地（园区、乡镇）")
    DISTRICT = "district", _("区县")
    DEPARTMENT = "department", _("物资主管部门")
    ISSUER = "issuer", _("核发单位自行推荐")


def desk(*desks):
    """Applications that one of these desks recommends."""
    return Q(asked_desk__in=desks)


ACCEPTABLE = Q(asked_steps__in=[Steps.BOTH, Steps.ACCEPT]) | Q(asked_steps=Steps.RECOMMEND) & desk(Desk.ANY)
RECOMMENDABLE = Q(asked_steps=Steps.RECOMMEND) | Q(asked_steps=Steps.BOTH, status=Status.ACCEPTED)
# Nothing but 推荐 comes next: the type asks no 受理, or it was done.
TO_RECOMMEND = RECOMMENDABLE & (Q(status=Status.SUBMITTED) & ~desk(Desk.ANY) | Q(status=Status.ACCEPTED))
BOTH_STEPS = Q(asked_steps=Steps.BOTH)
ACCEPTED_ONLY = Q(asked_steps=Steps.ACCEPT)
AWAITING = {(Status.ACCEPTED, Steps.ACCEPT), (Status.SUBMITTED, Steps.STRAIGHT)}  # 核发 without 推荐
ISSUABLE = Q(status=Status.RECOMMENDED)
for _status, _steps in sorted(AWAITING):
    ISSUABLE |= Q(status=_status, asked_steps=_steps)
# The next step as an expression over rows, none where an application waits for nobody here.
NEXT = Case(
    When(ISSUABLE, then=Value(Next.ISSUE.value)),
    When(TO_RECOMMEND, then=Value(Next.RECOMMEND.value)),
    When(status=Status.SUBMITTED, then=Value(Next.ACCEPT.value)),
    default=None,
    output_field=CharField(),
)
NEXT_DESK = Case(
    When(ISSUABLE, then=Value(Desk.ISSUER.value)),
    When(TO_RECOMMEND, then=F("asked_desk")),
    When(status=Status.SUBMITTED, then=Value(Desk.DISTRICT.value)),
    default=None,
    output_field=CharField(),
)
ISSUING = ("issue", "recommend_issue", "accept_issue")  # verbs by which a pass is issued, numbered and signed
