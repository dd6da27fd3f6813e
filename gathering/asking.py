"""The start form (启动必填) of the question set in force, as sheets, links and templates ask it."""

from dataclasses import replace

from plans.answer_words import words
from plans.fill.fields import kept
from plans.fill.forms import form_for
from plans.questions import CURRENT
from plans.questions.base import UNDERTAKING, VERDICT, WARN
from plans.review.reading import Line


def start_questions(kind, *, without=()):
    """The questions of the start form in force for a kind of plan, leaving out those of some types."""
    asked = [question for part in CURRENT[kind].start_parts for question in part.questions]
    return [question for question in asked if question.type not in without]


PROMISES = (UNDERTAKING, VERDICT)


class StartForms:
    """The start form as one thing: a form a part, without those questions left out; filled from ``initial``."""

    def __init__(self, questions, data=None, *, initial=None, without=()):
        self.questions, self.initial = questions, initial or {}
        self.parts = []
        for part in questions.start_parts:
            form = form_for(questions.name, part.key)(data, initial=self.initial)
            asked = [_relaxed(q) if without else q for q in part.questions if q.type not in without]
            for question in part.questions:
                if question.type in without:
                    del form.fields[question.key]
            if asked:
                self.parts.append((part, form, asked))

    def is_valid(self):
        return not any(form.errors for _part, form, _asked in self.parts)

    def problems(self):
        """[{field, code, detail}] as REST tells them."""
        return [
            {"field": key, "code": error.code or "invalid", "detail": message}
            for _part, form, _asked in self.parts
            for key, errors in form.errors.as_data().items()
            for error in errors
            for message in error.messages
        ]

    def wrong(self):
        """[(question, [sentence])] for the summary at the top of the page."""
        return [
            (question, form.errors[question.key])
            for _part, form, asked in self.parts
            if form.is_bound
            for question in asked
            if question.key in form.errors
        ]

    def answers(self, *, broken=False):
        """{question: answer or None}; with ``broken`` those that could be read, although others could not."""
        said = {}
        for _part, form, asked in self.parts:
            form.is_valid()
            for question in asked:
                if question.key in form.errors:
                    if not broken:
                        raise ValueError(question.key)
                    continue
                said[question.key] = kept(question, form.cleaned_data[question.key])
        return said

    def shown(self):
        """[(part, form, lines)] for the page."""
        found = {}
        for finding in self.questions.findings(self.initial):
            found.setdefault(finding.key, []).append(finding)
        for part, form, asked in self.parts:
            lines = [
                Line(q, self.initial.get(q.key), words(q, self.initial.get(q.key)), found.get(q.key, []))
                for q in asked
            ]
            yield part, form, lines


def _relaxed(question):
    """The question where nothing is owed, as in a template."""
    return replace(question, severity=WARN)
