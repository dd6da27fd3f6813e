"""Which plans bear a stamp (盖章): the portal's own paper came back sealed, or the firm's own document stands for it."""

from django.db.models import Case, CharField, Exists, OuterRef, Value, When
from django.db.models.functions import Cast, Concat
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from papers.models import Paper

STAMP_WORDS = [
    ("none", pgettext_lazy("under the heading 盖章", "未盖章")),
    ("paper", _("盖章件")),
    ("own", _("自有方案")),
]


def sealed_papers(plan="pk"):
    """The sealed copies handed in of the plan at this path of the outer query."""
    key = Concat(Cast(OuterRef(plan), CharField()), Value("."))
    return Paper.objects.filter(kind="plan", sealed__isnull=False, key__startswith=key)


STAMP = Case(
    When(Exists(sealed_papers()), then=Value("paper")),
    When(stamped=True, then=Value("own")),
    default=Value("none"),
    output_field=CharField(),
)


def with_stamp(plans, wanted):
    """Those that bear one, or those that bear none."""
    told = plans.alias(stamp_told=STAMP)
    return told.exclude(stamp_told="none") if wanted else told.filter(stamp_told="none")
