"""The thresholds' pages: what holds, one figure with its decisions, a new one by the city."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Role
from plans.models import Rule
from plans.models.rules import is_reader
from plans.questions import MEASURES, SETS
from plans.questions.findings import plain, requirement, rule_words
from workflow.errors import NOT_YOURS, NotYours, Refused

from .forms import RuleForm
from .held import PlaceForm, held


def rules(request):
    """Every threshold at a place, and how many decisions of other places stand beside it."""
    _for_readers(request.user)
    place = PlaceForm(request.GET)
    asked = place.place() if place.is_valid() else {}
    rows = held(**asked)
    elsewhere, names = {}, {"enterprise": _("企业"), "park": _("园区")}
    for row in Rule.objects.current().order_by("since", "pk").select_related("kind", "region"):
        elsewhere.setdefault(row.key, []).append(row)
    context = {
        "title": _("方案判定规则"),
        "place": place,
        "rows": [
            {
                "row": row,
                "url": reverse("plans:rule", args=[row.measure.key]),
                "requirement": requirement(row.measure, row.rule),
                "kinds": [names[one.kind] for one in SETS.values() if row.measure in one.measures],
                "others": len([one for one in elsewhere.get(row.measure.key, ()) if one != row.decided]),
            }
            for row in rows
        ],
        "may_decide": request.user.holds(Role.CITY),
    }
    return render(request, "plans/rules.html", context)


def rule(request, key):
    """One figure: what is shipped, every decision and what it replaced; the city decides anew by POST."""
    _for_readers(request.user)
    measure = MEASURES.get(key)
    if measure is None:
        raise Http404
    may_decide = request.user.holds(Role.CITY)
    if request.method == "POST" and not may_decide:
        raise NotYours(NOT_YOURS)
    now = next(row for row in held() if row.measure is measure)
    form, status = RuleForm(initial=_as_typed(now), user=request.user), 200
    if request.method == "POST":
        form, status = RuleForm({**request.POST.dict(), "key": key}, user=request.user), 400
        if form.is_valid():
            try:
                form.decided(request.user)
                return redirect("plans:rule", key)
            except Refused as refused:
                form.add_error(None, str(refused.sentence))
                status = 409
    del form.fields["key"]
    decisions = Rule.objects.filter(key=key).select_related("kind", "region", "deed__by", "deed__unit")
    context = {
        "title": str(measure.label),
        "measure": measure,
        "shipped": [
            {
                "kind": kind,
                "words": rule_words(measure, Rule(comparison=comparison, value=value)),
                "severity": severity,
            }
            for kind, comparison, value, severity in measure.shipped
        ],
        "decisions": [
            {"row": one, "words": rule_words(measure, one)}
            for one in decisions.order_by("-recorded_at", "-pk")
        ],
        "form": form,
        "may_decide": may_decide,
    }
    return render(request, "plans/rule.html", context, status=status)


def _as_typed(now):
    rule = now.rule
    return {"comparison": rule.comparison, "value": plain(rule.value), "severity": rule.severity}


def _for_readers(user):
    if not is_reader(user):
        raise Http404
