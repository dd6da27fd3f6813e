"""The page behind a collection link: without login, without script, one task and nothing else of the portal."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.throttling import minutes_until
from plans.models.loops import Loop
from plans.questions import CURRENT
from workflow.errors import Refused

from .asking import StartForms
from .forms import EndingForm, SealedForm, SenderForm
from .incoming import last_of, save_incoming, send_incoming, sent_number
from .models import CollectionLink
from .opening import is_opened, link_of, remember, try_ending
from .tokens import ending_of


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def task(request, token):
    """What a link opens: the question for the ending, then the task, until it is accepted or ends."""
    link = link_of(token)
    if link is None or not link.is_usable:
        return _ended(request, link)
    if not is_opened(request, link):
        return _ask(request, link)
    if link.task == CollectionLink.Task.CONFIRM and not ordered(link).exists():
        # Withdrawn, or confirmed by others: nobody is to think that they run by this.
        return _shown(request, "gathering/public/ended.html", {}, status=410)
    if request.method == "POST":
        return _take(request, link)
    return _page(request, link)


def _ended(request, link):
    """Nothing of the firm is told here: whoever holds an old link may be anybody."""
    if link is not None and link.status == CollectionLink.Status.ACCEPTED and is_opened(request, link):
        return _shown(request, "gathering/public/accepted.html", {"link": link})
    if link is not None and link.status == CollectionLink.Status.SENT and is_opened(request, link):
        return _shown(request, "gathering/public/thanks.html", {"link": link, "over": True})
    return _shown(request, "gathering/public/ended.html", {}, status=404 if link is None else 410)


def _ask(request, link):
    form = EndingForm(request.POST if "ending" in request.POST else None)
    if request.method != "POST" or not form.is_valid():
        status = 400 if form.is_bound else 200
        return _shown(request, "gathering/public/ask.html", {"form": form}, status=status)
    opening = try_ending(request, link, form.cleaned_data["ending"])
    if opening.opened:
        return remember(redirect(request.path), request, link)
    if opening.until:
        form.add_error("ending", _("尝试过多，请约{n}分钟后再试。").format(n=minutes_until(opening.until)))
        return _shown(request, "gathering/public/ask.html", {"form": form}, status=429)
    if not opening.left:
        return _ended(request, link)
    form.add_error("ending", _("后四位不对，还可试{n}次；错满五次链接即关闭。").format(n=opening.left))
    return _shown(request, "gathering/public/ask.html", {"form": form}, status=403)


def ordered(link):
    """The order that the firm of this link has still to answer."""
    return Loop.objects.filter(enterprise=link.enterprise_id, status=Loop.Status.ORDERED)


def _forms(link, data=None, standing=None):
    """The task's own form, as something with ``is_valid`` and ``answers``."""
    answers = standing.answers if standing else {}
    if link.task == CollectionLink.Task.START:
        return StartForms(CURRENT["enterprise"], data, initial=answers)
    since = ordered(link).values_list("moved_at", flat=True).first()
    return SealedForm(data, initial=answers, ordered_at=since)


def _take(request, link):
    standing = last_of(link)
    forms = _forms(link, request.POST, standing)
    sender = SenderForm(request.POST)
    valid = all([forms.is_valid(), sender.is_valid()])
    start = link.task == CollectionLink.Task.START
    # What can be read is kept, although something else cannot: nobody types twelve answers twice.
    answers = forms.answers(broken=True) if start else forms.answers()
    name = sender.cleaned_data.get("sender_name", "")
    try:
        how = {"ending": ending_of(link.enterprise.contact_phone), "sender_name": name}
        if "auto" in request.POST:
            save_incoming(link, answers, after=_known(request), **how)
            return HttpResponse(status=204)
        row = save_incoming(link, answers, **how)
        if not valid:
            return _page(request, link, forms, sender, status=400)
        if "send" not in request.POST:
            return redirect(f"{request.path}?saved=1")
        if start and (stops := CURRENT["enterprise"].defects(row.answers)):
            return _page(request, link, _forms(link, None, row), sender, stops=stops, status=409)
        if not start and not {"people_inside", "occurred_at"} <= set(row.answers):
            return _page(request, link, forms, sender, status=400)
        send_incoming(link)
    except Refused:
        return _ended(request, again(link))
    return redirect(f"{request.path}?sent=1")


def _known(request):
    """Which sending was the last when the page was opened."""
    said = request.POST.get("known", "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 5 else 0


def again(link):
    """The link as it stands now."""
    return CollectionLink.objects.select_related("enterprise").get(pk=link.pk)


def _page(request, link, forms=None, sender=None, *, stops=(), status=200):
    standing = last_of(link)
    if status == 200 and "sent" in request.GET and standing is not None and standing.sent_at:
        return _shown(request, "gathering/public/thanks.html", {"link": link, "sent": standing})
    refused = link.steps.filter(target="returned").select_related("deed").last()
    start = link.task == CollectionLink.Task.START
    forms = forms or _forms(link, None, standing)
    labels = CURRENT["enterprise"].by_key
    context = {
        "link": link,
        "start": start,
        "forms": forms,
        "parts": list(forms.shown()) if start else [],
        "sender": sender or SenderForm(initial={"sender_name": standing.sender_name if standing else ""}),
        "standing": standing,
        "known": sent_number(link),
        "refused": refused if link.status == CollectionLink.Status.RETURNED else None,
        "saved": "saved" in request.GET,
        "stops": [(labels[finding.key], finding) for finding in stops],
    }
    return _shown(request, "gathering/public/task.html", context, status=status)


def _shown(request, template, context, status=200):
    response = render(request, template, {"title": _("企业填报"), **context}, status=status)
    response["X-Robots-Tag"] = "noindex"
    return response
