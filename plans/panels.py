"""What a firm's or a park's page shows of its plans and loop."""

from django.urls import reverse
from django.utils.translation import gettext as _

from ui.panels import Panel

from .columns import LOOP_TONES, PLAN_TONES
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
    code = getattr(subject, "credit_code", subject.name)
    url = f"{reverse('plans:list')}?q={code}"
    return Panel(_("方案与闭环"), "plans/_panel.html", context, url=url, link=_("全部"), order=20)
