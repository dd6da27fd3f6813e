"""What a question set is made of: questions in parts, and rules that warn.

From the one declaration come the page's form, the REST schema, the computed warnings, the difference between
versions and the print. A question set that has landed is never edited: a change is a new set with a new name,
and plans keep the name of the set they were answered in.
"""

from collections import namedtuple
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

TEXT, PHONE, COUNT, DAY, VERDICT, UNDERTAKING = "text", "phone", "count", "day", "verdict", "undertaking"
BLOCK, WARN = "block", "warn"
PASS, FAIL = "pass", "fail"

# What is wrong with an answer: where, how grave, in words, and by which rule.
Finding = namedtuple("Finding", "key severity sentence source")


@dataclass(frozen=True)
class Question:
    """One answer asked for.

    ``severity`` says what an empty answer does: BLOCK stops submission, WARN is told to the reviewer. A VERDICT
    of BLOCK is a veto: failing it stops submission too. ``low`` and ``high`` bound a COUNT and are refused
    when typed; ``text`` is the wording an UNDERTAKING accepts, ``version`` its name.
    """

    key: str
    label: Any
    type: str = TEXT
    unit: Any = ""
    severity: str = WARN
    low: int = 0
    high: int = 1_000_000
    source: Any = ""
    hint: Any = ""
    text: Any = ""
    version: str = ""
    veto: Any = ""

    def findings(self, answers):
        """What is wrong with the answer to this question alone."""
        answer = answers.get(self.key)
        if answer is None:
            if self.type == UNDERTAKING:
                return [Finding(self.key, self.severity, _("承诺书尚未签署。"), str(self.source))]
            return [Finding(self.key, self.severity, _("未填。"), str(self.source))]
        if self.type == VERDICT and answer == FAIL:
            return [Finding(self.key, self.severity, str(self.veto), str(self.source))]
        return []


@dataclass(frozen=True)
class Rule:
    """A threshold: ``fails(answers) -> bool`` over what is answered; told at the question ``at``.

    ``needs`` are the questions it reads: an unanswered one leaves the rule unjudged. ``say(answers)`` is the
    sentence, with the figures that are missing.
    """

    at: str
    needs: tuple
    fails: Callable
    say: Callable
    source: Any = ""
    severity: str = WARN

    def findings(self, answers):
        if all(answers.get(key) is not None for key in self.needs) and self.fails(answers):
            return [Finding(self.at, self.severity, str(self.say(answers)), str(self.source))]
        return []


@dataclass(frozen=True)
class Part:
    """One section of the form; its answers are one row, saved by themselves. ``condition`` marks the three."""

    key: str
    title: Any
    questions: tuple
    condition: bool = False


@dataclass(frozen=True)
class QuestionSet:
    """All questions of one kind of plan, in order."""

    name: str
    kind: str
    title: Any
    parts: tuple
    rules: tuple = field(default=())

    @cached_property
    def by_key(self):
        return {question.key: question for question in self.questions}

    @cached_property
    def questions(self):
        return [question for part in self.parts for question in part.questions]

    @cached_property
    def part_of(self):
        return {question.key: part for part in self.parts for question in part.questions}

    def part(self, key):
        """The part with this key, or None."""
        return next((part for part in self.parts if part.key == key), None)

    def findings(self, answers):
        """Everything wrong with the answers ({question: answer}), in the order of the form."""
        found = [f for question in self.questions for f in question.findings(answers)]
        found += [f for rule in self.rules for f in rule.findings(answers)]
        places = list(self.by_key)
        return sorted(found, key=lambda finding: places.index(finding.key))

    def defects(self, answers):
        """What stops submission."""
        return [finding for finding in self.findings(answers) if finding.severity == BLOCK]

    def missing(self, answers):
        """Questions of the rest (限期补齐) that are owed and not answered."""
        return []

    def parted(self, answers):
        """{part key: its answers}; unanswered questions are left out, unknown ones are an error of the caller."""
        unknown = set(answers) - set(self.by_key)
        if unknown:
            raise KeyError(f"not in {self.name}: {', '.join(sorted(unknown))}")
        return {
            part.key: {
                question.key: answers[question.key]
                for question in part.questions
                if answers.get(question.key) not in (None, "")
            }
            for part in self.parts
        }
