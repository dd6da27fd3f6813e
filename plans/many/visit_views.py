"""批量核查: which firms were visited, then what was signed and found there, for all of them on one page."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from plans.models import Plan, SigningUnit
from plans.review.checking import standing_of
from workflow.deeds import pressed_once
from workflow.errors import AlreadyDone, Refused

from .judging import judged
from .verbs import MANY, MOST, VISIT, many_of
from .views import frame, many_page, narrowed_to, press_key, selected
from .visit_forms import VisitForm
from .visits import record_visit

FIRMS = 60  # of one visit: each has fields of its own on the page
QUIET = {"rest_owed"}  # what is owed after the start says nothing of what is seen on site


def visit_page(request):
    """GET lists whose joint check is still to come; POST asks for the visit to the firms selected, and with
    ``confirm`` records it for the versions that were shown."""
    many = MANY[VISIT]
    if not request.user.holds(*many.roles):
        raise PermissionDenied
    if request.method != "POST":
        narrowed = narrowed_to(request, VISIT)
        rows = judged(narrowed.queryset, VISIT, request.user, most=MOST)
        context = {"rows": with_check(rows), "narrowed": narrowed, "most": MOST}
        return render(request, "plans/visit_list.html", {**frame(request, many), **context})
    keys, shown = selected(request)
    if not keys or len(keys) > FIRMS:
        words = _("请先勾选这次核查了哪些企业。") if not keys else _("一次最多录{most}家，请分几次。")
        messages.warning(request, words.format(most=FIRMS))
        return redirect(many.url)
    plans = Plan.objects.visible_to(request.user).filter(pk__in=keys)
    if not plans.exists():
        return redirect(many.url)
    rows = with_check(judged(plans, VISIT, request.user))
    if "confirm" not in request.POST:
        return _asked(request, rows, VisitForm(**asked(rows)))
    form = VisitForm(request.POST, request.FILES, **asked(rows))
    if not form.is_valid():
        return _asked(request, rows, form, shown=shown, status=400)
    try:
        with pressed_once(press_key(request)):
            done = record_visit(plans, by=request.user, shown=shown, **form.visit())
    except AlreadyDone:
        return redirect(many.url)
    except Refused as refused:
        form.add_error(None, str(refused.sentence))
        return _asked(request, rows, form, shown=shown, status=409)
    return _told(request, done, rows)


def many_hub(request):
    """The first of the verbs this person presses on many; the others stand in its tabs."""
    mine = many_of(request.user)
    if not mine:
        raise PermissionDenied
    return visit_page(request) if mine[0].verb == VISIT else many_page(request, mine[0].verb)


def with_check(rows):
    """The judged plans, each with the units that must sign or have, and those still to come (``lacking``)."""
    versions = [one.version for one in rows if one.version is not None]
    standing = standing_of(versions)
    for one in rows:
        wanted = one.version.route.get("units", []) if one.version else []
        signed = standing[one.version.pk][0] if one.version else {}
        one.units = [*wanted, *(unit for unit in signed if unit not in wanted)]
        one.lacking = [SigningUnit(unit).label for unit in wanted if unit not in signed]
        one.reasons = [(code, words) for code, words in one.reasons if code not in QUIET]
    return rows


def asked(rows):
    """What the form asks: a line for every unit any of the plans needs, in the order of their routes."""
    return {"rows": rows, "units": list(dict.fromkeys(unit for one in rows for unit in one.units))}


def _asked(request, rows, form, shown=None, status=200):
    digests = shown or {one.plan.pk: one.version.sha256 for one in rows if one.version}
    for one in rows:
        one.shown = digests.get(one.plan.pk, "")
    context = {"form": form, "title": _("核查记录"), "own": _own(rows, request.user)}
    return render(request, "plans/visit.html", {**frame(request, MANY[VISIT]), **context}, status=status)


def _own(rows, user):
    """Those this person filed: the units' lines are theirs to enter, the verdicts are not."""
    return [one.plan.subject for one in rows if one.plan.filed_by_id == user.pk]


def _told(request, done, rows):
    """Back to the list when all went through; else who was left, and why, firm by firm."""
    recorded = {*done.signed.moved, *done.judged.moved}
    if recorded:
        messages.success(request, _("已记录{many}家的核查。").format(many=len(recorded)))
    left = []
    for one in rows:
        for part, words in ((done.signed, _("会签未录：{why}")), (done.judged, _("结论未录：{why}"))):
            if one.plan.pk in part.refused:
                _code, why = part.refused[one.plan.pk]
                left.append((one.plan, words.format(why=why)))
    if not left:
        return redirect(MANY[VISIT].url)
    messages.warning(request, _("有未录的，原因见下表。"))
    context = {**frame(request, MANY[VISIT]), "left": left}
    return render(request, "plans/visit_left.html", context, status=200 if recorded else 409)
