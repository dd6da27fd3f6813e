"""A plan as its readers see it: sections with answers in words, findings at their place, what has changed."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from ui import moments

from .answers import flat, questions_of
from .models import Plan, PlanVersion
from .questions.base import BLOCK, COUNT, DAY, FAIL, PASS, UNDERTAKING, VERDICT


@dataclass
class Line:
    """One question with its answer in words and what is wrong with it."""

    question: object
    answer: object
    words: str
    findings: list = field(default_factory=list)


@dataclass
class PartRead:
    """One section: its lines, its row, how far it is answered, and what the computer says of it."""

    part: object
    section: object
    lines: list

    @property
    def answered(self):
        return sum(line.answer is not None for line in self.lines)

    @property
    def findings(self):
        return [finding for line in self.lines for finding in line.findings]

    @property
    def told(self):
        """Findings about what is answered; what is not is counted in ``answered``."""
        return [(line, f) for line in self.lines for f in line.findings if line.answer is not None]

    @property
    def state(self):
        """(tone, words): the computer's check, which helps the reviewer's verdict and does not replace it."""
        if any(finding.severity == BLOCK for _line, finding in self.told):
            return "stop", _("否决")
        if self.told:
            return "warn", _("有提醒")
        if self.answered < len(self.lines):
            return "", _("未填齐")
        return "ok", _("无提醒")


def words(question, answer):
    """An answer as people read it."""
    if answer is None:
        return ""
    if question.type == VERDICT:
        return {PASS: _("合格"), FAIL: _("不合格")}.get(answer, str(answer))
    if question.type == UNDERTAKING:
        return _("已承诺")
    if question.type == DAY:
        return moments.day(date.fromisoformat(answer))
    if question.type == COUNT:
        return f"{moments.number(answer)} {question.unit}".strip()
    return str(answer)


def parts_of(version):
    """The version as a list of ``PartRead``."""
    questions = questions_of(version)
    rows = {section.key: section for section in version.sections.select_related("saved_by")}
    answers = flat(rows.values())
    found = {}
    for finding in questions.findings(answers):
        found.setdefault(finding.key, []).append(finding)
    return [
        PartRead(
            part,
            rows[part.key],
            [
                Line(q, answers.get(q.key), words(q, answers.get(q.key)), found.get(q.key, []))
                for q in part.questions
            ],
        )
        for part in questions.parts
    ]


def compared_with(version):
    """The version this one is read against: the one before it, else the subject's last filed one. None if first."""
    plan = version.plan
    if version.number > 1:
        return plan.versions.get(number=version.number - 1)
    same = Q(enterprise=plan.enterprise_id) if plan.enterprise_id else Q(park=plan.park_id)
    filed = Plan.objects.filter(same, status__in=["filed", "superseded"], pk__lt=plan.pk)
    return PlanVersion.objects.filter(plan=filed.order_by("-pk").first()).order_by("-number").first()


def difference(old, new):
    """[(part, question, old words, new words, findings)] of what two versions answer differently."""
    before, after = flat(old.sections.all()), flat(new.sections.all())
    questions, former = questions_of(new), questions_of(old).by_key
    found = {}
    for finding in questions.findings(after):
        found.setdefault(finding.key, []).append(finding)
    return [
        (
            questions.part_of[key],
            question,
            words(former.get(key, question), before.get(key)),
            words(question, after.get(key)),
            found.get(key, []),
        )
        for key, question in questions.by_key.items()
        if before.get(key) != after.get(key)
    ]
