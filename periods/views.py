"""The pages of control periods: fetch, call, answer."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from accounts.models import Role
from files.sending import send
from regions.models import Region
from ui.lists import list_page
from ui.panels import panels_of
from workflow.pages import form_page, record_page

from . import services
from .columns import COLUMNS, TONES
from .filters import PeriodFilter
from .forms import NoticeForm
from .models import ControlPeriod, Phase
from .releases import released


def period_list(request):
    periods = ControlPeriod.objects.visible_to(request.user).with_term()
    writes = request.user.holds(Role.CITY)
    context = {"title": _("管控期"), "export_name": _("管控期"), "may_write": writes}
    return list_page(
        request, COLUMNS, periods, PeriodFilter, "periods/list.html", context, default_sort="-phase"
    )


def period_detail(request, pk):
    seen = ControlPeriod.objects.visible_to(request.user).with_term()
    period = get_object_or_404(seen.select_related("region", "kind", "supersedes__region"), pk=pk)
    notice = ControlPeriod.objects.filter(issuer=period.issuer, number=period.number).exclude(pk=pk)
    context = {
        "title": period.area,
        "state": (TONES[period.phase], Phase(period.phase).label),
        "terms": period.terms.order_by("-recorded_at", "-pk").select_related("deed__by", "deed__unit"),
        "releases": period.releases.select_related("region", "deed__by").order_by(
            "region__code", "-recorded_at", "-pk"
        ),
        "file": period.file,
        "others": notice.with_term().select_related("region"),
        "panels": panels_of(request, period),
    }
    # What there is no town for is not offered.
    idle = set() if released(period).exists() else {"recover"}
    if period.region.level == Region.Level.TOWN:
        idle.add("release")
    verbs = {name: verb for name, verb in services.VERBS.items() if name not in idle}
    over = {"end", "release"} if period.phase == Phase.ENDED else ()
    template = "periods/detail.html"
    return record_page(request, period, verbs=verbs, template=template, context=context, quiet=over)


def period_file(request, pk):
    """The notice as it was published."""
    period = get_object_or_404(ControlPeriod.objects.visible_to(request.user), pk=pk)
    kept = period.file
    if kept is None:
        raise Http404
    return send(kept.file)


def period_transcribe(request):
    if not request.user.holds(Role.CITY):
        raise PermissionDenied
    form = NoticeForm(request.POST or None, request.FILES or None, user=request.user)
    return form_page(
        request,
        form,
        lambda form: transcribed(form, request.user)[0].get_absolute_url(),
        template="periods/form.html",
        context={"title": _("录入管控通告"), "verb": _("录入")},
    )


def transcribed(form, by):
    """The periods that a valid ``NoticeForm`` asks for; page and REST alike."""
    said = form.cleaned_data
    names = ("issuer", "number", "kind", "since", "until", "replaces", "occurred_at", "basis", "file")
    do = services.plan_notice if said["planned"] else services.announce_notice
    return do(form.areas, by=by, **{name: said[name] for name in names})
