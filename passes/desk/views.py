"""The review desk, deciding about many, kept phrases."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from passes.apply import amending, rules
from passes.apply.edits import differences
from passes.issue.undoing import undo_issue, undoable_by
from passes.models import KeptPhrase, VehiclePass
from passes.people import note_read
from passes.steps import ISSUING
from passes.switching import reviews
from passes.verbs import VERBS
from ui.keys import plain_key, plain_keys
from workflow.errors import Refused
from workflow.pages import record_page

from . import facts, ticking
from .deciding import decide, preview
from .forms import DecideForm, PhraseForm
from .phrases import keep_phrase, remove_phrase
from .queue import DECISIONS, claim_next, queue_of

# A press that takes two steps has the key of the one it leads to: that alone is not open then.
KEYS = {"accept": "A", "recommend": "R", "issue": "I", "return": "X", "refuse": "D"}
KEYS |= {"accept_recommend": "R", "recommend_issue": "I", "accept_issue": "I"}
FORWARD = ("issue", "recommend_issue", "accept_issue", "recommend", "accept_recommend", "accept")
BACK = {"list": "passes:list", "queue": "passes:queue"}  # from where rows were selected, unless from the desk
ON_DESK = {verb: VERBS[verb] for verb in (*DECISIONS, "check")}


def _reviewers_only(user):
    if not reviews(user):
        raise PermissionDenied(_("审核台供受理、推荐、核发的人员使用。"))


def desk(request):
    _reviewers_only(request.user)
    queue = queue_of(request.user, request.GET.get("after", ""))
    record, place = _case(request, queue)
    cases = queue.cases
    context = {
        "title": _("审核台"),
        "queue": queue,
        "undo": undoable_by(request.user),
        "keys": KEYS,
        "behind": f"after={queue.after}&" if queue.after else "",
        "forward": next((verb for verb in FORWARD if _open_to(request.user, verb, queue.clean)), ""),
        "phrases": KeptPhrase.objects.of(request.user),
        "before": cases[place - 1] if place else None,
        "after": cases[place + 1] if place is not None and place + 1 < len(cases) else None,
    }
    if record is None:
        return render(request, "passes/desk.html", context)
    note_read(request.user, record)
    old, _followers = amending.following(record, request.user)
    others, hidden = facts.others_of_plate(record, request.user)
    context |= {
        "days": rules.days_of(record.validity),
        "checks": facts.checks(record),
        "old": old,
        "differences": differences(old, record) if old else (),
        "items": ticking.items_of(record),
        "tick_offer": ticking.tick_offer(record, request.user),
        "others": others,
        "hidden": hidden,
    }
    back = f"?after={queue.after}" if queue.after else ""
    if request.POST.get("verb") == "check":  # the case is looked at on
        back = request.get_full_path()
    return record_page(
        request,
        record,
        verbs=ON_DESK,
        template="passes/desk.html",
        context=context,
        quiet={"check"},
        back=back,
    )


def _case(request, queue):
    """(the case looked at, its place in the queue): that asked for, else the first."""
    wanted = request.GET.get("case", "")
    keys = [str(one.pk) for one in queue.cases]
    if wanted in keys:
        place = keys.index(wanted)
        return queue.cases[place], place
    if wanted and request.method == "POST":  # decided by somebody else meanwhile: the verb will say so
        return get_object_or_404(VehiclePass.objects.visible_to(request.user), pk=plain_key(wanted)), None
    return (queue.cases[0], 0) if queue.cases else (None, None)


def _open_to(user, verb, cases):
    wanted = [one.pk for one in cases if verb not in ISSUING or one.type.minted]
    return VehiclePass.objects.filter(pk__in=wanted).open_to(user, verb).exists()


@require_POST
def desk_claim(request):
    """Take the next cases in hand."""
    _reviewers_only(request.user)
    made = claim_next(request.user)
    messages.success(request, _("已领办{n}件。").format(n=len(made)) if made else _("没有可领办的申请。"))
    return redirect("passes:desk")


@require_POST
def desk_undo(request):
    """Take back the last issue, while it may be."""
    found = undoable_by(request.user)
    try:
        if found is None:
            raise Refused(_("没有可撤回的核发：已超过一分钟，或已告知申请单位。"), code="told")
        undo_issue(found[0], by=request.user)
        messages.success(request, _("已撤回核发{n}件，未告知任何人。").format(n=found[1]))
    except Refused as refused:
        messages.error(request, refused.sentence)
    return redirect("passes:desk")


@require_POST
def pass_decide(request):
    """Many at once: the first press shows what is not clean, the second carries out what was shown."""
    _reviewers_only(request.user)
    form = DecideForm(request.POST)
    back = BACK.get(request.GET.get("back"), "passes:desk")
    keys = plain_keys(request.POST.getlist("selected"))
    if "verb" in form.errors or form.data.get("verb") is None:
        raise PermissionDenied
    verb, status, error = form.data["verb"], 200, ""
    try:
        if form.is_valid() and form.cleaned_data["digest"]:
            answers = form.cleaned_data
            done = decide(
                keys,
                verb,
                by=request.user,
                digest=answers["digest"],
                doubtful=answers["doubtful"],
                **form.words(),
            )
            label = VehiclePass.MOVES[verb].label
            words = _("{verb}：已办理{n}件，留下{left}件。").format(
                verb=label, n=len(done.moved), left=len(done.refused)
            )
            messages.success(request, words)
            for sentence in list(dict.fromkeys(sentence for _code, sentence in done.refused.values()))[:5]:
                messages.warning(request, sentence)
            # What was just issued is taken back on the desk: whoever issued comes by there.
            return redirect("passes:desk" if verb in ISSUING else back)
    except Refused as refused:
        status, error = 409, str(refused.sentence)
    try:
        shown = preview(keys, verb, by=request.user)
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect(back)
    form.data = form.data.copy()
    form.data["digest"] = shown.digest
    context = {
        "title": _("{verb}：核对清单").format(verb=shown.move.label),
        "shown": shown,
        "keys": keys,
        "form": form,
        "error": error,
        "issues": shown.issues,
        "back": reverse(back),
    }
    return render(request, "passes/decide.html", context, status=status)


def phrases(request):
    """常用语: what the unit keeps; one is added or removed by POST."""
    _reviewers_only(request.user)
    form, status = PhraseForm(request.POST if "words" in request.POST else None), 200
    if request.method == "POST":
        try:
            if "remove" in request.POST:
                found = KeptPhrase.objects.of(request.user).filter(pk=plain_key(request.POST["remove"]))
                remove_phrase(get_object_or_404(found), by=request.user)
                return redirect("passes:phrases")
            status = 400
            if form.is_valid():
                keep_phrase(by=request.user, **form.cleaned_data)
                return redirect("passes:phrases")
        except Refused as refused:
            form.add_error(None, str(refused.sentence))
            status = 409
    kept = KeptPhrase.objects.of(request.user)
    context = {"title": _("常用语"), "kept": kept, "form": form, "desk": reverse("passes:desk")}
    return render(request, "passes/phrases.html", context, status=status)
