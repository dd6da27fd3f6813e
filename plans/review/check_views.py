"""The joint check: its page for a phone on site, its sheet to print and sign, the photos of signed sheets."""

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _

from files.sending import send
from plans.models import CheckSignature, Plan
from plans.verbs import CHECK_VERBS
from plans.versions import last_submitted
from plans.views import seen_plan
from workflow.pages import record_page

from .desk import check_of, check_state
from .reading import parts_of


def plan_check(request, pk):
    plan, version = _checked(request, pk)
    parts = parts_of(version)
    check = check_of(version, parts)
    asked = request.GET.get("unit")
    units = [line.unit.value for line in check.units]
    # The form begins with the unit asked for, else with the first whose signature is still to come.
    plan.asked_unit = asked if asked in units else next((unit.value for unit in check.missing), None)
    context = {
        "title": _("联合核查"),
        "version": version,
        "parts": parts,
        "check": check,
        "check_state": check_state(plan),
        "may_check": Plan.objects.open_to(request.user, "sign").filter(pk=plan.pk).exists(),
    }
    return record_page(request, plan, verbs=CHECK_VERBS, template="plans/check.html", context=context)


def check_print(request, pk):
    """The sheet to take along: what to look at, a line and a place to sign for each unit."""
    plan, version = _checked(request, pk)
    parts = parts_of(version)
    context = {
        "title": _("联合核查表"),
        "plan": plan,
        "version": version,
        "check": check_of(version, parts),
        "parts": parts,
    }
    return render(request, "plans/check_print.html", context)


def check_photo(request, pk, uid):
    """A signed sheet's photo, for whoever may see the plan."""
    plan = seen_plan(request, pk)
    return send(photo_of(plan, uid))


def photo_of(plan, uid):
    """The kept file by its uid, if it belongs to this plan; also of lines since corrected. Else 404."""
    found = CheckSignature.objects.filter(version__plan=plan, photo__uid=uid).select_related("photo").first()
    if found is None:
        raise Http404
    return found.photo


def _checked(request, pk):
    plan = seen_plan(request, pk)
    version = last_submitted([plan.pk]).get(plan.pk)
    if not plan.needs_check or version is None:
        raise Http404
    return plan, version
