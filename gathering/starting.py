"""Plans begun and handed in for many firms by one press."""

from collections import namedtuple

from django.db import models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enterprises.models import Enterprise
from plans.answers import flat, questions_of
from plans.forms import firms_filed_for
from plans.models import Plan, PlanVersion
from plans.queries import UNDER_REVIEW
from plans.questions import CURRENT
from plans.services import start_plans, submit_plans
from workflow import knowledge
from workflow.deeds import deed as one_deed
from workflow.errors import NOT_YOURS

from .known import copied, last_plans
from .models import ParkTemplate
from .writing import fitting, write_answers, yardsticks

# deed (None when nothing was done), plans begun, plans filled up, {firm key: (code, sentence)} of the rest
Started = namedtuple("Started", "deed begun filled refused")
# plans handed in, {firm key: (code, sentence, [what is missing])} of the rest
Submitted = namedtuple("Submitted", "deed moved refused")

EDITABLE = ("draft", "returned")


class Source(models.TextChoices):
    """What new drafts begin from."""

    LAST = "last", gettext_lazy("上次方案")
    TEMPLATE = "template", gettext_lazy("园区模板")
    BLANK = "blank", gettext_lazy("空白")


def start_many(firms, *, by, source, key=None):
    """A draft for each firm of a queryset, from its last plan, its park's template or nothing.

    From the template drafts that stand already are filled up where nothing is answered. The undertaking, the
    safety self-check and the term are never copied: they are said anew. All in one deed and a constant number
    of statements; who cannot is told why.
    """
    with transaction.atomic():
        knowledge.share()
        named = Enterprise._base_manager.filter(pk__in=firms.order_by().values("pk"))
        rows = list(named.order_by("pk").select_for_update(no_key=True))
        keys = [firm.pk for firm in rows]
        mine = set(Enterprise.objects.filter(firms_filed_for(by), pk__in=keys).values_list("pk", flat=True))
        standing = open_plans(keys)
        answers, without = _answers(rows, keys, source)
        begun, fill, refused = [], {}, {}
        for firm in rows:
            plan = standing.get(firm.pk)
            if firm.pk not in mine:
                refused[firm.pk] = ("forbidden", NOT_YOURS)
            elif plan is not None and plan.status in UNDER_REVIEW:
                refused[firm.pk] = ("under_review", _("方案正在审核。"))
            elif firm.pk not in answers:
                refused[firm.pk] = without
            elif plan is None:
                begun.append((firm, answers[firm.pk]))
            elif source == Source.TEMPLATE:
                fill[plan.pk] = answers[firm.pk]
            else:
                refused[firm.pk] = ("has_draft", _("已有一份在填写的方案。"))
        if not begun and not fill:
            return Started(None, [], set(), refused)
        said = _("批量新建，据{source}").format(source=Source(source).label)
        with one_deed("start", by=by, of=Plan, remark=said, key=key) as deed:
            plans = start_plans(begun, by=by, deed=deed) if begun else []
            filled = write_answers(fill, by=by, fill=True) if fill else set()
    return Started(deed, plans, filled, refused)


def _answers(firms, keys, source):
    """({firm key: answers to begin with}, why the others have none)."""
    if source == Source.LAST:
        last = last_plans(keys)
        return {key: copied(one) for key, one in last.items()}, ("no_last_plan", _("没有以前的方案。"))
    if source == Source.TEMPLATE:
        parks = {firm.park_id for firm in firms}
        rows = ParkTemplate.objects.current().filter(park__in=parks).values_list("park", "answers")
        fit = {park: fitting(CURRENT["enterprise"], answers) for park, answers in rows}
        found = {firm.pk: fit[firm.park_id] for firm in firms if firm.park_id in fit}
        return found, ("no_template", _("所属园区还没有模板。"))
    return {key: {} for key in keys}, ("", "")


def open_plans(firm_keys):
    """{firm key: its plan being filled in or reviewed}."""
    plans = Plan.objects.filter(enterprise__in=firm_keys, status__in=[*EDITABLE, *UNDER_REVIEW])
    return {plan.enterprise_id: plan for plan in plans}


def submit_many(firms, *, by, key=None):
    """Hand in the drafts of these firms that nothing stops; of the others is told what is missing.

    One deed; a constant number of statements. Returns ``Submitted``, its refusals by firm.
    """
    keys = list(firms.order_by().values_list("pk", flat=True))
    standing = open_plans(keys)
    of_plan = {plan.pk: firm for firm, plan in standing.items()}
    refused = {key: ("no_draft", _("没有在填写的方案。"), []) for key in keys if key not in standing}
    if not of_plan:
        return Submitted(None, [], refused)
    done = submit_plans(Plan.objects.filter(pk__in=of_plan), by=by, key=key)
    lacking = what_is_missing([pk for pk, why in done.refused.items() if why[0] == "incomplete"])
    for pk, (code, sentence) in done.refused.items():
        refused[of_plan[pk]] = (code, str(sentence), lacking.get(pk, []))
    return Submitted(done.deed, [of_plan[pk] for pk in done.moved], refused)


def what_is_missing(plan_keys):
    """{plan key: [label of what stops its submission]}: two statements."""
    versions = PlanVersion.objects.filter(plan__in=plan_keys, frozen_at=None).prefetch_related("sections")
    found, judged = {}, yardsticks(plan_keys)
    for version in versions:
        questions = questions_of(version)
        stops = questions.defects(flat(version.sections.all()), judged[version.plan_id])
        found[version.plan_id] = [str(questions.by_key[finding.key].label) for finding in stops]
    return found
