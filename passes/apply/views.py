"""Applying for a pass, anew or after an earlier one; filling an application in; entering one from paper."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from accounts.models import Role
from passes import services
from passes.api import entered
from passes.forms import PaperForm
from passes.models import StableVehicle, VehiclePass
from passes.switching import APPLICANTS
from passes.views import editable, seen_pass
from ui.keys import plain_key
from workflow.pages import form_page

from .answers import amended_answers, cloned_answers, vehicle_answers
from .form import ApplyForm
from .rules import days_of


def pass_apply(request):
    if not request.user.holds(*APPLICANTS):
        raise PermissionDenied(_("通行证由企业或其属地申请。"))
    form = ApplyForm(request.POST or None, user=request.user, initial=_begun(request))

    def apply(form):
        draft = form.cleaned_data["draft"]
        return services.apply_for_pass(by=request.user, draft=draft, **form.application())

    context = {"title": _("申请通行证"), "verb": _("提交申请"), "keeps": True}
    if key := plain_key(request.GET.get("amends", "")):
        context |= _amended(seen_pass(request, key), _extends(request))
    return form_page(request, form, apply, template="passes/form.html", context=context)


def _amended(old, extends):
    title = _("延期") if extends else _("变更")
    return {"title": f"{title} {old.plate}", "old": old, "days": days_of(old.validity)}


def _extends(request):
    return request.GET.get("as") == "extend"


def _begun(request):
    amended, earlier, vehicle = (
        plain_key(request.GET.get(name, "")) for name in ("amends", "from", "vehicle")
    )
    if amended:
        return amended_answers(seen_pass(request, amended), extend=_extends(request))
    if earlier:
        return cloned_answers(seen_pass(request, earlier))
    if vehicle:
        return vehicle_answers(get_object_or_404(StableVehicle.objects.visible_to(request.user), pk=vehicle))
    return None


def pass_edit(request, pk):
    record = seen_pass(request, pk)
    if not editable(record, request.user):
        raise PermissionDenied(_("这件申请现在不能由您修改。"))
    form = ApplyForm(request.POST or None, user=request.user, record=record)

    def edit(form):
        with transaction.atomic():
            services.edit_pass(record, by=request.user, **form.application())
            if not form.cleaned_data["draft"]:
                services.submit_pass(record, by=request.user)
        return record

    said = record.steps.order_by("-occurred_at", "-pk").select_related("deed").first()
    context = {
        "title": _("修改申请"),
        "verb": _("保存并提交"),
        "keeps": True,
        "back": record,
        "said": said.deed.remark if record.status == VehiclePass.Status.RETURNED else "",
    }
    return form_page(request, form, edit, template="passes/form.html", context=context)


def pass_enter(request):
    if not request.user.holds(Role.CITY):
        raise PermissionDenied(_("纸质通行证由核发单位补录。"))
    form = PaperForm(request.POST or None, user=request.user)
    context = {"title": _("补录纸质通行证"), "verb": _("补录")}
    return form_page(
        request,
        form,
        lambda form: entered(form, request.user),
        template="passes/form.html",
        context=context,
    )
