"""The registry's pages: fetch, call, answer."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.models import Role
from ui.history import edits
from ui.lists import list_page
from ui.panels import panels_of
from ui.sheets.importing import IMPORTERS
from ui.sheets.views import import_page
from workflow.pages import form_page

from . import services
from .columns import ENTERPRISES, PARKS, STATUS_TONES, output_seen_by
from .filters import EnterpriseFilter, ParkFilter
from .forms import EnterpriseForm, EntryForm, ParkForm
from .models import Enterprise, Park


def enterprise_list(request):
    context = {
        "title": _("企业与园区"),
        "export_name": _("企业名录"),
        "may_register": request.user.holds(Role.DISTRICT, Role.CITY),
        "empty": {"title": _("还没有企业"), "say": _("导入年度名录，或逐家登记。")},
    }
    firms = Enterprise.objects.visible_to(request.user).with_entry()
    return list_page(
        request, ENTERPRISES, firms, EnterpriseFilter, "enterprises/list.html", context, default_sort="name"
    )


def park_list(request):
    context = {
        "title": pgettext("many", "园区"),
        "may_register": request.user.holds(Role.DISTRICT, Role.CITY),
        "empty": {"title": _("没有您管理的园区"), "say": _("园区由区县或市级登记。")},
    }
    parks = Park.objects.visible_to(request.user).with_firms()
    return list_page(
        request, PARKS, parks, ParkFilter, "enterprises/parks.html", context, default_sort="name"
    )


def enterprise_detail(request, credit_code):
    firm = get_object_or_404(
        Enterprise.objects.visible_to(request.user).select_related("county", "town", "park", "unit"),
        credit_code=credit_code,
    )
    shown = output_seen_by()(request.user)
    context = {
        "record": firm,
        "title": firm.name,
        "entries": firm.directory.current().order_by("-year"),
        "sees_output": shown is None or Enterprise.objects.filter(shown, pk=firm.pk).exists(),
        "returns": firm.returns.current().order_by("-day")[:7],
        "tones": STATUS_TONES,
        "may_edit": services.may_edit(firm, request.user),
        "may_register": services.may_register(firm, request.user),
        "may_report": services.may_report(firm, request.user),
        "panels": panels_of(request, firm),
        "steps": edits(firm),
    }
    return render(request, "enterprises/detail.html", context)


def park_detail(request, pk):
    parks = Park.objects.visible_to(request.user).with_firms().select_related("county", "unit")
    park = get_object_or_404(parks, pk=pk)
    context = {
        "record": park,
        "title": park.name,
        "may_register": services.may_register(park, request.user),
        "panels": panels_of(request, park),
        "steps": edits(park),
    }
    return render(request, "enterprises/park.html", context)


def enterprise_new(request):
    form = EnterpriseForm(request.POST or None, user=request.user)

    def register(form):
        return services.register_enterprise(by=request.user, **form.cleaned_data)

    context = {"title": _("新增企业"), "verb": _("登记")}
    return form_page(request, form, register, template="enterprises/form.html", context=context)


def enterprise_edit(request, credit_code):
    firm = get_object_or_404(Enterprise.objects.visible_to(request.user), credit_code=credit_code)
    if not services.may_edit(firm, request.user):
        raise PermissionDenied
    form = EnterpriseForm(request.POST or None, user=request.user, record=firm)

    def edit(form):
        return services.edit_enterprise(firm, by=request.user, **form.changed_answers())

    context = {"title": _("修改登记信息"), "verb": _("保存"), "back": firm}
    return form_page(request, form, edit, template="enterprises/form.html", context=context)


def entry_write(request, credit_code):
    firm = get_object_or_404(Enterprise.objects.visible_to(request.user), credit_code=credit_code)
    if not services.may_register(firm, request.user):
        raise PermissionDenied
    latest = firm.directory.current().order_by("-year").values().first() or {}
    if latest:
        latest["above_scale"] = "true" if latest["above_scale"] else "false"
    form = EntryForm(request.POST or None, initial=latest)

    def write(form):
        services.write_entry(firm, by=request.user, **form.cleaned_data)
        return firm

    context = {"title": _("年度名录条目"), "verb": _("保存"), "back": firm}
    return form_page(request, form, write, template="enterprises/form.html", context=context)


def park_new(request):
    form = ParkForm(request.POST or None, user=request.user)
    context = {"title": _("新增园区"), "verb": _("登记")}
    return form_page(
        request,
        form,
        lambda form: services.register_park(by=request.user, **form.cleaned_data),
        template="enterprises/form.html",
        context=context,
    )


def park_edit(request, pk):
    park = get_object_or_404(Park.objects.visible_to(request.user), pk=pk)
    if not services.may_register(park, request.user):
        raise PermissionDenied
    form = ParkForm(request.POST or None, user=request.user, record=park)
    context = {"title": _("修改园区"), "verb": _("保存"), "back": park}
    return form_page(
        request,
        form,
        lambda form: services.edit_park(park, by=request.user, **form.cleaned_data),
        template="enterprises/form.html",
        context=context,
    )


def sheet(request, kind):
    """Import one of the registry's official sheets."""
    if kind not in {"directory", "parks", "returns"}:
        raise Http404
    return import_page(request, IMPORTERS[kind], back_url=reverse(IMPORTERS[kind].listed[0]))
