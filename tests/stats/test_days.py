"""Days compiled, owed and compiled again: never a silent change, never a fact lost."""

from datetime import date

import pytest
from django.core.management import call_command

from stats.causes import worded
from stats.models import Compilation
from stats.services import compile_day, days_owed, owed_since
from stats.tasks import compile_days_owed
from whitelist.services import list_entry, nominate, remove_entry
from workflow.moves import make_move
from workflow.versions import revise

from .deeds import at, confirmed, control, directory, figure, firms, issued, moment, ordered, policy, sealed

pytestmark = pytest.mark.database

EIGHTH, NINTH, TENTH = (date(2022, 9, day) for day in (8, 9, 10))


def test_compiled_again_with_the_same_facts_nothing_is_written(county):
    with at("8 13:00"):
        sealed(county, county.firms)
    with at("9 00:05"):
        first = compile_day(EIGHTH)
    with at("9 09:00"):
        again = compile_day(EIGHTH)
    assert again == first and again.digest == first.digest and again.checked_at == first.known_at
    assert Compilation.objects.count() == 1


def test_a_late_entry_makes_a_new_revision_with_its_cause(county):
    with at("8 13:00"):
        loops = ordered(county, county.firms)
        confirmed(county, loops.filter(enterprise=county.firms[0]))
    with at("9 00:05"):
        compile_day(EIGHTH)
        assert days_owed() == []
    with at("9 08:30"):
        confirmed(county, loops.exclude(enterprise=county.firms[0]), "8 20:00")
        assert days_owed() == [EIGHTH]
        assert owed_since() == {EIGHTH: moment("9 08:30")}
    with at("9 08:35"):
        second = compile_day(EIGHTH)
        assert days_owed() == []
    first = Compilation.objects.get(day=EIGHTH, revision=1)
    assert (second.revision, second.is_current, first.is_current) == (2, True, False)
    assert (figure(first, "I1").value, figure(second, "I1").value) == (1, 3)
    assert worded(second.cause) == "补记2条闭环：确认已封闭"
    assert first.digest != second.digest


def test_days_are_owed_from_the_first_day_a_late_fact_touches(county):
    with at("8 13:00"):
        loops = ordered(county, county.firms)
    for day, morning in ((EIGHTH, "9 00:05"), (NINTH, "10 00:05"), (TENTH, "11 00:05")):
        with at(morning):
            compile_day(day)
    with at("11 08:00"):
        confirmed(county, loops, "9 20:00")
        assert days_owed() == [NINTH, TENTH]
        compile_days_owed()
        assert days_owed() == []
    assert list(Compilation.objects.current().order_by("day").values_list("revision", flat=True)) == [1, 2, 2]


def test_facts_that_change_no_figure_are_checked_once_and_write_no_revision(county):
    with at("8 13:00"):
        loops = ordered(county, county.firms[:1])
    with at("9 00:05"):
        compile_day(EIGHTH)
    with at("9 08:00"):
        make_move(loops.get(), "fail", by=county.luo, remark="缺人", occurred_at=moment("8 20:00"))
        assert days_owed() == [EIGHTH]
        compile_days_owed()
        assert days_owed() == []
    assert Compilation.objects.count() == 1


def test_a_day_that_was_missed_is_owed_since_its_cut_off_and_caught_up(county):
    with at("11 09:00"):
        assert owed_since() == {
            EIGHTH: moment("9 00:00"),
            NINTH: moment("10 00:00"),
            TENTH: moment("11 00:00"),
        }
        compile_days_owed()
        compile_days_owed()
        assert owed_since() == {}
    assert Compilation.objects.count() == 3


def test_no_day_before_the_citys_first_day_of_figures_is_owed(county):
    policy(county, "stats.first_day", "2022-09-10")
    with at("11 09:00"):
        assert days_owed() == [TENTH]


def test_a_disqualified_firm_leaves_from_that_day_on_and_earlier_days_stay(county):
    with at("8 13:00"):
        loops = sealed(county, county.firms)
    with at("9 00:05"):
        eighth = compile_day(EIGHTH)
    with at("9 15:00"):
        make_move(loops.get(enterprise=county.firms[0]), "lift", by=county.chen, remark="取消资格")
    with at("10 00:05"):
        ninth = compile_day(NINTH)
        assert days_owed() == []
        assert compile_day(EIGHTH) == eighth
    assert (figure(eighth, "I1").value, figure(ninth, "I1").value) == (3, 2)


@pytest.fixture
def three_days(county):
    for day, morning in ((EIGHTH, "9 00:05"), (NINTH, "10 00:05"), (TENTH, "11 00:05")):
        with at(morning):
            compile_day(day)
    return county


def test_a_notice_typed_late_touches_the_days_it_speaks_of(three_days):
    with at("11 08:00"):
        control(three_days, three_days.r510504, "9 06:00", number="2022年第3号")
        assert days_owed() == [NINTH, TENTH]


def test_an_end_set_afterwards_touches_only_what_lies_behind_it(three_days):
    from periods.models import PeriodTerm

    with at("11 08:00"):
        revise(PeriodTerm.objects.current().get(), by=three_days.chen, until=moment("10 12:00"))
        assert days_owed() == [TENTH]
        made = compile_day(TENTH)
    assert figure(made, "I2").denominator == 0
    assert worded(made.cause) == "新增或更正1条管控期限"


def test_a_corrected_directory_touches_every_day_of_its_year(three_days):
    with at("11 08:00"):
        directory(three_days, three_days.firms[:1], above=False)
        assert days_owed() == [EIGHTH, NINTH, TENTH]
        assert figure(compile_day(EIGHTH), "I2").denominator == 2


def test_a_removal_today_touches_no_day_that_is_over(county):
    with at("8 13:00"):
        [entry] = nominate([county.port], by=county.sun, category="livelihood", effective_from=EIGHTH)
        list_entry(entry, by=county.chen)
    with at("9 00:05"):
        compile_day(EIGHTH)
    with at("9 10:00"):
        remove_entry(entry, by=county.chen, remark="不再符合")
        assert days_owed() == []
        issued(county, county.firms[0], 1)
    with at("10 00:05"):
        made = compile_day(NINTH)
        assert days_owed() == []
    assert figure(made, "I17.municipal.park", "city").value == 0
    assert figure(made, "I15.issued.city", "city").value == 1


def test_the_command_compiles_a_range(county, capsys):
    with at("11 09:00"):
        call_command("compile_days", "2022-09-08", "2022-09-10")
    assert len(capsys.readouterr().out.splitlines()) == 3
    assert Compilation.objects.count() == 3


def test_days_owed_take_a_constant_number_of_statements(county, django_assert_num_queries):
    with at("20 09:00"):
        with django_assert_num_queries(3):
            days_owed()
        compile_days_owed()
        firm = firms(county, 1, start=90)
        directory(county, firm)
        with django_assert_num_queries(12):
            days_owed()
