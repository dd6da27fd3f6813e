"""The territory's answers: 已封闭 and 未能启动 for many firms, in a table or pasted."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Role
from ui.forms import MomentField
from ui.moments import after
from workflow.deeds import pressed_once
from workflow.errors import AlreadyDone, Refused

from .answers import answer_loops, read_answers, waiting
from .forms import PasteForm
from .reading import Answer
from .views import demand_role

ANSWERERS = (Role.CLERK, Role.TERRITORIAL)
SHOWN = 200


def answer_table(request):
    """Every ordered firm with its inputs; what is left empty stays as it is."""
    demand_role(request.user, *ANSWERERS)
    loops, status, answers = list(waiting(request.user)), 200, {}
    if request.method == "POST":
        answers = {loop.pk: _typed(request.POST, loop) for loop in loops}
        given = [answer for answer in answers.values() if answer is not None]
        done, status = _written(request, given, "control:answers")
        if done:
            return done
    page = loops[:SHOWN]
    context = {
        "title": _("封闭确认"),
        "rows": [(loop, answers.get(loop.pk), _said(request.POST, loop)) for loop in page],
        "left": len(loops) - len(page),
        "tabs": tabs("control:answers"),
        "count": len(loops),
        "wall": request.user.holds(Role.TERRITORIAL),
    }
    return render(request, "control/answers.html", context, status=status)


def answer_paste(request):
    """Pasted lines: read and shown with their errors first, written by the second press."""
    demand_role(request.user, *ANSWERERS)
    form, answers, status = PasteForm(request.POST or None), None, 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            answers, status = read_answers(form.cleaned_data["text"], request.user), 200
            if request.POST.get("do") == "write":
                basis = form.cleaned_data["basis"]
                done, status = _written(request, answers, "control:answers_paste", basis)
                if done:
                    return done
    good = answers and not any(answer.errors for answer in answers)
    context = {
        "title": _("封闭确认"),
        "form": form,
        "answers": answers,
        "good": good,
        "bad": [answer for answer in answers or () if answer.errors],
        "tabs": tabs("control:answers_paste"),
    }
    return render(request, "control/answers_paste.html", context, status=status)


def tabs(current):
    named = [("control:answers", _("逐家填写")), ("control:answers_paste", _("粘贴回执"))]
    return [{"url": reverse(name), "label": label, "current": name == current} for name, label in named]


def _written(request, answers, back, basis=""):
    """(redirect, None) when all is written, else (None, status); the answers then carry their errors."""
    key = request.POST.get("key", "")
    try:
        with pressed_once(f"{request.user.pk}:{key}" if key else None):
            sealed, failed = answer_loops(answers, by=request.user, basis=basis)
    except AlreadyDone:
        return redirect(back), None
    except Refused as refused:
        messages.error(request, refused.sentence)
        return None, 409
    said = _("已确认{sealed}家封闭，{failed}家未能启动。").format(sealed=sealed, failed=failed)
    messages.success(request, said)
    return redirect(back), None


def _said(data, loop):
    return {name: data.get(f"{name}-{loop.pk}", "") for name in ("people", "at", "why")}


def _typed(data, loop):
    """The answer typed into a firm's row; None where nothing was."""
    said = {name: value.strip() for name, value in _said(data, loop).items()}
    if not said["people"] and not said["why"]:
        return None
    answer = Answer(0, "", firm=loop.enterprise_id, loop=loop.pk, name=loop.enterprise.name, why=said["why"])
    if said["people"] and said["why"]:
        answer.errors.append(_("填封闭内人数，或未能启动的原因，二者之一。"))
    if said["people"]:
        if said["people"].isdecimal() and 0 < int(said["people"]) <= 1_000_000:
            answer.people = int(said["people"])
        else:
            answer.errors.append(_("人数应为大于0的整数。"))
    if said["at"]:
        try:
            answer.at = after(MomentField().clean(said["at"]), loop.moved_at)
        except ValidationError:
            answer.errors.append(_("时间不对。"))
    return answer
