"""What a question set is made of: questions in parts, what is owed when, and what the computer finds.

From the one declaration come the page's form, the REST schema, the computed warnings, the difference between
versions and the print. A question set that has landed is never edited: a change is a new set with a new name,
and plans keep the name of the set they were answered in.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from .findings import BLOCK, WARN, Finding, Yardstick
from .rows import row_findings

TEXT, LONG, PHONE, COUNT, DECIMAL, DAY = "text", "long", "phone", "count", "decimal", "day"
CHOICE, YESNO, VERDICT, UNDERTAKING, ROWS = "choice", "yesno", "verdict", "undertaking", "rows"
PASS, FAIL = "pass", "fail"
# When an answer is owed: to start (启动必填), within the term after submission (限期补齐), or never.
START, REST, OPTIONAL = "start", "rest", "optional"

__all__ = ["BLOCK", "WARN", "Finding", "Part", "Question", "QuestionSet", "Rule"]


@dataclass(frozen=True)
class Question:
    """One answer asked for.

    ``severity`` says what an empty answer does: BLOCK stops submission, WARN is told to the reviewer; ``need``
    says by when it is owed and ``when`` under which condition at all. A VERDICT of BLOCK is a veto: failing it
    stops submission too. ``low`` and ``high`` bound a COUNT or a DECIMAL (of ``places``) and are refused when
    typed; ``choices`` are (code, words) of a CHOICE; ``columns`` are the questions of one of the ROWS, of which
    ``min_rows`` are owed and at most ``max_rows`` taken; ``text`` is the wording an UNDERTAKING accepts,
    ``version`` its name.
    """

    key: str
    label: Any
    type: str = TEXT
    unit: Any = ""
    severity: str = WARN
    low: float = 0
    high: float = 1_000_000
    source: Any = ""
    hint: Any = ""
    text: Any = ""
    version: str = ""
    veto: Any = ""
    need: str = START
    when: Any = None
    places: int = 1
    choices: tuple = ()
    columns: tuple = ()
    min_rows: int = 1
    max_rows: int = 200

    def asked(self, answers, facts=frozenset()):
        """Does the condition under which this is owed hold?"""
        return self.when is None or self.when.met(answers, facts)

    def owed(self, answers, facts=frozenset()):
        """Is this an answer of the rest that is still to come?"""
        if self.need != REST or not self.asked(answers, facts):
            return False
        answer = answers.get(self.key)
        return answer is None or (self.type == ROWS and len(answer) < self.min_rows)

    def findings(self, answers, facts=frozenset()):
        """What is wrong with the answer to this question alone."""
        answer = answers.get(self.key)
        if answer is None:
            if self.need == OPTIONAL or not self.asked(answers, facts):
                return []
            if self.type == UNDERTAKING:
                return [Finding(self.key, self.severity, _("承诺书尚未签署。"), str(self.source))]
            return [Finding(self.key, self.severity, _("未填。"), str(self.source))]
        if self.type == VERDICT and answer == FAIL:
            return [Finding(self.key, self.severity, str(self.veto), str(self.source))]
        if self.type == ROWS:
            return row_findings(self, answer, owed=self.owed(answers, facts))
        return []


@dataclass(frozen=True)
class Rule:
    """What answers must have to one another whatever the city sets; told at the question ``at``.

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
    """One section of the form; its answers are one row, saved by themselves.

    ``condition`` marks the three (边界可封, 食宿可保, 备货可用); ``helps`` names the condition whose verdict a
    section of the rest helps to reach. ``need`` is START for what fits one phone page, REST for what follows.
    """

    key: str
    title: Any
    questions: tuple
    condition: bool = False
    need: str = START
    helps: str = ""
    lead: Any = ""


@dataclass(frozen=True)
class QuestionSet:
    """All questions of one kind of plan, in order, and the ``measures`` the city's thresholds are set on."""

    name: str
    kind: str
    title: Any
    parts: tuple
    rules: tuple = field(default=())
    measures: tuple = field(default=())

    @cached_property
    def by_key(self):
        return {question.key: question for question in self.questions}

    @cached_property
    def questions(self):
        return [question for part in self.parts for question in part.questions]

    @cached_property
    def part_of(self):
        return {question.key: part for part in self.parts for question in part.questions}

    @cached_property
    def start_parts(self):
        return [part for part in self.parts if part.need == START]

    @cached_property
    def rest_parts(self):
        return [part for part in self.parts if part.need == REST]

    def part(self, key):
        """The part with this key, or None."""
        return next((part for part in self.parts if part.key == key), None)

    def findings(self, answers, by=None):
        """Everything wrong with the answers ({question: answer}) by a ``Yardstick``, in the order of the form."""
        by = by or Yardstick()
        found = [f for question in self.questions for f in question.findings(answers, by.facts)]
        found += [f for rule in self.rules for f in rule.findings(answers)]
        found += [f for measure in self.measures for f in by.findings(measure, answers, self)]
        places = {key: place for place, key in enumerate(self.by_key)}
        return sorted(found, key=lambda finding: places[finding.key])

    def defects(self, answers, by=None):
        """What stops submission."""
        return [finding for finding in self.findings(answers, by) if finding.severity == BLOCK]

    def missing(self, answers, facts=frozenset()):
        """Questions of the rest (限期补齐) that are owed and not answered."""
        return [question for question in self.questions if question.owed(answers, facts)]

    def parted(self, answers):
        """{part key: its answers}; unanswered questions are left out, unknown ones are an error of the caller."""
        unknown = set(answers) - set(self.by_key)
        if unknown:
            raise KeyError(f"not in {self.name}: {', '.join(sorted(unknown))}")
        return {
            part.key: {
                question.key: answers[question.key]
                for question in part.questions
                if answers.get(question.key) not in (None, "", [])
            }
            for part in self.parts
        }
