"""Preview, and on the same page the press: order, lift, drill, make ready."""

import uuid
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.models import Role
from clock import clock
from enterprises.models import Enterprise
from plans.models.loops import Loop, Variant
from ui.keys import plain_key, plain_keys
from workflow.errors import AlreadyDone, Refused

from . import prepared as switch_prepared
from . import services as switch_services
from .forms import ChoicesForm, HourForm, LiftForm, ScopeForm
from .judgement import Differs
from .models import PreparedSwitch, Switch
from .views import SWITCHERS, demand_role


def switch_new(request):
    """Preview, and on the same page order, drill or make ready for an hour."""
    return _page(request, "order", switch_services.preview_order, ChoicesForm)


def switch_lift(request):
    """Preview, and on the same page lift or drill."""
    return _page(request, "lift", switch_services.preview_lift, LiftForm)


def _page(request, verb, preview, form_class):
    demand_role(request.user, *SWITCHERS)
    prepared = _prepared(request) if verb == "order" else None
    given, do = _given(request), request.POST.get("do", "")
    form = ScopeForm(given, user=request.user, initial=_own_region(request.user))
    choices = form_class(request.POST if do else None, initial=_initial(prepared))
    hour = HourForm(
        request.POST if do == "prepare" else None, initial={"period": request.GET.get("period", "")}
    )
    context = {
        "verb": verb,
        "form": form,
        "choices": choices,
        "hour": hour,
        "prepared": prepared,
        "key": uuid.uuid4().hex,
        "title": pgettext("many", "解除闭环") if verb == "lift" else _("一键切换"),
        "now": clock.now(),
    }
    status = 200
    if prepared is not None or (given is not None and form.is_valid()):
        scope = prepared.scope if prepared is not None else form.scope
        if do:
            status = 400
            if choices.is_valid() and (do != "prepare" or hour.is_valid()):
                try:
                    return redirect(_done(request, verb, do, scope, choices, hour, prepared))
                except AlreadyDone as done:
                    return redirect(_switch_of(done))
                except Refused as refused:
                    status = 409
                    messages.error(request, refused.sentence)
                    context["changes"] = refused.changes if isinstance(refused, Differs) else None
        judgement = preview(scope, by=request.user)
        asked = {"prepared": prepared.pk} if prepared is not None else scope.query
        context |= {
            "scope": scope,
            "judgement": judgement,
            "variants": _variants(request),
            "again": f"{request.path}?{urlencode(asked)}" if asked.keys() - {"above_scale"} else "",
        }
        choices.data = choices.data.copy()
        choices.data["digest"] = judgement.digest
        choices.initial["digest"] = judgement.digest
    elif given is not None:
        status = 400
    return render(request, "control/switch_new.html", context, status=status)


def _given(request):
    """What names the scope; rows selected on a list of firms or of loops are put in as codes."""
    given = request.POST if request.method == "POST" else request.GET
    if chosen := plain_keys(request.POST.getlist("selected")):
        firms = Enterprise.objects.visible_to(request.user)
        if request.GET.get("of") == "loops":
            loops = Loop.objects.visible_to(request.user).filter(pk__in=chosen)
            firms = firms.filter(pk__in=loops.values("enterprise"))
        else:
            firms = firms.filter(pk__in=chosen)
        given = given.copy()
        given["enterprises"] = "\n".join(firms.values_list("credit_code", flat=True))
    asked = any(given.get(name) for name in ("region", "park", "enterprises")) or request.method == "POST"
    return given if asked else None


def _prepared(request):
    """The prepared switch this page commits, if any."""
    asked = request.POST.get("prepared") or request.GET.get("prepared") or ""
    if not asked:
        return None
    if (key := plain_key(asked)) is None:
        raise Http404
    standing = PreparedSwitch.objects.visible_to(request.user).standing()
    return get_object_or_404(standing.select_related("region__parent", "park__county"), pk=key)


def _done(request, verb, do, scope, choices, hour, prepared):
    """The address of what was done."""
    words, user = choices.words(), request.user
    if do == "prepare":
        words = {name: words[name] for name in ("variant", "basis") if name in words}
        how = {name: hour.cleaned_data[name] for name in ("hour", "period")}
        return switch_prepared.prepare_switch(scope, by=user, **how, **words).get_absolute_url()
    if do not in ("order", "drill", "lift"):
        raise Http404
    words["digest"] = choices.cleaned_data["digest"]
    key = request.POST.get("key", "")
    words |= {"drill": do == "drill", "key": f"{user.pk}:{key}" if key else None}
    if verb == "lift":
        return switch_services.lift_switch(scope, by=user, **words).get_absolute_url()
    words["variants"] = exceptions_of(_variants(request), scope, user)
    return switch_services.order_switch(scope, by=user, prepared=prepared, **words).get_absolute_url()


def _variants(request):
    """{credit code: standard} of the firms for which another standard was chosen than for the rest."""
    start = "variant-"
    chosen = {
        name.removeprefix(start): value for name, value in request.POST.items() if name.startswith(start)
    }
    return {code: value for code, value in chosen.items() if value in Variant.values}


def exceptions_of(by_code, scope, user):
    """The same by firm, of the firms of the scope."""
    keys = scope.firms(user).filter(credit_code__in=by_code).values_list("credit_code", "pk")
    return {key: by_code[code] for code, key in keys} if by_code else {}


def _switch_of(done):
    switch = getattr(done, "switch", None) or get_object_or_404(Switch, deed=done.deed)
    return switch.get_absolute_url()


def _own_region(user):
    mine = user.regions_as(Role.DISTRICT)
    posts = [post for post in user.posts if post.unit.region_id in mine]
    return {"region": posts[0].unit.region.code} if posts else {}


def _initial(prepared):
    return {"variant": prepared.variant, "basis": prepared.basis} if prepared else {}
