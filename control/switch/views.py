"""The switch's pages: what was switched, preview and order on one page, one switch and its withdrawal."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts.models import Role
from ui.keys import plain_keys
from ui.lists import list_page
from workflow.deeds import pressed_once
from workflow.errors import AlreadyDone, Refused

from . import board as switch_board
from . import services as switch_services
from .columns import SWITCHES
from .filters import SwitchFilter
from .forms import WithdrawForm
from .models import Switch

SWITCHERS = (Role.DISTRICT, Role.CITY)
READERS = (*SWITCHERS, Role.AUDITOR)


def demand_role(user, *roles):
    if not user.holds(*roles):
        raise PermissionDenied


def switch_list(request):
    demand_role(request.user, *READERS)
    context = {
        "title": _("一键切换"),
        "export_name": _("切换记录"),
        "switches": request.user.holds(*SWITCHERS),
        "empty": {"title": _("还没有切换"), "say": _("先预览谁将转入闭环、谁不能，再下达或演练。")},
    }
    switches = Switch.objects.visible_to(request.user)
    return list_page(
        request, SWITCHES, switches, SwitchFilter, "control/switches.html", context, default_sort="-at"
    )


def switch_detail(request, pk):
    """One switch: what it found, what became of it; orders nobody confirmed may be withdrawn here."""
    seen = Switch.objects.visible_to(request.user).select_related("region", "park", "by", "unit", "deed")
    switch = get_object_or_404(seen, pk=pk)
    form, status = WithdrawForm(request.POST if request.method == "POST" else None), 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            key = request.POST.get("key", "")
            try:
                with pressed_once(f"{request.user.pk}:{key}" if key else None):
                    done = switch_services.withdraw_switch(
                        switch, by=request.user, loops=chosen_loops(request.POST), **form.words()
                    )
                messages.success(request, _("已撤回{count}家的指令。").format(count=len(done.moved)))
                return redirect(request.path)
            except AlreadyDone:
                return redirect(request.path)
            except Refused as refused:
                form.add_error(None, str(refused.sentence))
                status = 409
    loops = switch_board.with_reasons(switch_board.loops_of_switch(switch, request.user))
    context = {
        "title": str(switch),
        "switch": switch,
        "judgement": switch_services.judgement_of(switch),
        "loops": loops.order_by("enterprise__pinyin", "pk"),
        "board": switch_board.of_switch(switch, request.user) if switch.deed_id else None,
        "form": form,
        "key": uuid.uuid4().hex,
        "may_withdraw": switch.verb == "order" and request.user.holds(*SWITCHERS),
    }
    return render(request, "control/switch.html", context, status=status)


def chosen_loops(data):
    """Keys of the loops ticked; None, meaning all, only where "all" is said."""
    if data.get("all"):
        return None
    return plain_keys(data.getlist("selected"))
