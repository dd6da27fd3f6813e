"""What the portal knows of firms already, to begin from: their last plan and the directory's figures."""

from collections import defaultdict, namedtuple

from enterprises.models import DirectoryEntry
from plans.answers import flat, questions_of
from plans.models import Plan, PlanVersion, Section
from plans.questions import CURRENT
from plans.questions.base import DAY, UNDERTAKING, VERDICT

from .asking import start_questions

# A firm's last plan with its last version and answers.
Last = namedtuple("Last", "plan version answers")

# Said anew for every plan: an undertaking, a self-check and a term are never copied.
SAID_ANEW = {UNDERTAKING, VERDICT, DAY}
WITHDRAWN = "withdrawn"


def last_plans(firm_keys):
    """{firm key: ``Last``} of the plans that were not withdrawn, newest first: three statements."""
    plans = Plan.objects.filter(enterprise__in=firm_keys).exclude(status=WITHDRAWN)
    plans = list(plans.order_by("enterprise_id", "-pk").distinct("enterprise_id"))
    versions = PlanVersion.objects.filter(plan__in=[plan.pk for plan in plans])
    versions = list(versions.order_by("plan_id", "-number").distinct("plan_id"))
    sections = defaultdict(list)
    for section in Section.objects.filter(version__in=[version.pk for version in versions]).order_by("pk"):
        sections[section.version_id].append(section)
    of_plan = {version.plan_id: version for version in versions}
    return {
        plan.enterprise_id: Last(plan, of_plan[plan.pk], flat(sections[of_plan[plan.pk].pk]))
        for plan in plans
        if plan.pk in of_plan
    }


def copied(last):
    """The answers of a last plan that a new one may begin with."""
    now, then = CURRENT["enterprise"].by_key, questions_of(last.version).by_key
    return {
        key: answer
        for key, answer in last.answers.items()
        if key in now and now[key].type not in SAID_ANEW and then[key].type == now[key].type
    }


def employees_of(firm_keys):
    """{firm key: employees} of the latest directory that tells them."""
    entries = DirectoryEntry.objects.current().filter(enterprise__in=firm_keys, employees__isnull=False)
    return dict(entries.order_by("year").values_list("enterprise", "employees"))


def known_answers(firm_keys):
    """{firm key: {question of the start form: answer}}: an open plan as it stands, else the last one's, else
    the directory's number of employees. Four statements."""
    asked = {question.key for question in start_questions("enterprise")}
    last, employees = last_plans(firm_keys), employees_of(firm_keys)
    found = {}
    for key in firm_keys:
        answers = {"staff_total": employees[key]} if key in employees else {}
        if key in last:
            still_open = last[key].plan.status in Plan.MOVES["edit"].sources
            answers |= last[key].answers if still_open else copied(last[key])
        found[key] = {name: answer for name, answer in answers.items() if name in asked}
    return found
