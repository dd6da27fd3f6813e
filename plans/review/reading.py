"""A plan as its readers see it: sections with answers in words, findings at their place, what has changed."""

from dataclasses import dataclass, field

from django.db.models import Q
from django.utils.translation import gettext as _

from plans.answer_words import cells, change_words, words
from plans.answers import flat, questions_of
from plans.models import Plan, PlanVersion
from plans.questions.base import BLOCK, OPTIONAL, ROWS
from plans.questions.findings import OFF, rule_words
from plans.rules.judging import yardstick_of


@dataclass
class Line:
    """One question with its answer in words and what is wrong with it.

    ``due``: it is asked under its condition and not optional; ``rules`` are the thresholds set on it.
    """

    question: object
    answer: object
    words: str
    findings: list = field(default_factory=list)
    due: bool = True
    rules: list = field(default_factory=list)

    @property
    def rows(self):
        """A table's rows, cells in words; None for anything else."""
        if self.question.type != ROWS:
            return None
        return [cells(self.question, row) for row in self.answer or ()]


@dataclass
class PartRead:
    """One section: its lines, its row, how far it is answered, and what the computer says of it.

    ``answered`` of ``asked`` counts what is due; optional answers and those whose condition does not hold are no part
    of either.
    """

    part: object
    section: object
    lines: list

    @property
    def asked(self):
        return sum(line.due for line in self.lines)

    @property
    def answered(self):
        return sum(line.due and line.answer is not None for line in self.lines)

    @property
    def shown(self):
        """Is there anything to read here? A section that is optional and left empty is not shown."""
        return any(line.due or line.answer is not None for line in self.lines)

    @property
    def missing(self):
        """The lines that are due and empty."""
        return [line for line in self.lines if line.due and line.answer is None]

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
        if self.answered < self.asked:
            return "", _("未填齐")
        return "ok", _("无提醒")


def parts_of(version, by=None):
    """The version as a list of ``PartRead``, judged by this yardstick; default: what ``yardstick_of`` says."""
    questions, by = questions_of(version), by or yardstick_of(version)
    rows = {section.key: section for section in version.sections.select_related("saved_by")}
    answers = flat(rows.values())
    found, rules = by_question(questions.findings(answers, by)), rules_by_question(questions, by)

    def line(q):
        answer = answers.get(q.key)
        due = q.need != OPTIONAL and q.asked(answers, by.facts)
        return Line(q, answer, words(q, answer), found.get(q.key, []), due, rules.get(q.key, []))

    return [PartRead(part, rows[part.key], [line(q) for q in part.questions]) for part in questions.parts]


def by_question(findings):
    found = {}
    for finding in findings:
        found.setdefault(finding.key, []).append(finding)
    return found


def rules_by_question(questions, by):
    """{question: [threshold in words]}: what is asked, told before the mistake."""
    told = {}
    for measure in questions.measures:
        rule = by.threshold(measure)
        if rule is not None and rule.severity != OFF and not measure.yes:
            told.setdefault(measure.at, []).append((rule_words(measure, rule), rule.source))
    return told


def compared_with(version):
    """The version this one is read against: the one before it, else the subject's last filed one. None if first."""
    plan = version.plan
    if version.number > 1:
        return plan.versions.get(number=version.number - 1)
    same = Q(enterprise=plan.enterprise_id) if plan.enterprise_id else Q(park=plan.park_id)
    filed = Plan.objects.filter(same, status__in=["filed", "superseded"], pk__lt=plan.pk)
    return PlanVersion.objects.filter(plan=filed.order_by("-pk").first()).order_by("-number").first()


def difference(old, new):
    """[(part, question, old words, new words, findings)] of what two versions answer differently.

    Of a table only the rows that differ are told, one a line.
    """
    before, after = flat(old.sections.all()), flat(new.sections.all())
    questions, former = questions_of(new), questions_of(old).by_key
    found = by_question(questions.findings(after, yardstick_of(new)))
    return [
        (
            questions.part_of[key],
            question,
            *_both(former.get(key, question), question, before.get(key), after.get(key)),
            found.get(key, []),
        )
        for key, question in questions.by_key.items()
        if before.get(key) != after.get(key)
    ]


def _both(former, question, before, after):
    if former.type == question.type:
        return change_words(question, before, after)
    return words(former, before), words(question, after)
