"""Answers written into many plans by one press: what the fill page does to one plan, here for all at once."""

from collections import defaultdict

from django.db import transaction

from clock import clock
from plans.answers import columns, flat, questions_of
from plans.models import Plan, Section
from plans.questions.base import UNDERTAKING
from plans.questions.findings import Yardstick
from plans.rules.in_force import RulesInForce, places_of
from plans.rules.judging import facts_of
from workflow import knowledge
from workflow.locking import lock


def fitting(questions, answers):
    """The answers a question set knows; an undertaking is that to its own wording."""
    kept = {}
    for key, answer in answers.items():
        question = questions.by_key.get(key)
        if question is not None and answer not in (None, ""):
            kept[key] = question.version if question.type == UNDERTAKING else answer
    return kept


def editable(plan_keys, by):
    """Keys of those among the plans that this person may fill in now."""
    return set(Plan.objects.open_to(by, "edit").filter(pk__in=plan_keys).values_list("pk", flat=True))


def write_answers(given, *, by, fill=False):
    """Write {plan key: {question: answer}} over what stands; with ``fill`` only where nothing stands.

    Only plans this person may fill in now are touched. Unknown questions are left out, None and "" change
    nothing, what is the same is not written. Returns the keys of the plans changed; a constant number of
    statements. What others saved in between is not lost: each answer is written by itself.
    """
    with transaction.atomic():
        knowledge.share()
        lock(Plan, sorted(given))
        keys = editable(given, by)
        sections = defaultdict(list)
        open_sections = Section.objects.filter(version__plan__in=keys, version__frozen_at=None)
        for section in open_sections.select_related("version").order_by("pk"):
            sections[section.version.plan_id].append(section)
        now, changed, moved, rows, judged = clock.now(), [], set(), {}, yardsticks(keys)
        for key, parts in sections.items():
            questions = questions_of(parts[0].version)
            wanted = fitting(questions, given[key])
            for section in parts:
                part = questions.part(section.key)
                own = {q.key: wanted[q.key] for q in part.questions if q.key in wanted} if part else {}
                said = {**own, **section.answers} if fill else {**section.answers, **own}
                if said != section.answers:
                    section.answers, section.revision = said, section.revision + 1
                    section.saved_by, section.saved_at = by, now
                    changed.append(section)
                    moved.add(key)
            if key in moved:
                rows[key] = columns(questions, flat(parts), judged[key])
        if changed:
            fields = ["answers", "revision", "saved_by", "saved_at"]
            Section.objects.bulk_update(changed, fields, batch_size=2000)
            plans = list(Plan.objects.filter(pk__in=moved))
            for plan in plans:
                for name, value in rows[plan.pk].items():
                    setattr(plan, name, value)
            Plan.objects.bulk_update(plans, list(next(iter(rows.values()))), batch_size=2000)
    return moved


def yardsticks(plan_keys):
    """{plan key: the thresholds in force it is judged by while it is open}."""
    plans, rules = Plan.objects.filter(pk__in=plan_keys), RulesInForce()
    listed = dict(plans.values_list("pk", "needs_city"))
    places = places_of(plans)
    return {key: Yardstick(rules.of(places[key]), facts_of(listed=city)) for key, city in listed.items()}
