"""A record's page: what it is, the verbs it offers this person, its history; a verb is pressed by POST to it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from .errors import AlreadyDone, Refused
from .verbs import history, press, shown_offers, stop_strangers


def record_page(request, record, *, verbs, template, context=None, quiet=(), back=""):
    """Answer a record's page. A refused verb shows the page again with its sentence and what was typed (409).

    ``quiet`` verbs are pressed here too, but have their place elsewhere than among the record's buttons;
    ``bound`` in the template is the form just refused. ``back`` is where a verb without a way of its own leads.
    """
    bound, status = None, 200
    if request.method == "POST":
        verb = request.POST.get("verb", "")
        if verb not in verbs:
            raise Http404
        move = type(record).MOVES[verb]
        bound = verbs[verb].form(
            request.POST, request.FILES, move=move, record=record, auto_id=f"id_{verb}_%s"
        )
        bound.verb, status = verb, 400
        if not bound.is_valid():
            stop_strangers(record, verb, by=request.user)
        else:
            try:
                made = press(
                    record, verb, bound, by=request.user, verbs=verbs, key=request.POST.get("key", "")
                )
            except AlreadyDone:
                return redirect(back or request.path)
            except Refused as refused:
                stop_strangers(record, verb, by=request.user)
                bound.add_error(None, str(refused.sentence))
                messages.error(request, refused.sentence)
                status = 409
            else:
                messages.success(request, _("已办理：{verb}。").format(verb=move.label))
                then = verbs[verb].then
                return redirect(then(record, made, bound) if then else back or request.path)
    shown = {
        "record": record,
        "offers": shown_offers(record, request.user, verbs, bound, quiet),
        "bound": bound,
        "steps": history(record),
        **(context or {}),
    }
    return render(request, template, shown, status=status)


def form_page(request, form, do, *, template, context=None):
    """Answer a form's page: GET shows it; a valid POST does ``do(form)`` and goes where that says.

    What was typed is kept whenever something is refused: 400 for the form's errors, 409 for a refusal.
    """
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                return redirect(do(form))
            except Refused as refused:
                form.add_error(None, str(refused.sentence))
                status = 409
    return render(request, template, {"form": form, **(context or {})}, status=status)
