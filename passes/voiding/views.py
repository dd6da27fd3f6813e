"""Voiding by a notice, and the daily reconciliation, by page and REST."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action

from accounts.models import Role
from passes.models import PassType, Reconciliation
from regions.models import Region
from ui.columns import Column, Columns
from ui.forms import Form, MomentField
from ui.lists import list_page
from ui.problems import of_form
from ui.rest import dumps
from ui.viewsets import ColumnsViewSet
from workflow.errors import Refused
from workflow.rest import form_schema

from .services import preview, void_before


class VoidForm(Form):
    """``digest`` is that of what was shown; without it the passes are only shown."""

    before = MomentField(label=gettext_lazy("此前核发的"), help_text=gettext_lazy("一般为新通告发布的时间"))
    types = forms.ModelMultipleChoiceField(
        label=gettext_lazy("通行证类型"),
        queryset=PassType.objects.all(),
        to_field_name="code",
        widget=forms.CheckboxSelectMultiple,
    )
    area = forms.ModelChoiceField(
        label=gettext_lazy("起讫在"),
        queryset=Region.objects.none(),
        to_field_name="code",
        required=False,
        empty_label=gettext_lazy("全市"),
    )
    basis = forms.CharField(label=gettext_lazy("依据"), max_length=200, help_text=gettext_lazy("通告文号"))
    remark = forms.CharField(label=gettext_lazy("意见"), required=False, max_length=2000)
    digest = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["area"].queryset = Region.objects.own().counties()

    def what(self):
        return {name: self.cleaned_data[name] for name in ("before", "types", "area")}


def void_page(request):
    """All passes issued before a moment: the first press shows them, the second voids what was shown."""
    if not request.user.holds(Role.CITY):
        raise PermissionDenied(_("成批作废由市级办理。"))
    form, shown, status = VoidForm(request.POST or None), None, 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            status, digest = 200, form.cleaned_data["digest"]
            try:
                if digest:
                    words = {name: form.cleaned_data[name] for name in ("basis", "remark")}
                    done = void_before(by=request.user, digest=digest, **form.what(), **words)
                    messages.success(request, _("已作废{n}张通行证。").format(n=len(done.moved)))
                    return redirect("passes:list")
            except Refused as refused:
                form.add_error(None, str(refused.sentence))
                status = 409
            shown = preview(**form.what())
            form.data = form.data.copy()
            form.data["digest"] = shown.digest
    context = {"title": _("成批作废"), "form": form, "shown": shown}
    return render(request, "passes/void_before.html", context, status=status)


class VoidActions:
    """``POST passes/void-before/``: without ``digest`` what would end, with it the deed."""

    @extend_schema(
        request={"application/json": form_schema(VoidForm)},
        responses={
            200: {
                "type": "object",
                "properties": {
                    "passes": {"type": "array", "items": {"type": "integer"}},
                    "digest": {"type": "string"},
                    "done": {"type": "boolean"},
                },
            }
        },
    )
    @action(detail=False, methods=["post"], url_path="void-before")
    def void_before(self, request):
        if not request.user.holds(Role.CITY):
            raise PermissionDenied
        form = VoidForm(request.data)
        if not form.is_valid():
            return of_form(form)
        if not (digest := form.cleaned_data["digest"]):
            shown = preview(**form.what())
            return _json({"passes": shown.keys, "digest": shown.digest, "done": False})
        words = {name: form.cleaned_data[name] for name in ("basis", "remark")}
        done = void_before(by=request.user, digest=digest, **form.what(), **words)
        return _json({"passes": done.moved, "digest": "", "done": True})


RECONCILED = Columns(
    Reconciliation,
    [
        Column("day", gettext_lazy("日期"), kind="date", sort=True, phone="title"),
        Column("signatures", gettext_lazy("签名"), kind="number"),
        Column("issues", gettext_lazy("核发"), kind="number"),
        Column("unissued", gettext_lazy("有签名无核发"), kind="number", phone="s1"),
        Column("unsigned", gettext_lazy("有核发无签名"), kind="number", phone="s2"),
        Column("run_at", gettext_lazy("对账时间"), kind="moment", phone="s3"),
    ],
    key="day",
)


def reconciliations(request):
    if not request.user.holds(Role.SECURITY, Role.AUDIT):
        raise PermissionDenied
    context = {
        "title": _("签名对账"),
        "empty": {"title": _("还没有对账记录"), "say": _("每天自动核对当日签名与核发是否一一对应。")},
    }
    seen = Reconciliation.objects.visible_to(request.user)
    return list_page(request, RECONCILED, seen, None, "ui/list.html", context, default_sort="-day")


class ReconciliationViewSet(ColumnsViewSet):
    """Each day's signatures beside the passes issued, for the security and audit administrators."""

    columns = RECONCILED
    lookup_field = "day"

    def get_queryset(self):
        return Reconciliation.objects.visible_to(self.request.user)


def _json(body):
    return HttpResponse(dumps(body), content_type="application/json")
