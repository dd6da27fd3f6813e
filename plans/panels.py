"""What a firm's or a park's page shows of its plans and loop."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from ui.panels import Panel

from .columns import LOOP_TONES, PLAN_TONES
from .many.verbs import many_of, on_desk
from .models import Plan


def of_subject(request, subject):
    """The last plans of a firm or park, and the firm's loop."""
    kind = "park" if subject._meta.model_name == "park" else "enterprise"
    plans = Plan.objects.visible_to(request.user).filter(**{kind: subject})[:3]
    loops = subject.loops.all()[:1] if kind == "enterprise" else []
    context = {
        "plans": [(plan, (PLAN_TONES[plan.status], plan.get_status_display())) for plan in plans],
        "loops": [(loop, (LOOP_TONES[loop.status], loop.get_status_display())) for loop in loops],
    }
    if kind == "park":
        context["many"] = waiting_of(subject, request.user)
    code = getattr(subject, "credit_code", subject.name)
    url = f"{reverse('plans:list')}?q={code}"
    return Panel(_("方案与闭环"), "plans/_panel.html", context, url=url, link=_("全部"), order=20)


def waiting_of(park, user):
    """[(title, address, number)] of what waits for this person among the park's own plan and its firms'; one
    statement a verb they press."""
    plans = Plan.objects.visible_to(user).filter(Q(enterprise__park=park) | Q(park=park))
    counted = [(many, on_desk(plans, many.verb, user).count()) for many in many_of(user)]
    return [(many.title, f"{many.url}?park={park.pk}", count) for many, count in counted if count]
