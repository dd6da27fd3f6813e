"""The long form as it is filled in: the start part on one page, then a section a page, and what stands around them."""

from dataclasses import dataclass, field
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext as _

from clock import clock
from plans.answer_words import words
from plans.models import PlanAttachment, PlanVersion
from plans.questions.base import BLOCK, REST, START
from plans.review.reading import parts_of
from plans.rules.judging import yardstick_of
from ui import moments

from .forms import form_for
from .presence import in_use

ATTACHMENTS = "attachments"


@dataclass
class Shown:
    """One section on the page: what was read of it, its form, and who else is at it."""

    read: object
    form: object
    use: object = None
    clash: object = None  # the other person's section, where both wrote

    @property
    def key(self):
        return self.read.part.key

    @property
    def said(self):
        return saved_words(self.read.section)


@dataclass
class Step:
    """One page of the form."""

    key: str
    title: str
    parts: list = field(default_factory=list)  # [PartRead]


@dataclass
class FillPage:
    """An open version as one person fills it in. ``forms`` are those just refused, ``clashes`` {key: Section}."""

    plan: object
    version: PlanVersion
    user: object
    step_key: str = START
    forms: dict = field(default_factory=dict)
    clashes: dict = field(default_factory=dict)

    @cached_property
    def yardstick(self):
        """Read once: what is saved and then shown in one answer is judged by the same rules."""
        return yardstick_of(self.version)

    @cached_property
    def parts(self):
        parts = parts_of(self.version, self.yardstick)
        return [read for read in parts if is_rest(read.part)] if self.version.supplement else parts

    @cached_property
    def start(self):
        return [read for read in self.parts if not is_rest(read.part)]

    @cached_property
    def rest(self):
        return [read for read in self.parts if is_rest(read.part)]

    @cached_property
    def steps(self):
        # What was handed in to start stands: a supplement adds to the rest alone.
        steps = [] if self.version.supplement else [Step(START, _("启动必填"), self.start)]
        steps += [Step(read.part.key, read.part.title, [read]) for read in self.rest]
        return [*steps, Step(ATTACHMENTS, _("附件"))]

    @cached_property
    def place(self):
        """Which step is shown, counted from 0; an unknown one is the first."""
        return next((n for n, step in enumerate(self.steps) if step.key == self.step_key), 0)

    @property
    def step(self):
        return self.steps[self.place]

    @property
    def before(self):
        return self.steps[self.place - 1] if self.place else None

    @property
    def after(self):
        return self.steps[self.place + 1] if self.place + 1 < len(self.steps) else None

    @cached_property
    def uses(self):
        return {key: use for key, use in in_use(self.version).items() if use.user_id != self.user.pk}

    @cached_property
    def attachments(self):
        return list(PlanAttachment.objects.of_version(self.version).select_related("file", "by"))

    def shown(self, read):
        key = read.part.key
        form = self.forms.get(key)
        if form is None:
            form = form_for(self.version.question_set, key)(initial=read.section.answers)
        return Shown(read, form, self.uses.get(key), self.clashes.get(key))

    @cached_property
    def sections(self):
        return [self.shown(read) for read in self.step.parts]

    def section(self, key):
        """One section by itself, wherever it stands."""
        return next((self.shown(read) for read in self.parts if read.part.key == key), None)

    @property
    def errors(self):
        """[(form's field, its errors)] over the sections shown."""
        return [bound for shown in self.sections for bound in shown.form if bound.errors]

    @property
    def answered(self):
        return sum(read.answered for read in self.parts)

    @property
    def asked(self):
        return sum(read.asked for read in self.parts)

    @property
    def telling(self):
        """The sections whose check is told beside the form: those on the page, and wherever something was found."""
        here = {read.part.key for read in self.step.parts}
        return [read for read in self.parts if read.part.key in here or read.told]

    @property
    def lacking(self):
        """What is due on this page and empty; what stops submission is listed for itself."""
        lines = [line for read in self.step.parts for line in read.missing]
        return [line for line in lines if not any(found.severity == BLOCK for found in line.findings)]

    @cached_property
    def stopping(self):
        """What stops submission: [(step key, Line, its blocking findings)]."""
        return [
            (read.part.key if is_rest(read.part) else START, line, blocking)
            for read in self.parts
            for line in read.lines
            if (blocking := [found for found in line.findings if found.severity == BLOCK])
        ]

    @property
    def last_saved(self):
        saved = [read.section for read in self.parts if read.section.saved_at]
        return max(saved, key=lambda section: section.saved_at, default=None)


def is_rest(part):
    """Does this section belong to the rest that may follow later (限期补齐)?"""
    return part.need == REST


def saved_words(section):
    """已保存 08:17; with the day where it was not today; '' for what nobody saved."""
    if not section.saved_at:
        return ""
    at = timezone.localtime(section.saved_at)
    when = f"{at:%H:%M}" if clock.day_of(at) == clock.today() else moments.moment(at)
    return _("已保存 {when}").format(when=when)


def tell_theirs(form, section):
    """Under each answer that differs, what the other person wrote."""
    answers = form.answers()
    for question in form.asked():
        theirs = section.answers.get(question.key)
        if theirs != answers[question.key]:
            form.theirs[question.key] = _("{person}填的是：{answer}").format(
                person=section.saved_by, answer=words(question, theirs) or _("未填")
            )
