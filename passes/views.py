"""The pages of passes: fetch, call, answer."""

import segno
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from accounts.models import Role
from clock import clock
from ui.lists import list_page
from workflow.claim_history import with_claims
from workflow.moves import offers
from workflow.pages import form_page, record_page
from workflow.verbs import history

from . import facts, rules, services, standing
from .api import entered
from .apply_form import cloned_answers, vehicle_answers
from .columns import COLUMNS, sees_people
from .driver import text_for
from .edits import with_edits
from .filters import PassFilter
from .forms import ApplyForm, PaperForm
from .models import StableVehicle, VehiclePass
from .paper import PRINTABLE, link_of
from .switching import APPLICANTS, bulk_verbs, permissions, views
from .undoing import seen_by_holder
from .verbs import VERBS, quiet_verbs


def pass_list(request):
    passes = VehiclePass.objects.visible_to(request.user)
    return _list(request, passes, pgettext("many", "通行证"), "passes:list", "-issued_at")


def pass_queue(request):
    """待我办理: what this person is to do next, by deadline."""
    passes = VehiclePass.objects.waiting_for(request.user)
    empty = {"title": _("没有待您办理的通行证"), "say": _("新的申请到了会出现在这里，按时限先后排列。")}
    bulk = bulk_verbs(request.user)
    return _list(request, passes, _("待我办理的通行证"), "passes:queue", "due_at", empty=empty, bulk=bulk)


def _list(request, passes, title, name, sort, **more):
    context = {
        "title": title,
        "export_name": title,
        "views": views(request, name),
        "may": permissions(request.user),
        "empty": {"title": _("还没有通行证"), "say": _("企业或属地填写申请，核发后出现在这里。")},
        **more,
    }
    return list_page(request, COLUMNS, passes, PassFilter, "passes/list.html", context, default_sort=sort)


def pass_detail(request, pk):
    record = seen_pass(request, pk)
    if request.user.holds(*APPLICANTS):
        seen_by_holder(record)
    now = clock.now()
    stands = standing.standing_of(record, now)
    others, hidden = facts.others_of_plate(record, request.user)
    context = {
        "title": record.plate,
        "state": (standing.TONES[stands], standing.words(stands)),
        "days": rules.days_of(record.validity),
        "many_days": (record.validity.upper - record.validity.lower).days,
        "sees_people": sees_people(request.user),
        "checks": [] if set(request.user.roles) <= {Role.CLERK} else facts.checks(record),
        "others": others,
        "hidden": hidden,
        "ahead": facts.place_in_queue(record),
        "late": bool(record.due_at and record.due_at < now),
        "printable": stands in PRINTABLE,
        "driver_text": driver_text(request, record) if stands in PRINTABLE else "",
        "may_clone": request.user.holds(*APPLICANTS) and record.status != "draft",
        "editable": _editable(record, request.user),
        "steps": with_edits(with_claims(history(record), record), record),
    }
    quiet = quiet_verbs(record, request.user)
    return record_page(
        request, record, verbs=VERBS, template="passes/detail.html", context=context, quiet=quiet
    )


def pass_apply(request):
    if not request.user.holds(*APPLICANTS):
        raise PermissionDenied(_("通行证由企业或其属地申请。"))
    form = ApplyForm(request.POST or None, user=request.user, initial=_begun(request))

    def apply(form):
        draft = form.cleaned_data["draft"]
        return services.apply_for_pass(by=request.user, draft=draft, **form.application())

    context = {"title": _("申请通行证"), "verb": _("提交申请"), "keeps": True}
    return form_page(request, form, apply, template="passes/form.html", context=context)


def _begun(request):
    earlier, vehicle = request.GET.get("from", ""), request.GET.get("vehicle", "")
    if earlier.isdigit():
        return cloned_answers(seen_pass(request, earlier))
    if vehicle.isdigit():
        return vehicle_answers(get_object_or_404(StableVehicle.objects.visible_to(request.user), pk=vehicle))
    return None


def pass_edit(request, pk):
    record = seen_pass(request, pk)
    if not _editable(record, request.user):
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


def pass_print(request, pk):
    """The pass as it is laid behind the windscreen. Only what holds, or will, is printed."""
    record = seen_pass(request, pk)
    if standing.standing_of(record, clock.now()) not in PRINTABLE:
        return render(
            request, "passes/not_printable.html", {"title": record.plate, "record": record}, status=409
        )
    link = code_link(request, record)
    context = {
        "title": _("打印通行证"),
        "record": record,
        "days": rules.days_of(record.validity),
        "qr": segno.make(link, error="m", micro=False).svg_data_uri(border=2, dark="#000", light="#fff"),
        "link": link,
        "sees_people": sees_people(request.user),
        "words": in_chinese(record),
    }
    return render(request, "passes/print.html", context)


def code_link(request, record):
    return link_of(record, request.build_absolute_uri("/"))


def driver_text(request, record):
    url = reverse("passes:driver", args=[record.uid])
    return text_for(record, request.build_absolute_uri(url))


def in_chinese(record):
    """The paper is Chinese, whatever language its printer reads."""
    with override("zh-hans"):
        return {
            "scope": str(record.type.get_scope_display()),
            "goods": str(record.get_goods_category_display()),
        }


def seen_pass(request, pk):
    passes = VehiclePass.objects.visible_to(request.user).select_related(
        "type__issuing_unit",
        "enterprise__county",
        "enterprise__park",
        "origin",
        "destination",
        "filed_by",
        "batch",
    )
    return get_object_or_404(passes, pk=pk)


def _editable(record, user):
    return any(verb == "edit" and not way for verb, _move, way in offers(record, user))
