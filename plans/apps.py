from urllib.parse import urlencode

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from papers.kinds import PaperKind
from ui.nav import NavEntry
from workflow.work import Watch, Work

READERS = {"enterprise_clerk", "territorial_officer", "district_officer", "city_officer", "auditor"}


def plans_waiting(user):
    """Plans whose next step is this person's: to review, or for a clerk to mend."""
    from .models import Plan

    if user.holds("territorial_officer", "district_officer", "city_officer"):
        return Plan.objects.awaiting(user)
    if user.holds("enterprise_clerk"):
        return Plan.objects.open_to(user, "edit")
    return None


def to_review(user):
    from .models import Plan

    return Plan.objects.awaiting(user)


def to_mend(user):
    """Returned plans: they wait for the firm's own clerks and for whoever filed them."""
    from .models import Plan

    return Plan.objects.open_to(user, "edit").filter(own_or_filed(user), status="returned")


def own_or_filed(user):
    from django.db.models import Q

    from enterprises.jurisdiction import clerk

    return Q(filed_by=user) | clerk("enterprise__")(user)


def owing_check(user):
    """Filed before their joint check (容缺): theirs who can make up for it."""
    from .models import Plan

    return Plan.objects.owing_check().filter(Plan.MOVES["sign"].who(user))


def to_complete(user):
    """Plans handed in whose rest is owed (限期补齐): they wait for the firm's clerks and for whoever filed them."""
    from .models import Plan

    return Plan.objects.open_to(user, "supplement").owing().filter(own_or_filed(user))


def rest_owed(user):
    """What firms (and parks) of one's territory or county still owe: counted here, chased by whoever is nearest."""
    from .models import Plan

    if user.holds("territorial_officer", "district_officer"):
        return Plan.objects.visible_to(user).owing()
    return None


def about_rest(plan):
    """How much is missing."""
    missing = ngettext("还缺{many}项", "还缺{many}项", plan.rest_missing).format(many=plan.rest_missing)
    return [plan.subject.county, missing]


def fill_page(plan):
    from django.urls import reverse

    return reverse("plans:fill", args=[plan.pk])


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


def about_plan(plan):
    return [plan.subject.county, plan.get_status_display()]


def panel(request, subject):
    """What a firm's or a park's page shows of its plans; imported late, models are not ready yet."""
    from .panels import of_subject

    return of_subject(request, subject)


def standing(key):
    """How a plan on paper stands by now; imported late, models are not ready yet."""
    from .papers import standing

    return standing(key)


class PlansConfig(AppConfig):
    name = "plans"
    verbose_name = _("方案与闭环")
    nav = [
        NavEntry("plans", _("方案"), "plans:list", order=30, phone=True, roles=READERS, count=plans_waiting),
        NavEntry("loops", _("闭环"), "plans:loops", order=31, roles=READERS, under="plans"),
        NavEntry(
            "rules", pgettext_lazy("tab", "判定规则"), "plans:rules", order=38, roles=READERS, under="plans"
        ),
        NavEntry("routes", _("审核路线"), "plans:routes", order=39, roles=READERS, under="plans"),
    ]

    finds = [find]
    papers = [PaperKind("plan", _("方案"), "plans/plan.typ", standing)]
    work = [
        Work(
            "plans",
            _("方案"),
            "plans.Plan",
            ("endorse", "agree", "file"),
            _("审核"),
            rows=to_review,
            related=("enterprise__county", "park__county"),
            about=about_plan,
        ),
        Work(
            "plans-returned",
            _("退回的方案"),
            "plans.Plan",
            ("edit",),
            _("补正"),
            rows=to_mend,
            related=("enterprise__county", "park__county"),
            about=about_plan,
            at=fill_page,
        ),
        Work(
            "plans-unchecked",
            _("容缺待补核查"),
            "plans.Plan",
            ("sign",),
            _("补联合核查"),
            rows=owing_check,
            due="joint_check_due_at",
            related=("enterprise__county", "park__county"),
            about=about_plan,
        ),
        Work(
            "plans-rest",
            _("限期补齐"),
            "plans.Plan",
            ("supplement",),
            _("补齐"),
            rows=to_complete,
            related=("enterprise__county", "park__county"),
            about=about_rest,
            due="rest_due_at",
            at=fill_page,
        ),
        Work(
            "loops",
            _("待封闭"),
            "plans.Loop",
            ("confirm",),
            _("确认"),
            related=("enterprise__county",),
            about=lambda loop: [loop.enterprise.county],
        ),
    ]
    watches = [
        Watch(
            "plans-rest",
            _("限期补齐"),
            rest_owed,
            lambda plans: plans.rest_overdue(),
            "plans:list",
            "rest=due",
            "rest=overdue",
        )
    ]
    panels = {"enterprises.Enterprise": panel, "enterprises.Park": panel}

    def import_models(self):
        super().import_models()
        from . import loops  # noqa: F401  the loop's models stand in a file of their own
