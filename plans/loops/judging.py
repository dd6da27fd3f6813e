"""Who could be ordered to seal itself now, by which plan, and who cannot and why: one statement for any number."""

from typing import NamedTuple

from django.db.models import Case, CharField, F, FilteredRelation, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from enterprises.models import Enterprise
from plans.due import COUNTY
from plans.models import Plan, PlanVersion
from plans.models.loops import Loop, Variant, ordering


class Line(NamedTuple):
    """One firm as an order would find it.

    ``code`` is empty where the firm can be ordered: by plan number ``plan`` in its ``version``, for so many
    ``people``. Otherwise it is what stands in the way, and ``standing`` the status of the plan or of the open
    loop that does. ``equal`` and ``reduced`` tell which backups the plan names. ``territory`` is the name of
    the park, else of the town; the rest are the divisions that rule the deadline.
    """

    firm: int
    credit_code: str
    name: str
    territory: str
    code: str
    standing: str
    plan: int | None
    version: int | None
    people: int | None
    equal: bool
    reduced: bool
    town: int | None
    county: int
    city: int | None
    province: int | None

    @property
    def sentence(self):
        return sentence(self.code, self.standing)

    def offers(self, variant):
        """Whether the plan names what it takes to start by ``variant``."""
        return {Variant.EQUAL: self.equal, Variant.REDUCED: self.reduced}.get(variant, True)


def sentence(code, standing=""):
    """What people read for the reason a firm cannot be ordered."""
    if code == "no_filed_plan" and standing:
        status = Plan.Status(standing).label
        return _("没有已备案的方案，现为“{status}”。").format(status=status)
    if code == "no_filed_plan":
        return _("没有方案。")
    if code == "one_open_loop_a_firm" and standing:
        return _("已有闭环，现为“{status}”。").format(status=Loop.Status(standing).label)
    move = Loop.MOVES["order"]
    return str(move.sentence(code, "")) if code else ""


def judged(keys, by):
    """A ``Line`` for each of these firms, by name; the conditions are those of ``order`` in ``Loop.MOVES``."""
    latest = Plan.objects.filter(enterprise=OuterRef("pk")).order_by("-pk").values("status")[:1]
    version = PlanVersion.objects.filter(plan=OuterRef("filed__pk"), frozen_at__isnull=False)
    opened = Loop.objects.open().filter(enterprise=OuterRef("pk")).values("status")[:1]
    rows = (
        Enterprise._base_manager.filter(pk__in=keys)
        .order_by("pinyin", "pk")
        .alias(
            filed=FilteredRelation("plans", condition=Q(plans__status=Plan.Status.FILED)),
            opened=Subquery(opened),
        )
        .annotate(
            way=Case(
                When(ordering()(by), then=Value("")), default=Value("forbidden"), output_field=CharField()
            ),
        )
        .alias(
            code=Case(
                When(~Q(way=""), then=F("way")),
                When(disqualified_at__isnull=False, then=Value("disqualified")),
                When(opened__isnull=False, then=Value("one_open_loop_a_firm")),
                When(filed__pk=None, then=Value("no_filed_plan")),
                default=Value(""),
                output_field=CharField(),
            )
        )
        .values_list(
            "pk",
            "credit_code",
            "name",
            Coalesce("park__name", "town__name", Value("")),
            F("code"),
            Case(
                When(code="one_open_loop_a_firm", then=F("opened")),
                When(code="no_filed_plan", then=Coalesce(Subquery(latest), Value(""))),
                default=Value(""),
                output_field=CharField(),
            ),
            "filed__pk",
            Subquery(version.order_by("-number").values("number")[:1]),
            "filed__people_inside",
            Coalesce("filed__backup_equal", Value(False)),
            Coalesce("filed__backup_reduced", Value(False)),
            "town",
            *COUNTY,
        )
    )
    return [Line(*row) for row in rows]
