"""The white list's pages: fetch, call, answer."""

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from accounts.models import Role
from ui.lists import list_page
from workflow.pages import form_page, record_page

from . import services
from .columns import COLUMNS, TONES
from .filters import EntryFilter
from .forms import NominateForm, RecordForm
from .models import EntryTerm, WhitelistEntry


def entry_list(request):
    entries = WhitelistEntry.objects.visible_to(request.user).with_term()
    context = {"title": _("白名单"), "export_name": _("白名单"), "may": permissions(request.user)}
    return list_page(
        request, COLUMNS, entries, EntryFilter, "whitelist/list.html", context, default_sort="-effective_from"
    )


def entry_detail(request, pk):
    entries = WhitelistEntry.objects.visible_to(request.user).select_related(
        "enterprise__county", "park__county"
    )
    entry = get_object_or_404(entries, pk=pk)
    context = {
        "title": str(entry),
        "state": (TONES[entry.status], entry.get_status_display()),
        "terms": EntryTerm.objects.filter(entry=entry).order_by("-recorded_at"),
    }
    return record_page(
        request, entry, verbs=services.VERBS, template="whitelist/detail.html", context=context
    )


def entry_nominate(request):
    form = NominateForm(request.POST or None, user=request.user)
    return form_page(
        request,
        form,
        lambda form: nominated(form, request.user).get_absolute_url(),
        template="whitelist/form.html",
        context={"title": _("推荐入选市级白名单"), "verb": _("推荐")},
    )


def entry_record(request):
    form = RecordForm(request.POST or None, user=request.user)
    return form_page(
        request,
        form,
        lambda form: recorded(form, request.user).get_absolute_url(),
        template="whitelist/form.html",
        context={"title": _("录入上级白名单"), "verb": _("录入")},
    )


def nominated(form, by):
    """The entry that a valid ``NominateForm`` asks for; page and REST alike."""
    names = ("category", "effective_from", "batch", "remark")
    [entry] = services.nominate([form.subject], by=by, **{name: form.cleaned_data[name] for name in names})
    return entry


def recorded(form, by):
    """The entry that a valid ``RecordForm`` asks for; page and REST alike."""
    names = ("level", "category", "effective_from", "batch", "document")
    [entry] = services.record_entries(
        [form.subject], by=by, **{name: form.cleaned_data[name] for name in names}
    )
    return entry


def permissions(user):
    """Which of the list's own verbs this person is shown."""
    return {
        "nominate": user.holds(Role.TERRITORIAL, Role.DISTRICT, Role.CITY),
        "record": user.holds(Role.CITY),
    }
