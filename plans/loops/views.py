"""Pages of loops: list, record, and the order to one firm."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from plans.columns import LOOP_TONES, LOOPS
from plans.filters import LoopFilter
from plans.forms import OrderForm
from plans.models.loops import Loop
from plans.views import seen_plan
from ui.lists import list_page
from workflow.pages import form_page, record_page

from . import services as loop_services


def loop_list(request):
    loops = Loop.objects.visible_to(request.user)
    tabs = [("", _("全部")), ("ordered", _("待封闭")), ("running", _("闭环运行中")), ("paused", _("已暂停"))]
    chosen = request.GET.get("status", "")
    context = {
        "title": _("闭环"),
        "export_name": _("闭环"),
        "views": [
            {
                "url": f"?status={status}" if status else request.path,
                "label": label,
                "current": chosen == status,
            }
            for status, label in tabs
        ],
        "empty": {"title": _("还没有闭环"), "say": _("方案备案后，由区县或市级下达启动。")},
    }
    return list_page(request, LOOPS, loops, LoopFilter, "plans/loops.html", context, default_sort="-moved_at")


def loop_detail(request, pk):
    loops = Loop.objects.visible_to(request.user).select_related(
        "enterprise__county", "enterprise__park", "enterprise__town", "plan"
    )
    loop = get_object_or_404(loops, pk=pk)
    context = {"title": loop.enterprise.name, "state": (LOOP_TONES[loop.status], loop.get_status_display())}
    return record_page(request, loop, verbs=loop_services.VERBS, template="plans/loop.html", context=context)


def plan_order(request, pk):
    """Order the firm of a filed plan to seal itself."""
    plan = seen_plan(request, pk)
    if plan.enterprise is None or not request.user.holds(*Loop.MOVES["order"].who.roles):
        raise PermissionDenied
    form = OrderForm(request.POST if request.method == "POST" else None)

    def order(form):
        return loop_services.order_loop(plan.enterprise, by=request.user, **form.words()).get_absolute_url()

    context = {
        "title": _("下达启动：{firm}").format(firm=plan.enterprise),
        "verb": _("下达启动"),
        "plan": plan,
    }
    return form_page(request, form, order, template="plans/order.html", context=context)
