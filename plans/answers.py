"""Answers as kept: canonical, digested, and repeated in the plan's typed columns where others read them."""

import hashlib
import json
from datetime import date

from .questions import SETS
from .questions.base import DAY
from .questions.findings import Yardstick

# Columns of Plan that repeat the answer of the same name.
EQUAL, REDUCED = "equal", "reduced"  # kinds of a backup option
TYPED = ("people_inside", "beds", "trucks_per_day", "planned_from", "planned_until")


def flat(sections):
    """{question: answer} of a version's sections."""
    return {key: answer for section in sections for key, answer in section.answers.items()}


def columns(questions, answers, by=None):
    """What the plan's own row says of these answers: the typed columns, what is still owed, and how many defects stop
    submission, judged by a ``Yardstick`` (default: the thresholds as shipped)."""
    by = by or Yardstick()
    typed = {}
    for key in TYPED:
        answer = answers.get(key)
        question = questions.by_key.get(key)
        typed[key] = date.fromisoformat(answer) if answer and question and question.type == DAY else answer
    backups = {row.get("kind") for row in answers.get("backup_options") or ()}
    return {
        **typed,
        "backup_equal": EQUAL in backups,
        "backup_reduced": REDUCED in backups,
        "rest_missing": len(questions.missing(answers, by.facts)),
        "defects": len(questions.defects(answers, by)),
    }


def digest(version, sections, attachments=()):
    """SHA-256 over what a version says, in canonical JSON (sorted keys, no spaces, UTF-8).

    ``attachments`` are (kind, SHA-256 of the file); a version without any says nothing of them, as all did
    before there were attachments.
    """
    said = {
        "plan": version.plan_id,
        "number": version.number,
        "question_set": version.question_set,
        "sections": {section.key: section.answers for section in sections},
    }
    if attachments:
        said["attachments"] = sorted([kind, sha256] for kind, sha256 in attachments)
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def questions_of(version):
    return SETS[version.question_set]
