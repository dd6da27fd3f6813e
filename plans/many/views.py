"""A verb on many plans as a page: what waits for it, or what was selected, with what is not clean; then one press."""

import uuid

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from plans.columns import PLANS
from plans.filters import PlanFilter
from plans.models import Plan
from ui.keys import plain_keys
from ui.listing import Listing
from workflow.deeds import pressed_once
from workflow.errors import AlreadyDone, Refused

from .judging import judged, press_clean
from .verbs import MANY, MOST, many_of, on_desk


def many_page(request, verb):
    """GET shows what waits for this verb, narrowed by the list's own conditions; POST what was selected in a list.
    With ``confirm`` the deed is done, over the versions that were shown."""
    many = MANY[verb]
    if not request.user.holds(*many.roles):
        raise PermissionDenied
    if request.method != "POST":
        narrowed = narrowed_to(request, verb)
        rows = judged(narrowed.queryset, verb, request.user, most=MOST)
        return _shown(request, many, rows, narrowed=narrowed)
    keys, shown = selected(request)
    if not keys:
        messages.warning(request, _("没有选中任何方案；现在可办的都列在下面。"))
        return redirect(many.url)
    plans = Plan.objects.visible_to(request.user).filter(pk__in=keys)
    if "confirm" not in request.POST:
        return _shown(request, many, judged(plans, verb, request.user))
    try:
        with pressed_once(press_key(request)):
            owing = "owing" in request.POST
            done = press_clean(plans, verb, by=request.user, shown=shown, owing=owing)
    except AlreadyDone:
        return redirect(many.url)
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect(many.url)
    if done.moved:
        said = _("已{verb}{many}份。").format(verb=many.move.label, many=len(done.moved))
        messages.success(request, said)
    if not done.refused:
        return redirect(many.url)
    left = _("有{many}份未办理，原因见下表。").format(many=len(done.refused))
    messages.warning(request, left)
    rows = judged(plans.filter(pk__in=done.refused), verb, request.user, shown)
    return _shown(request, many, rows, status=200 if done.moved else 409)


def narrowed_to(request, verb):
    """The plans at this verb's turn as a list narrowed by its conditions: search, chips and number."""
    mine = on_desk(Plan.objects.visible_to(request.user), verb, request.user)
    return Listing(request, PLANS, mine, PlanFilter)


def selected(request):
    """(keys of the plans ticked, {key: digest of the version shown with it})."""
    ticked = request.POST.getlist("selected")[:MOST]
    keys = plain_keys(ticked)
    return keys, {key: request.POST[f"sha256_{key}"] for key in keys if f"sha256_{key}" in request.POST}


def press_key(request):
    return f"{request.user.pk}:{request.POST.get('key') or uuid.uuid4().hex}"


def frame(request, many):
    """What every page of many plans shows around its own: the title, and the other verbs this person has."""
    tabs = [{"url": one.url, "label": one.title, "current": one is many} for one in many_of(request.user)]
    return {"title": many.title, "many": many, "views": tabs, "key": uuid.uuid4().hex}


def _shown(request, many, rows, narrowed=None, status=200):
    context = {
        **frame(request, many),
        "clean": [one for one in rows if not one.reasons],
        "owing": [one for one in rows if one.owing],
        "unclean": [one for one in rows if one.reasons and not one.owing],
        "narrowed": narrowed,
        "most": MOST,
    }
    return render(request, "plans/many.html", context, status=status)
