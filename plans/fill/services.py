"""Starting and filling in a plan: its open version and the sections of answers."""

from collections import namedtuple

from django.db import transaction
from django.utils.translation import gettext as _

from clock import clock
from plans.answers import columns, flat, questions_of
from plans.models import Plan, PlanVersion, Section
from plans.questions import CURRENT
from plans.questions.base import START
from plans.rules.judging import yardstick_of
from ui.moments import moment
from workflow.edits import hold
from workflow.errors import Refused
from workflow.moves import begin

Clash = namedtuple("Clash", "part section")


class SavedMeanwhile(Refused):
    """Somebody saved the same section after this person had opened it; ``clashes`` are [(part, Section)]."""

    def __init__(self, clashes):
        said = [
            _("“{part}”已由{person}于{when}保存。").format(
                part=part.title, person=section.saved_by, when=moment(section.saved_at)
            )
            for part, section in clashes
        ]
        said.append(_("您填写的内容仍保留在此；请核对后再保存。"))
        super().__init__("".join(said), code="saved_meanwhile")
        self.clashes = clashes


def start_plan(subject, *, by, occurred_at=None, **words):
    """A draft for a park or a firm, with the current question set and no answers. Returns the plan."""
    [plan] = start_plans([(subject, {})], by=by, occurred_at=occurred_at, **words)
    return plan


def start_plans(rows, *, by, occurred_at=None, deed=None, remark="", basis=""):
    """Drafts for many: ``rows`` are (subject, {question: answer}); all or none, a constant number of statements.

    ``occurred_at`` is a moment or a list, one a row. Answers are taken as they are (ISO dates, numbers,
    "pass"/"fail", the undertaking's version); an unknown question raises ``KeyError``.
    """
    now = clock.now()
    plans = [_draft(subject, answers, by) for subject, answers in rows]
    how = {"by": by, "occurred_at": occurred_at, "remark": remark, "basis": basis}
    with transaction.atomic():
        begin(Plan, plans, "start", deed=deed, **how)
        versions = PlanVersion.objects.bulk_create(
            [PlanVersion(plan=plan, number=1, question_set=CURRENT[plan.kind].name) for plan in plans],
            batch_size=2000,
        )
        Section.objects.bulk_create(
            [
                _section(version, key, answers, by, now)
                for version, (_subject, given) in zip(versions, rows, strict=True)
                for key, answers in questions_of(version).parted(given).items()
            ],
            batch_size=5000,
        )
    return plans


def _draft(subject, answers, by):
    kind = "park" if subject._meta.model_name == "park" else "enterprise"
    return Plan(kind=kind, **{kind: subject}, filed_by=by, **columns(CURRENT[kind], answers))


def _section(version, key, answers, by, now):
    saved = {"saved_by": by, "saved_at": now, "revision": 1} if answers else {}
    return Section(version=version, key=key, answers=answers, **saved)


def save_section(plan, key, answers, *, by, revision):
    """Save one section's answers over the revision this person had before them. Returns the section."""
    save_sections(plan, {key: answers}, by=by, revisions={key: revision})
    return plan.versions.get(frozen_at=None).sections.get(key=key)


def save_sections(plan, sections, *, by, revisions, yardstick=None):
    """Save several sections at once, all or none: {section key: {question: answer}}; None clears an answer.

    ``yardstick``: by what the page that shows them judges, where it was read already; default: read now.

    Raises ``NotYours``, ``Refused`` in a status that admits no edit, and ``SavedMeanwhile`` when a section has
    moved on from the revision given to other answers. What is unchanged is not written.
    """
    with transaction.atomic():
        version = hold_open(plan, by=by)
        questions, standing = questions_of(version), {}
        for section in version.sections.select_related("saved_by"):
            standing[section.key] = section
        changed, clashes = [], []
        _only_the_rest(version, questions, sections)
        for key, answers in sections.items():
            section = standing[key]
            answers = {name: answer for name, answer in answers.items() if answer not in (None, "", [])}
            if answers == section.answers:
                continue
            if section.revision != revisions[key]:
                clashes.append(Clash(questions.part(key), section))
            section.answers, section.revision = answers, section.revision + 1
            section.saved_by, section.saved_at = by, clock.now()
            changed.append(section)
        if clashes:
            for clash in clashes:
                clash.section.refresh_from_db()
            raise SavedMeanwhile(clashes)
        if changed:
            Section.objects.bulk_update(changed, ["answers", "revision", "saved_by", "saved_at"])
            # A supplement counts once it is handed in.
            if not version.supplement:
                repeat_answers(plan, version, standing.values(), yardstick)
    return plan


def repeat_answers(plan, version, sections, yardstick=None):
    """Bring the plan's typed columns to what this version's sections say."""
    told = columns(questions_of(version), flat(sections), yardstick or yardstick_of(version))
    for name, value in told.items():
        setattr(plan, name, value)
    plan.save(update_fields=list(told))


def hold_open(plan, *, by):
    """The version being filled in, its plan held: the whole of a draft, or the supplement to one handed in.

    Raises ``NotYours`` or ``Refused``.
    """
    adding = plan.versions.filter(frozen_at=None, supplement=True).exists()
    hold(plan, "supplement" if adding else "edit", by=by)
    return plan.versions.get(frozen_at=None)


def _only_the_rest(version, questions, sections):
    """What was handed in to start stands; a supplement adds to the rest (限期补齐)."""
    started = [questions.part(key) for key in sections if questions.part(key).need == START]
    if version.supplement and started:
        words = _("“{part}”已随方案提交，补充时不能改。").format(part=started[0].title)
        raise Refused(words, code="start_stands")
