"""The white list's pages: fetch, call, answer."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Role
from files.sending import send
from ui.lists import list_page
from ui.sheets.importing import IMPORTERS
from ui.sheets.views import import_page
from workflow.pages import form_page, record_page

from . import services
from .columns import COLUMNS, TONES
from .filters import EntryFilter, moment_asked
from .forms import NominateForm, RecordForm
from .models import EntryTerm, WhitelistEntry
from .standing import numbers
from .verbs import VERBS


def entry_list(request):
    at, known_at = (moment_asked(request.GET, name) for name in ("at", "known_at"))
    entries = WhitelistEntry.objects.visible_to(request.user).with_term(known_at)
    may = permissions(request.user)
    context = {
        "title": _("白名单"),
        "export_name": _("白名单"),
        "may": may,
        "at": at or known_at,
        "known_at": known_at,
        "bulk": [{"verb": "list", "label": _("选中入选"), "url": reverse("whitelist:admit")}]
        if may["admit"]
        else None,
        "empty": {
            "title": _("名单上还没有园区或企业"),
            "say": _("逐个推荐，或从表格一次推荐一批。") if may["nominate"] else _("列入后会出现在这里。"),
        },
    }
    ways = {"default_sort": "-effective_from"}
    if at or known_at:
        asked = EntryFilter(request.GET, queryset=entries, request=request)
        context["above"] = "whitelist/_numbers.html"
        context["numbers"] = numbers(asked.qs if asked.is_valid() else entries.none())
        ways["counted"] = sum(parks + firms for _level, parks, firms in context["numbers"])
    return list_page(request, COLUMNS, entries, EntryFilter, "whitelist/list.html", context, **ways)


def seen_entry(request, pk):
    """The entry, or 404 for whom it does not exist."""
    entries = WhitelistEntry.objects.visible_to(request.user).select_related(
        "enterprise__county", "park__county"
    )
    return get_object_or_404(entries, pk=pk)


def entry_detail(request, pk):
    entry = seen_entry(request, pk)
    context = {
        "title": str(entry),
        "state": (TONES[entry.status], entry.get_status_display()),
        "terms": EntryTerm.objects.filter(entry=entry).select_related("file").order_by("-recorded_at", "-pk"),
        "others": WhitelistEntry.objects.of(entry.subject).exclude(pk=entry.pk),
    }
    return record_page(request, entry, verbs=VERBS, template="whitelist/detail.html", context=context)


def entry_file(request, pk):
    """The document an entry rests on; with ``?term=`` the one of an earlier version of its term."""
    return file_of(seen_entry(request, pk), request.GET.get("term", ""))


def file_of(entry, term=""):
    """The answer with an entry's file, or 404; page and REST alike."""
    terms = EntryTerm.objects.filter(entry=entry, file__isnull=False).select_related("file")
    if term:
        terms = terms.filter(pk=term) if term.isascii() and term.isdigit() else terms.none()
    found = terms.order_by("-recorded_at", "-pk").first()
    if found is None:
        raise Http404
    return send(found.file)


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
    form = RecordForm(request.POST or None, request.FILES or None, user=request.user)
    return form_page(
        request,
        form,
        lambda form: recorded(form, request.user).get_absolute_url(),
        template="whitelist/form.html",
        context={"title": _("录入上级白名单"), "verb": _("录入")},
    )


def sheet(request):
    """Import a batch: nominations, admissions, entries of higher lists."""
    return import_page(request, IMPORTERS["whitelist"], back_url=reverse("whitelist:list"))


def nominated(form, by):
    """The entry that a valid ``NominateForm`` asks for; page and REST alike."""
    names = ("category", "effective_from", "batch", "remark")
    [entry] = services.nominate([form.subject], by=by, **{name: form.cleaned_data[name] for name in names})
    return entry


def recorded(form, by):
    """The entry that a valid ``RecordForm`` asks for; page and REST alike."""
    names = ("level", "category", "effective_from", "batch", "document", "file")
    [entry] = services.record_entries(
        [form.subject], by=by, **{name: form.cleaned_data[name] for name in names}
    )
    return entry


def permissions(user):
    """Which of the list's own verbs this person is shown."""
    return {
        "nominate": user.holds(Role.TERRITORIAL, Role.DISTRICT, Role.CITY),
        "record": user.holds(Role.CITY),
        "admit": user.holds(Role.CITY),
    }
