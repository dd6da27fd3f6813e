"""By which thresholds a version is judged: an open one by those in force, a frozen one by those of its freezing.

A submission is judged anew: what blocks is counted under the rules in force at that moment, not at the last saving.
"""

from plans.answers import flat, questions_of
from plans.models import Plan, PlanVersion, Section, Tier
from plans.questions.conditions import LISTED
from plans.questions.findings import Yardstick
from plans.review.routes import tiers_of

from .in_force import RulesInForce, books_of, places_of, read


def yardstick_of(version):
    """What this version is, or was, judged by."""
    if version.frozen_at is not None:
        thresholds = read(version.rules) if version.rules_id else None
        return Yardstick(thresholds, frozenset(version.facts))
    plans = Plan.objects.filter(pk=version.plan_id)
    [(_pk, places)] = places_of(plans).items()
    return Yardstick(RulesInForce().of(places), facts_of(listed=bool(listed_of(plans))))


def listed_of(plans, routes=None):
    """Keys of the plans whose subject is on the white list by now; of those whose routes are settled, by their line."""
    tiers = {key: route.tier for key, route in routes.items()} if routes else tiers_of(plans)
    return {key for key, tier in tiers.items() if tier != Tier.NONE}


def facts_of(*, listed):
    """What the portal itself knows of the subject, for conditions such as "if on the white list"."""
    return frozenset({LISTED} if listed else ())


def judge(plans, listed):
    """Judge the open versions of these plans under the rules in force; their count of defects is brought up to date.

    ``listed`` are the keys of plans whose subject is on the white list. Within the caller's transaction, which holds
    the plans. Returns {plan: Yardstick}. A constant number of statements.
    """
    versions = list(PlanVersion.objects.filter(plan__in=plans.order_by(), frozen_at=None))
    answers = _answers_of(versions)
    in_force, places = RulesInForce(), places_of(plans)
    found, stale = {}, []
    rows = Plan.objects.in_bulk([version.plan_id for version in versions])
    for version in versions:
        plan = rows[version.plan_id]
        by = Yardstick(in_force.of(places[plan.pk]), facts_of(listed=plan.pk in listed))
        questions = questions_of(version)
        judged = (
            len(questions.defects(answers[version.pk], by)),
            len(questions.missing(answers[version.pk], by.facts)),
        )
        if judged != (plan.defects, plan.rest_missing):
            plan.defects, plan.rest_missing = judged
            stale.append(plan)
        found[plan.pk] = by
    Plan.objects.bulk_update(stale, ["defects", "rest_missing"], batch_size=2000)
    return found


def keep(yardsticks, plan_keys):
    """Write down with the versions just frozen by what they were judged."""
    versions = list(PlanVersion.objects.filter(plan__in=plan_keys, rules=None).exclude(frozen_at=None))
    books = books_of({plan: by.thresholds for plan, by in yardsticks.items() if plan in plan_keys})
    fresh = {}
    for version in sorted(versions, key=lambda version: version.number):
        fresh[version.plan_id] = version  # the last frozen of each; older ones stand as they were
    for plan, version in fresh.items():
        version.rules, version.facts = books[plan], sorted(yardsticks[plan].facts)
    PlanVersion.objects.bulk_update(fresh.values(), ["rules", "facts"], batch_size=2000)


def _answers_of(versions):
    """{version: {question: answer}}; one statement."""
    sections = {}
    for section in Section.objects.filter(version__in=versions).order_by("pk"):
        sections.setdefault(section.version_id, []).append(section)
    return {version.pk: flat(sections.get(version.pk, ())) for version in versions}
