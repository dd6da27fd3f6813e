"""What came through a link beside what is on file."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from plans.answer_words import words
from plans.models.loops import Loop
from plans.questions import CURRENT
from ui import moments

from .asking import start_questions
from .known import last_plans
from .models import CollectionLink


@dataclass
class Compared:
    """One answer: as on file, as it came, and what the computer finds in it."""

    label: Any
    old: str
    new: str
    findings: list

    @property
    def changed(self):
        return self.old != self.new


def compared(link, sent):
    """[``Compared``] in the order of the form; an answer left empty in what came changes nothing on file."""
    return _start(link, sent) if link.task == CollectionLink.Task.START else _sealed(link, sent)


def _start(link, sent):
    last = last_plans([link.enterprise_id]).get(link.enterprise_id)
    before = last.answers if last else {}
    findings = {}
    for finding in CURRENT["enterprise"].findings({**before, **sent.answers}):
        findings.setdefault(finding.key, []).append(finding)
    lines = []
    for question in start_questions("enterprise"):
        old, new = before.get(question.key), sent.answers.get(question.key)
        if old is None and new is None:
            continue
        told = findings.get(question.key, []) if new is not None else []
        came = words(question, new) if new is not None else words(question, old)
        lines.append(Compared(question.label, words(question, old), came, told))
    return lines


def _sealed(link, sent):
    loop = Loop.objects.filter(enterprise=link.enterprise_id, status="ordered").select_related("plan").first()
    planned = loop and loop.plan.people_inside
    when = datetime.fromisoformat(sent.answers["occurred_at"])
    people = sent.answers["people_inside"]
    return [
        Compared(_("封闭时间"), "", moments.moment(when), []),
        Compared(
            _("闭环内人数"),
            _("方案{count}人").format(count=planned) if planned else "",
            _("{count}人").format(count=people),
            [],
        ),
    ]
