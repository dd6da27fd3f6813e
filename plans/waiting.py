"""What of plans and loops waits for whom. Read while the apps are loading: models are imported late."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from workflow.work import Watch, Work


def to_review(user):
    from .models import Plan

    return Plan.objects.awaiting(user)


def many_at_once(user):
    """Where many are reviewed at once."""
    from .many.verbs import many_of

    return [(many.title, many.url) for many in many_of(user)]


def checked_at_once(user):
    """Where the check of many that owe it is recorded at once."""
    from .many.verbs import MANY, VISIT

    return [(MANY[VISIT].title, f"{MANY[VISIT].url}?check=owed")] if user.holds(*MANY[VISIT].roles) else []


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


def about_plan(plan):
    return [plan.subject.county, plan.get_status_display()]


WORK = [
    Work(
        "plans",
        _("方案"),
        "plans.Plan",
        ("endorse", "agree", "file"),
        _("审核"),
        rows=to_review,
        related=("enterprise__county", "park__county"),
        about=about_plan,
        many=many_at_once,
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
        many=checked_at_once,
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
WATCHES = [
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
