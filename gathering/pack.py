"""What a firm signs on paper, filled from what is known: application, undertaking, roster, check sheet."""

from dataclasses import dataclass, field
from typing import Any

from plans.answer_words import words
from plans.questions import CURRENT
from plans.questions.base import UNDERTAKING, VERDICT

from .known import employees_of, last_plans

ROSTER_LINES = 24  # of an A4 sheet
MOST = 200


@dataclass
class Pack:
    """One firm's papers."""

    firm: Any
    employees: Any
    plan: Any
    answers: dict
    parts: list  # [(title, [(label, words)])] of the start form
    checks: list  # [(title, [(label, words)])] of the conditions and of safety
    promise: str
    roster: range = field(default=range(1, ROSTER_LINES + 1))

    def said(self, key):
        return self.answers.get(key)


def promises(part):
    """The undertaking has a sheet of its own."""
    return any(question.type == UNDERTAKING for question in part.questions)


def packs(firms):
    """The papers of these firms (a queryset) in the order of their names; five statements."""
    rows = list(firms.select_related("county", "town", "park").order_by("pinyin", "pk")[: MOST + 1])
    keys = [firm.pk for firm in rows]
    last, employees = last_plans(keys), employees_of(keys)
    questions = CURRENT["enterprise"]
    promise = next((str(q.text) for q in questions.questions if q.type == UNDERTAKING), "")
    made = []
    for firm in rows:
        answers = last[firm.pk].answers if firm.pk in last else {}
        if firm.pk in employees:
            answers = {"staff_total": employees[firm.pk]} | answers
        parts = [
            (part, [(q, words(q, answers.get(q.key))) for q in part.questions])
            for part in questions.start_parts
        ]
        checks = [
            (part.title, lines)
            for part, lines in parts
            if part.condition or any(question.type == VERDICT for question, _words in lines)
        ]
        made.append(
            Pack(
                firm,
                employees.get(firm.pk),
                last[firm.pk].plan if firm.pk in last else None,
                answers,
                [(part.title, lines) for part, lines in parts if not promises(part)],
                checks,
                promise,
            )
        )
    return made
