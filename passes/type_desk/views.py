"""Pages of the types of pass."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from passes.apply.edits import told
from passes.columns import TYPES
from passes.doubts import Doubt
from passes.models import PassType, ValidityKind
from passes.steps import Steps
from passes.switching import views as list_views
from ui.cells import cell
from ui.lists import list_page
from workflow.pages import form_page

from . import services
from .forms import TypeForm


def type_list(request):
    context = {
        "title": pgettext("many", "通行证类型"),
        "views": list_views(request, "passes:types"),
        "may_add": services.may_add(request.user),
        "empty": {"title": _("还没有通行证类型"), "say": _("先添加一个类型，才能申请通行证。")},
    }
    return list_page(request, TYPES, PassType.objects.all(), None, "passes/types.html", context)


def type_detail(request, code):
    record = get_object_or_404(PassType.objects.select_related("issuing_unit"), code=code)
    steps = [
        {
            "label": _("修改") if edit.changes else _("新建"),
            "when": edit.deed.recorded_at,
            "person": edit.deed.by,
            "unit": edit.deed.unit,
            "basis": edit.deed.basis,
            "remark": "\n".join(told(record, *change) for change in edit.changes),
        }
        for edit in record.edits.select_related("deed__by", "deed__unit").order_by("-pk")
    ]
    columns = TYPES.seen(request.user, "page")
    values = PassType.objects.filter(pk=record.pk).values_list(
        *(column.value(request.user) for column in columns)
    )
    facts = [(column.label, cell(column, value)) for column, value in zip(columns, values[0], strict=True)]
    kinds = _("、").join(str(ValidityKind(kind).label) for kind in record.validity_kinds)
    facts.append((_("有效方式"), kinds))
    if record.steps in (Steps.BOTH, Steps.RECOMMEND):
        facts.append((_("推荐单位"), record.get_recommender_display()))
    doubts = _("、").join(str(Doubt(code).label) for code in record.second_person)
    facts.append((_("须另一人同意"), doubts or _("没有")))
    context = {
        "title": str(record),
        "record": record,
        "facts": facts,
        "steps": steps,
        "may_edit": services.may_issue(record.issuing_unit, request.user),
    }
    return render(request, "passes/type.html", context)


def type_new(request):
    if not services.may_add(request.user):
        raise PermissionDenied(_("通行证类型由市级核发单位维护。"))
    own = next((post.unit for post in request.user.posts if post.role == "city_officer"), None)
    initial = {"issuing_unit": own and own.name}
    form = TypeForm(request.POST or None, user=request.user, whole=True, initial=initial)
    context = {"title": _("添加通行证类型"), "verb": _("添加")}
    return form_page(
        request,
        form,
        lambda form: services.add_type(by=request.user, **form.cleaned_data),
        template="passes/type_form.html",
        context=context,
    )


def type_edit(request, code):
    record = get_object_or_404(PassType.objects.select_related("issuing_unit"), code=code)
    if not services.may_issue(record.issuing_unit, request.user):
        raise PermissionDenied(_("通行证类型由其核发单位维护。"))
    form = TypeForm(request.POST or None, user=request.user, record=record, whole=True)
    context = {"title": _("修改{type}").format(type=record), "verb": _("保存"), "back": record}
    return form_page(
        request,
        form,
        lambda form: services.edit_type(record, by=request.user, **form.cleaned_data),
        template="passes/type_form.html",
        context=context,
    )
