"""Remarks at the field: drafts of the reviewers, sent all at once with a return, answered in the next version."""

from collections import defaultdict

from django.db import transaction
from django.utils.translation import gettext as _

from clock import clock
from plans.answer_words import words
from plans.answers import flat, questions_of
from plans.models import Plan, Remark
from plans.versions import last_submitted
from workflow.edits import hold
from workflow.errors import Refused


def write_remark(plan, *, by, question, text="", **_words):
    """Put down what is to be mended at one question or section of the version under review; empty text takes it
    back. It stays a draft, which fellow reviewers see, until the plan is returned. Returns the remark or None."""
    with transaction.atomic():
        hold(plan, "remark", by=by)
        version = last_submitted([plan.pk])[plan.pk]
        questions = questions_of(version)
        if question not in questions.by_key and questions.part(question) is None:
            raise Refused(_("本方案没有这个项目。"), code="unknown_question")
        if not text.strip():
            version.remarks.filter(question=question, deed=None).delete()
            return None
        told = {"text": text.strip(), "by": by, "written_at": clock.now()}
        return Remark.objects.update_or_create(version=version, question=question, defaults=told)[0]


def send_remarks(plan_keys, deed):
    """The drafts on these plans' versions go out with the return ``deed``."""
    versions = [version.pk for version in last_submitted(plan_keys).values()]
    Remark.objects.filter(version__in=versions, deed=None).update(deed=deed)


def mark_mended(plan, *, by, questions, mended=True, **_words):
    """Who fills in the returned plan says which remarks are mended (已改); ``mended=False`` takes it back."""
    with transaction.atomic():
        hold(plan, "mend", by=by)
        sent = _sent(plan).filter(question__in=questions)
        known = set(sent.values_list("question", flat=True))
        if unknown := sorted(set(questions) - known):
            raise Refused(
                _("这些项目没有退回意见：{names}。").format(names="、".join(unknown)), code="no_remark"
            )
        told = (
            {"mended_at": clock.now(), "mended_by": by} if mended else {"mended_at": None, "mended_by": None}
        )
        sent.filter(mended_at__isnull=mended).update(**told)
    return plan


def mark_ticked(plan, questions, *, by, among):
    """On a page where a returned plan is filled in: of the remarks in the sections ``among`` those ticked are mended,
    the others are not."""
    open_ = {remark.question: remark for found in remarks_to_mend(plan).values() for remark in found}
    asked = questions_of(plan.versions.last())
    part_of = {key: part.key for key, part in asked.part_of.items()}
    open_ = {key: remark for key, remark in open_.items() if part_of.get(key, key) in among}
    ticked = [key for key in questions if key in open_ and not open_[key].mended_at]
    cleared = [key for key in open_ if key not in questions and open_[key].mended_at]
    if ticked:
        mark_mended(plan, by=by, questions=ticked)
    if cleared:
        mark_mended(plan, by=by, questions=cleared, mended=False)


def remarks_to_mend(plan):
    """{question or section key: [Remark]} that came with the last return, for the page where it is filled in."""
    found = defaultdict(list)
    if plan.status == Plan.Status.RETURNED:
        for remark in _sent(plan).select_related("by"):
            found[remark.question].append(remark)
    return dict(found)


def drafts_on(plan):
    """{question or section key: the reviewers' draft} on the version under review."""
    drafts = Remark.objects.filter(version=last_submitted([plan.pk]).get(plan.pk), deed=None)
    return {remark.question: remark for remark in drafts.select_related("by")}


def became(version):
    """What became of the remarks of the round before: [(label, remark, answer then, answer now)]."""
    plan = version.plan
    rounds = list(plan.versions.exclude(frozen_at=None).exclude(route={}).order_by("-number")[:2])
    before = rounds[0:1] if plan.status == Plan.Status.RETURNED else rounds[1:2]
    sent = before and list(before[0].remarks.exclude(deed=None).select_related("by", "mended_by"))
    if not sent:
        return []
    old, new = flat(before[0].sections.all()), flat(version.sections.all())
    questions, told = questions_of(version), []
    for remark in sent:
        question = questions.by_key.get(remark.question)
        label = label_of(questions, remark.question)
        answers = [(question and words(question, said.get(remark.question))) or "" for said in (old, new)]
        told.append((label, remark, *answers))
    return told


def label_of(questions, key):
    """The question's label or the section's title."""
    if key in questions.by_key:
        return questions.by_key[key].label
    part = questions.part(key)
    return part.title if part else key


def _sent(plan):
    """The remarks of the last return: those on the last frozen version."""
    version = last_submitted([plan.pk]).get(plan.pk)
    return Remark.objects.filter(version=version).exclude(deed=None)
