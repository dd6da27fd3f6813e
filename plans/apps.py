from urllib.parse import urlencode

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from papers.kinds import PaperKind
from ui.nav import NavEntry

from .waiting import WATCHES, WORK

READERS = {"enterprise_clerk", "territorial_officer", "district_officer", "city_officer", "auditor"}
REVIEWERS = {"territorial_officer", "district_officer", "city_officer"}


def plans_waiting(user):
    """Plans whose next step is this person's: to review, or for a clerk to mend."""
    from .models import Plan

    if user.holds("territorial_officer", "district_officer", "city_officer"):
        return Plan.objects.awaiting(user)
    if user.holds("enterprise_clerk"):
        return Plan.objects.open_to(user, "edit")
    return None


def find(user, words):
    """The search box: plans by the name or initials of their firm or park."""
    from django.db.models import Q
    from django.urls import reverse

    from enterprises.finding import found_by

    from .models import Plan

    of_firm = Q(enterprise__isnull=False) & found_by(words, "enterprise__", code=False)
    of_park = Q(park__isnull=False) & found_by(words, "park__", code=False)
    seen = Plan.objects.visible_to(user).filter(of_firm | of_park).select_related("enterprise", "park")
    return _("方案"), seen, f"{reverse('plans:list')}?{urlencode({'q': words})}"


def panel(request, subject):
    """What a firm's or a park's page shows of its plans; imported late, models are not ready yet."""
    from .panels import of_subject

    return of_subject(request, subject)


def standing(key):
    """How a plan on paper stands by now; imported late, models are not ready yet."""
    from .paper.printing import standing

    return standing(key)


def keeps():
    """For the page on what is kept of people."""
    return [
        (
            _("方案里的负责人、专班和联系人"),
            _("审核方案、下达启动、紧急联系"),
            _("随方案各版次留存，只有本企业、属地和审核单位看得到"),
        )
    ]


class PlansConfig(AppConfig):
    name = "plans"
    keeps = [keeps]
    verbose_name = _("方案与闭环")
    nav = [
        NavEntry("plans", _("方案"), "plans:list", order=30, phone=True, roles=READERS, count=plans_waiting),
        NavEntry("loops", _("闭环"), "plans:loops", order=31, roles=READERS, under="plans"),
        NavEntry("plans-many", _("批量办理"), "plans:many", order=31, roles=REVIEWERS, under="plans"),
        NavEntry(
            "rules", pgettext_lazy("tab", "判定规则"), "plans:rules", order=38, roles=READERS, under="plans"
        ),
        NavEntry("routes", _("审核路线"), "plans:routes", order=39, roles=READERS, under="plans"),
    ]

    finds = [find]
    papers = [PaperKind("plan", _("方案"), "plans/plan.typ", standing)]
    work = WORK
    watches = WATCHES
    panels = {"enterprises.Enterprise": panel, "enterprises.Park": panel}
