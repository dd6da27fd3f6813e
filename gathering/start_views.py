"""Start forms from a sheet, and the parks' templates they may start from."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from enterprises.models import Park
from plans.questions import CURRENT
from ui.sheets.views import import_page

from .asking import PROMISES, StartForms
from .models import ParkTemplate
from .parks import keepers, may_keep, save_template, template_of
from .sheet import StartFormImporter


def start_sheet(request):
    return import_page(request, StartFormImporter, back_url=reverse("gathering:missing"))


def template_list(request):
    """Of one park at once its template; of several the choice."""
    parks = list(Park.objects.filter(keepers(request.user)).order_by("pinyin")[:200])
    if len(parks) == 1:
        return redirect("gathering:template", parks[0].pk)
    seen = parks or list(Park.objects.visible_to(request.user).order_by("pinyin")[:200])
    standing = ParkTemplate.objects.current().filter(park__in=seen).values_list("park", "recorded_at")
    since = dict(standing)
    context = {"title": _("园区模板"), "parks": [(park, since.get(park.pk)) for park in seen]}
    return render(request, "gathering/templates.html", context)


def template_edit(request, pk):
    park = get_object_or_404(Park.objects.visible_to(request.user).select_related("county"), pk=pk)
    standing, may = template_of(park), may_keep(park, request.user)
    answers = standing.answers if standing else {}
    questions = CURRENT["enterprise"]
    if request.method == "POST":
        if not may:
            raise PermissionDenied
        forms = StartForms(questions, request.POST, initial=answers, without=PROMISES)
        if forms.is_valid():
            save_template(park, forms.answers(), by=request.user)
            messages.success(request, _("已保存模板。"))
            return redirect(request.path)
        return _template_page(request, park, forms, standing, may, status=400)
    forms = StartForms(questions, initial=answers, without=PROMISES)
    return _template_page(request, park, forms, standing, may)


def _template_page(request, park, forms, standing, may, status=200):
    versions = park.templates.select_related("deed__by").order_by("-recorded_at")[:20]
    context = {
        "title": _("园区模板"),
        "park": park,
        "forms": forms,
        "standing": standing,
        "may": may,
        "versions": versions,
    }
    return render(request, "gathering/template.html", context, status=status)
