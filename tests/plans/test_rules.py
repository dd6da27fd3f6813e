"""Thresholds the city sets: what blocks, where, since when, and which judgement an older plan keeps."""

import pytest

from clock import clock
from periods.models import ControlKind
from periods.services import announce_notice, release_towns
from plans.models import Plan, Rule, RuleBook
from plans.review.reading import parts_of
from plans.rules.in_force import RulesInForce, places_of
from plans.rules.services import decide_rule
from plans.services import endorse_plan, file_start_forms, return_plan, save_section, start_plan, submit_plan
from tests.conftest import shanghai
from workflow.errors import NotYours, Refused

from . import rest
from .forms import WHOLE, submitted

FEW_BEDS = {**WHOLE, "beds": 172}


def told(plan, key):
    """What the plan's last version is told at one question."""
    version = plan.versions.last()
    return [
        f.sentence for part in parts_of(version) for line in part.lines for f in line.findings if f.key == key
    ]


def decide(world, key="beds_per_person", *, by=None, **changes):
    rule = {"comparison": ">=", "value": 1, "severity": "block", "basis": "市指挥部第9号令", **changes}
    return decide_rule(key, by=by or world.chen, **rule)


def test_the_city_makes_a_figure_block_and_a_plan_saved_before_is_judged_anew(world):
    plan = start_plan(world.shanda, by=world.li)
    from plans.questions import SETS

    for key, answers in SETS[plan.versions.get().question_set].parted(FEW_BEDS).items():
        save_section(plan, key, answers, by=world.li, revision=0)
    assert plan.defects == 0
    decide(world)
    with pytest.raises(Refused, match="尚未填齐或有否决项"):
        submit_plan(plan, by=world.li)
    plan.refresh_from_db()
    assert (plan.status, plan.defects) == ("draft", 1)
    decide(world, severity="warn", since=clock.now())
    submit_plan(plan, by=world.li)
    assert plan.status == "submitted"


def test_a_blocking_figure_is_not_evaded_by_leaving_it_empty(world):
    decide(world)
    answers = {key: answer for key, answer in WHOLE.items() if key != "beds"}
    with pytest.raises(Refused, match="尚未填齐或有否决项"):
        submitted(world.shanda, world.li, answers)


def test_an_older_plan_keeps_the_judgement_of_its_day(world):
    plan = submitted(world.shanda, world.li, FEW_BEDS)
    before = told(plan, "beds")
    assert before == ["床位/人0.92，应不低于1，还差14张。"]
    with clock.standing_at(shanghai("2022-09-09 09:00")):
        decide(world, value="0.9", severity="warn")
        assert told(plan, "beds") == before
        newer = submitted(world.qingquan, world.ma, FEW_BEDS)
        assert told(newer, "beds") == []
        return_plan(plan, by=world.luo, remark="再核一次")
        assert told(plan, "beds") == []  # the open version is judged as things stand
        submit_plan(plan, by=world.li)
    first, second = plan.versions.all()
    assert first.rules != second.rules and second.rules == newer.versions.get().rules
    assert RuleBook.objects.count() == 2


def test_the_nearest_rule_holds_and_the_kind_of_control_counts(world):
    decide(world, "isolation_share", value=2, severity="warn")
    decide(world, "isolation_share", value=5, severity="warn", region=world.r510522)
    static = ControlKind.objects.get(code="static_management")
    decide(world, "isolation_share", value=9, severity="warn", region=world.r510522, kind=static)
    answers = {**WHOLE, **rest.FIRM}
    share = "隔离观察房占闭环人数1.61%，应不低于"
    hejiang, longmatan = (
        submitted(world.shanda, world.li, answers),
        submitted(world.longfei, world.hu, answers),
    )
    assert told(hejiang, "isolation_rooms") == [f"{share}5%，还差7间。"]
    assert told(longmatan, "isolation_rooms") == [f"{share}2%，还差1间。"]
    notice = {
        "by": world.chen,
        "issuer": "合江县指挥部",
        "kind": static,
        "since": shanghai("2022-09-08 11:00"),
    }
    announce_notice([(world.r510522, "滨江小区")], number="第2号", **notice)
    distilled = Plan.objects.filter(pk=submitted(world.qingquan, world.ma, answers).pk)
    where = places_of(distilled)[distilled.get().pk]

    def wanted():
        return RulesInForce().of(where)["isolation_share"].value

    assert wanted() == 5  # a notice over one compound is none over the county
    [period] = announce_notice([(world.r510522, "")], number="第3号", **notice)
    assert wanted() == 9
    release_towns(period, by=world.chen, towns=[world.r510522001])
    assert wanted() == 5


def test_what_ships_for_static_management_is_stricter_about_tests(world):
    static = ControlKind.objects.get(code="static_management")
    announce_notice(
        [(world.r510522, "")],
        by=world.chen,
        issuer="合江县指挥部",
        number="第3号",
        kind=static,
        since=shanghai("2022-09-08 11:00"),
        until=None,
    )
    tests = [{"who": "line", "nat_interval_days": 2, "antigen_per_day": 0}, rest.FIRM["tests"][1]]
    answers = {**WHOLE, **rest.FIRM, "tests": tests}
    assert told(submitted(world.shanda, world.li, answers), "tests") == [
        "最长核酸间隔2天，应不超过1天。",
        "最少抗原次数0次/日，应不低于1次/日。",
    ]
    assert told(submitted(world.longfei, world.hu, answers), "tests") == []


def test_a_rule_from_a_later_day_waits_and_each_decision_is_kept(world):
    decide(
        world,
        since=shanghai("2022-09-10 00:00"),
        sentence="床位不足：每人{figure}张，须{value}张，差{missing}张。",
    )
    assert told(submitted(world.shanda, world.li, FEW_BEDS), "beds")[0].startswith("床位/人")
    with clock.standing_at(shanghai("2022-09-10 09:00")):
        with pytest.raises(Refused):
            submitted(world.qingquan, world.ma, FEW_BEDS)
        plan = start_plan(world.longfei, by=world.hu)
        save_section(plan, "lodging", {"beds": 172, "people_inside": 186}, by=world.hu, revision=0)
        assert told(plan, "beds") == ["床位不足：每人0.92张，须1张，差14张。"]
        decide(world, severity="off", since=shanghai("2022-09-10 00:00"))
        assert told(plan, "beds") == []
    assert Rule.objects.count() == 2 and Rule.objects.current().count() == 1


def test_only_the_city_decides_and_what_it_writes_must_hold(world):
    for who in (world.li, world.luo, world.sun, world.xuming, world.system):
        with pytest.raises(NotYours):
            decide(world, by=who)
    with pytest.raises(Refused, match="须写明依据"):
        decide(world, since=shanghai("2022-09-01 00:00"), basis="")
    with pytest.raises(Refused, match="没有这个指标"):
        decide(world, "beds")


def test_many_are_judged_in_a_constant_number_of_statements(world):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from tests.plans.test_loops import firms_on_file

    firms, counts = list(firms_on_file(world, 40)), []
    for many in (2, 40):
        Plan.objects.filter(status="submitted").update(status="withdrawn")
        with CaptureQueriesContext(connection) as asked:
            file_start_forms([(firm, WHOLE) for firm in firms[:many]], by=world.luo)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_endorsing_reads_no_rules(world):
    plan = submitted(world.shanda, world.luo, FEW_BEDS)
    decide(world)
    endorse_plan(plan, by=world.xu)
    assert plan.status == "endorsed"
