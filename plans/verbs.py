"""How the verbs of a plan are pressed, by page and by REST."""

from django.urls import reverse
from django.utils.translation import gettext as _

from ui.moments import moment
from workflow import claims
from workflow.verbs import Verb

from . import services
from .due import check_due
from .models import Plan
from .review import checking, remarks
from .review.filing import filed_before
from .review.forms import (
    BareForm,
    FileForm,
    JudgeForm,
    MendForm,
    RemarkForm,
    ReturnForm,
    ShownForm,
    SignForm,
)


def _gives_way(plan):
    older = filed_before(Plan.objects.filter(pk=plan.pk))
    return [_("现行备案的方案同时被本方案替代；运行中的闭环不受影响。")] if older else []


def _starts_unchecked(plan):
    due = check_due(Plan.objects.filter(pk=plan.pk))[plan.pk]
    return [
        _("凭企业承诺先行备案，可以下达启动；联合核查须在{when}前补办。").format(when=moment(due)),
        _("逾期未补办的列入清单，并建议暂停闭环生产，由人决定。"),
        *_gives_way(plan),
    ]


def _leaves(plan):
    return [_("本方案不再办理；要再申报须新建一份。")]


def _mend(plan, *, by, question, mended=True, **_words):
    return remarks.mark_mended(plan, by=by, questions=[question], mended=mended)


def _to_question(plan, _made, form):
    return f"{plan.get_absolute_url()}#q-{form.cleaned_data['question']}"


def _to_new(_plan, made, _form):
    return reverse("plans:fill", args=[made.pk])


def _to_fill(plan, _made, _form):
    return reverse("plans:fill", args=[plan.pk])


def _to_check(plan, _made, _form):
    return reverse("plans:check", args=[plan.pk])


VERBS = {
    "submit": Verb(services.submit_plan),
    "supplement": Verb(services.open_supplement, then=_to_fill),
    "hand_in": Verb(services.hand_in),
    "endorse": Verb(services.endorse_plan, ShownForm),
    "agree": Verb(services.agree_plan, ShownForm),
    "file": Verb(services.file_plan, FileForm, consequences=_gives_way),
    "file_unchecked": Verb(services.file_plan_unchecked, FileForm, consequences=_starts_unchecked),
    "return": Verb(services.return_plan, ReturnForm),
    "refuse": Verb(services.refuse_plan, consequences=_leaves),
    "withdraw": Verb(services.withdraw_plan, consequences=_leaves),
    "revise": Verb(services.revise_plan, BareForm, then=_to_new),
    "sign": Verb(checking.sign_plan, SignForm, then=_to_check),
    "judge": Verb(checking.judge_plan, JudgeForm, then=_to_check),
    "remark": Verb(remarks.write_remark, RemarkForm, then=_to_question),
    "mend": Verb(_mend, MendForm),
    "claim": Verb(claims.claim, BareForm),
    "release": Verb(claims.release, BareForm),
    "take_over": Verb(claims.take_over, BareForm),
}
# Where on the pages each has its place: the form is submitted from where it is filled in, remarks are written
# at their questions, the joint check has a page of its own.
ELSEWHERE = {"submit", "sign", "judge", "remark", "mend"}
CHECK_VERBS = {verb: VERBS[verb] for verb in ("sign", "judge")}
PAGE_VERBS = {verb: how for verb, how in VERBS.items() if verb not in {"submit", "mend", *CHECK_VERBS}}
