"""The desk of people: who is there, opened, corrected, appointed, reset, closed."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from ui.history import edits
from ui.lists import list_page
from ui.panels import panels_of

from .. import below, services, throttling
from .. import slips as slip_store
from ..columns import PEOPLE, TONES, watches
from ..desk_forms import NewPersonForm, PersonForm
from ..errors import NotNow
from ..filters import PersonFilter
from ..models import Appointment, Role
from ..verbs import VERBS, form_of, offers, pressed
from ..ways import WAYS


def people(request):
    context = {
        "title": _("人员"),
        "export_name": _("人员"),
        "may_open": bool(below.may_appoint(request.user)),
        "actions": [(label, reverse(name)) for label, name in WAYS],
    }
    seen = below.people_seen_by(request.user)
    return list_page(
        request, PEOPLE, seen, PersonFilter, "accounts/people.html", context, default_sort="name"
    )


def person(request, pk):
    """One person: posts, sign-ins and tokens for those who watch, history, and what may be done."""
    record = get_object_or_404(below.people_seen_by(request.user), pk=pk)
    bound, status = None, 200
    if request.method == "POST":
        name = request.POST.get("verb", "")
        if name == "end":
            return _ended(request, record)
        if name not in VERBS:
            raise Http404
        if not VERBS[name].shown(request, record):
            raise PermissionDenied
        bound, status = form_of(name, request, request.POST), 400
        if bound.is_valid():
            try:
                return pressed(name, request, record, bound)
            except NotNow as refused:
                bound.add_error(None, str(refused.sentence))
                status = 409
    return render(request, "accounts/person.html", _shown(request, record, bound), status=status)


def _shown(request, record, bound):
    ends = Appointment.objects.filter(below.appointments_below(request.user)).values_list("pk", flat=True)
    posts = list(record.appointments.select_related("unit__region", "acting_for__user").order_by("-since"))
    mine, own = set(ends.filter(user=record)), request.user.pk == record.pk
    state = "left" if record.left_at else "first" if record.must_change_password else "in_office"
    until = throttling.shut_until(record)
    return {
        "record": record,
        "title": record.name,
        "state": (TONES[state], dict(PEOPLE.by_key["status"].choices)[state]),
        "shut_until": until,
        "posts": [(post, post.until is None and post.pk in mine) for post in posts],
        "sign_ins": record.sign_ins.select_related("by")[:10] if own or watches(request.user) else None,
        "tokens": record.tokens.all() if request.user.holds(Role.SECURITY) else None,
        "may_edit": services.looks_after(request.user, record),
        "offers": offers(request, record, bound),
        "panels": panels_of(request, record),
        "steps": edits(record),
    }


def _ended(request, record):
    appointment = get_object_or_404(record.appointments, pk=request.POST.get("appointment") or 0)
    services.end_appointment(appointment, by=request.user)
    messages.success(request, _("已解除该任职。"))
    return redirect(record)


def person_new(request):
    """Open an account; its slip is shown next."""
    if not below.may_appoint(request.user):
        raise PermissionDenied
    initial = {"unit": request.GET.get("unit", "")}
    form = NewPersonForm(request.POST or None, user=request.user, initial=initial)

    def open_account(answers):
        made, password = services.create_person(by=request.user, **answers)
        slip_store.hold(request, [slip_store.slip(made, password)])
        return reverse("accounts:slips")

    context = {"title": _("开通账号"), "verb": _("开通"), "back": ("accounts:people", _("人员"))}
    return answered(request, form, open_account, context)


def person_edit(request, pk):
    record = get_object_or_404(below.people_seen_by(request.user), pk=pk)
    if not services.looks_after(request.user, record):
        raise PermissionDenied
    initial = {"name": record.name, "phone": record.phone, "email": record.email}
    form = PersonForm(request.POST or None, initial=initial)
    context = {"title": _("修改人员信息"), "verb": _("保存"), "back": ("accounts:people", _("人员"))}
    return answered(
        request, form, lambda answers: services.edit_person(record, by=request.user, **answers), context
    )


def slips(request):
    """The slips with first passwords, ten a sheet; whoever looks again finds nothing."""
    waiting = slip_store.take(request)
    context = {
        "title": _("初始密码条"),
        "slips": waiting,
        "sheets": [waiting[at : at + 10] for at in range(0, len(waiting), 10)],
        "url": request.build_absolute_uri("/"),
    }
    answer = render(request, "accounts/slips.html", context)
    answer["Cache-Control"] = "no-store"
    return answer


def answered(request, form, do, context):
    """A form's page: what is refused is told at its field, and what was typed is kept."""
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                return redirect(do(form.cleaned_data))
            except ValidationError as error:
                _told(form, error)
            except NotNow as refused:
                form.add_error(None, str(refused.sentence))
                status = 409
    return render(request, "accounts/form.html", {"form": form, **context}, status=status)


def _told(form, error):
    for name, errors in error.error_dict.items():
        form.add_error(name if name in form.fields else None, errors)
