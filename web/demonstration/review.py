"""How the demonstration's plans are reviewed: joint checks, remarks at the field, one filing before its check."""

from datetime import timedelta

from clock import clock
from plans.models import Condition, Plan
from plans.review.checking import record_signatures, record_verdicts
from plans.review.remarks import write_remark
from plans.services import agree_plans, file_plan_unchecked, file_plans, return_plan
from workflow.errors import Refused

# Units of the route as shipped; the people are invented like everybody here.
SIGNED = [
    {"unit": "territory", "signer": "周敏", "verdict": "pass"},
    {"unit": "health", "signer": "何静", "verdict": "pass", "note": "隔离房与转运联络已核"},
    {"unit": "emergency", "signer": "唐毅", "verdict": "pass"},
    {"unit": "market", "signer": "邓洁", "verdict": "mended", "note": "食堂留样当场整改"},
]
MET = dict.fromkeys(Condition.values, "met")
REMARKS = [
    ("transfer_phone", "请补充转运联络人的第二个电话。"),
    ("duty_phone", "夜间拨打无人接听，请改为值班室电话。"),
    ("lodging", "请写明临时床位所在楼栋。"),
]


def all_of(done):
    """A demonstration in which a deed is refused is not the one the files tell."""
    if done.refused:
        code, sentence = next(iter(done.refused.values()))
        raise Refused(str(sentence), code=code)
    return done


def each(group, who):
    """{person: firms} for the officers who act on several firms by one press."""
    acting = {}
    for firm, _row in group:
        acting.setdefault(who(firm), []).append(firm)
    return acting.items()


def plans_of(firms, status):
    return Plan.objects.filter(enterprise__in=firms, status=status)


def file_for_record(cast, group, *, one_unchecked=False):
    """The county's units check on site an hour before; then it files, and passes up what is the city's to file.

    ``one_unchecked``: the last one that the route allows is filed on its undertaking, and its check stays owed.
    """
    late = None
    if one_unchecked:
        firms = [firm for firm, _row in group]
        may = plans_of(firms, "endorsed").filter(needs_city=False, may_start_unchecked=True)
        late = may.select_related("enterprise").order_by("pk").last()
    for officer, firms in each(group, cast.county):
        waiting = plans_of(firms, "endorsed").exclude(pk=late and late.pk)
        if waiting.exists():
            check(waiting, officer)
            all_of(file_plans(waiting.filter(needs_city=False), by=officer))
            all_of(agree_plans(waiting.filter(needs_city=True), by=officer))
    if late:
        file_plan_unchecked(late, by=cast.county(late.enterprise), remark="企业已签承诺书，先行备案")
    firms = [firm for firm, _row in group]
    all_of(file_plans(plans_of(firms, "endorsed"), by=cast.city[0]))


def check(plans, officer, signed=SIGNED, verdicts=MET):
    """A joint check an hour ago, everywhere with the same outcome."""
    when = clock.now() - timedelta(hours=1)
    all_of(record_signatures(plans, by=officer, signatures=[{**one, "signed_at": when} for one in signed]))
    if verdicts:
        all_of(record_verdicts(plans, by=officer, verdicts=verdicts))


def on_the_desk(cast, endorsed, submitted):
    """The last evening: some checked and ready, some half signed, some sent back with remarks at the field."""
    for officer, firms in each(endorsed[:5], cast.county):
        check(plans_of(firms, "endorsed"), officer)
    for officer, firms in each(endorsed[5:7], cast.county):
        check(plans_of(firms, "endorsed"), officer, SIGNED[:2], None)
    for firm, _row in submitted:
        plan, officer = plans_of([firm], "submitted").get(), cast.territory(firm)
        for question, text in REMARKS:
            write_remark(plan, by=officer, question=question, text=text)
        return_plan(plan, by=officer, remark=f"共{len(REMARKS)}处需补正，见各项意见。")
