"""Pages of disqualification: fetch, call, answer."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from accounts.models import Role, Unit
from files.sending import send
from ui.lists import list_page
from ui.panels import Panel
from workflow.pages import form_page, record_page
from workflow.verbs import history

from . import services
from .columns import CASES, TONES, CaseFilter
from .forms import ProposeForm
from .models import REAPPLY, Disqualification
from .moves import Ground

PROPOSING = (Role.DISTRICT, Role.CITY)


def case_list(request):
    context = {
        "title": _("取消资格"),
        "export_name": _("取消资格"),
        "may_propose": request.user.holds(*PROPOSING),
        "empty": {"title": _("没有取消资格的企业"), "say": _("区县提请，市级决定；决定前听取企业陈述申辩。")},
    }
    cases = Disqualification.objects.visible_to(request.user)
    return list_page(
        request, CASES, cases, CaseFilter, "control/cases.html", context, default_sort="-moved_at"
    )


def case_new(request):
    if not request.user.holds(*PROPOSING):
        raise PermissionDenied
    asked = {"enterprise": request.GET.get("enterprise", "")}
    form = ProposeForm(request.POST or None, user=request.user, initial=asked)
    return form_page(
        request,
        form,
        lambda form: proposed(form, request.user).get_absolute_url(),
        template="control/case_form.html",
        context={"title": _("提请取消闭环生产资格"), "verb": _("提请")},
    )


def proposed(form, by):
    """The case that a valid ``ProposeForm`` opens; page and REST alike."""
    answers = dict(form.cleaned_data)
    return services.propose_disqualification(answers.pop("enterprise"), by=by, **answers)


def case_detail(request, pk):
    case = seen_case(request, pk)
    context = {
        "title": case.enterprise.name,
        "state": (TONES[case.status], case.get_status_display()),
        "statement": case.statement,
        "earlier": case.statements.filter(superseded_at__isnull=False).order_by("-recorded_at"),
        "reapply": REAPPLY,
    }
    return record_page(request, case, verbs=services.VERBS, template="control/case.html", context=context)


def case_file(request, pk):
    """What the firm handed in with its statement."""
    statement = seen_case(request, pk).statement
    if statement is None or statement.file is None:
        raise Http404
    return send(statement.file)


def case_print(request, pk):
    """The decision as a paper, with a place for the seal; the portal draws none."""
    case = seen_case(request, pk)
    phones = dict(Unit.objects.filter(name=case.deciding_unit).values_list("name", "duty_phone"))
    context = {
        "title": _("取消闭环生产资格告知书"),
        "case": case,
        "ground": dict(Ground.choices)[case.ground],
        "phone": phones.get(case.deciding_unit, ""),
        "reapply": REAPPLY,
        "steps": history(case),
    }
    return render(request, "control/case_print.html", context)


def seen_case(request, pk):
    cases = Disqualification.objects.visible_to(request.user).select_related(
        "enterprise__county", "enterprise__park", "enterprise__town", "decision__unit"
    )
    return get_object_or_404(cases, pk=pk)


def panel_of(request, firm):
    """On a firm's page: its cases, for those who see any; for officials who may, the way to propose one."""
    cases = list(
        Disqualification.objects.visible_to(request.user).filter(enterprise=firm).order_by("-pk")[:3]
    )
    may = request.user.holds(*PROPOSING) and not any(
        case.status in ("proposed", "in_force") for case in cases
    )
    if not cases and not may:
        return None
    shown = [(case, (TONES[case.status], case.get_status_display())) for case in cases]
    context = {"cases": shown, "may_propose": may, "firm": firm}
    return Panel(_("闭环生产资格"), "control/_case_panel.html", context, order=45)
