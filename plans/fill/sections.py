"""What the form's script asks: a section saved as one types, shown anew, and who is at which."""

from django.http import Http404, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from plans import services
from plans.answers import questions_of
from plans.questions.base import START
from ui.rest import dumps
from workflow.errors import Refused

from .forms import form_for
from .page import FillPage, saved_words, tell_theirs
from .presence import in_use, leave_sections, use_section
from .services import SavedMeanwhile
from .views import open_plan, revisions_of, taken_over


def plan_section(request, pk, key):
    """GET shows the section as saved; POST saves it over the revision sent.

    What can be read is saved although something else in the section cannot: ``outcome`` is saved, or errors.
    409 with ``outcome`` conflict when somebody else saved meanwhile, closed when the plan is no longer open.
    """
    plan, version = open_plan(request, pk)
    if version is None:
        return _answer(409, outcome="closed", sentence=_("方案已提交或撤回，不能再填。"))
    if questions_of(version).part(key) is None:
        raise Http404
    page = FillPage(plan, version, request.user, request.GET.get("step", START))
    if request.method != "POST":
        return _shown(request, page, key, "shown", token=get_token(request))
    if request.POST.get("who") != str(request.user.pk) or request.POST.get("number") != str(version.number):
        return _answer(409, outcome="closed", sentence=_("页面已过时，请刷新后再填。"))
    form = form_for(version.question_set, key)(request.POST)
    standing = version.sections.get(key=key).answers
    answers = taken_over(key, _readable(form, standing), request.POST, standing)
    try:
        revisions = revisions_of(request.POST, [key])
        services.save_sections(
            plan, {key: answers}, by=request.user, revisions=revisions, yardstick=page.yardstick
        )
    except SavedMeanwhile as meanwhile:
        [(_part, section)] = meanwhile.clashes
        tell_theirs(form, section)
        page.forms, page.clashes = {key: form}, {key: section}
        return _shown(request, page, key, "conflict", status=409, sentence=meanwhile.sentence)
    except Refused as refused:
        return _answer(409, outcome="closed", sentence=refused.sentence)
    if form.errors:
        page.forms = {key: form}
        return _shown(request, page, key, "errors")
    return _shown(request, page, key, "saved")


def _readable(form, standing):
    """The answers that can be read; in place of the others what was saved before."""
    if form.is_valid():
        return form.answers()
    spoilt = set(form.errors)
    form.cleaned_data.update(dict.fromkeys(spoilt & set(form.fields)))
    return {key: standing.get(key) if key in spoilt else answer for key, answer in form.answers().items()}


def _shown(request, page, key, outcome, status=200, **more):
    shown = page.section(key)
    context = {"page": page, "plan": page.plan, "shown": shown, "here": page.step.key}
    context["more"] = request.POST.get("more", "")
    return _answer(
        status,
        outcome=outcome,
        who=request.user.pk,
        revision=shown.read.section.revision,
        said=saved_words(shown.read.section),
        part=render_to_string("plans/_part.html", context, request),
        around=render_to_string("plans/_around.html", context, request),
        **more,
    )


@require_POST
def plan_use(request, pk):
    """A sign of life from the section ``key``, or ``take_over``; '' leaves. Tells who is where, and what moved on."""
    _plan, version = open_plan(request, pk)
    if version is None:
        return _answer(409, outcome="closed", sentence=_("方案已提交或撤回，不能再填。"))
    key = request.POST.get("key", "")
    if key and questions_of(version).part(key) is None:
        raise Http404
    if key:
        take_over = "take_over" in request.POST
        uses = use_section(version, key, by=request.user, take_over=take_over)
    else:
        leave_sections(version, by=request.user)
        uses = in_use(version)
    return _answer(
        200,
        mine=[key for key, use in uses.items() if use.user_id == request.user.pk],
        others={key: str(use.user) for key, use in uses.items() if use.user_id != request.user.pk},
        revisions=dict(version.sections.values_list("key", "revision")),
    )


# A page left open gives signs of life by itself: they do not put off the lock of an idle session.
plan_use.passive = True


def _answer(status, **body):
    return HttpResponse(dumps(body), status=status, content_type="application/json")
