"""What the figures say of a moment: who is in scope, what is counted, what is null."""

from datetime import date
from decimal import Decimal

import pytest

from stats.compile import compile, digest_of
from stats.services import compile_day, compile_now
from tests.conftest import shanghai
from whitelist.services import list_entry, nominate, record_entries, remove_entry
from workflow.errors import Refused
from workflow.moves import make_moves

from .deeds import at, confirmed, directory, figure, firms, issued, ordered, policy, rows_at, sealed

pytestmark = pytest.mark.database

EIGHTH = date(2022, 9, 8)


def test_a_confirmed_loop_counts_and_an_order_does_not(county):
    with at("8 13:00"):
        loops = ordered(county, county.firms)
        confirmed(county, loops.filter(enterprise=county.firms[0]))
    with at("9 00:05"):
        made = compile_day(EIGHTH)
    row = figure(made, "I2")
    assert (row.numerator, row.denominator, row.value) == (1, 3, Decimal("0.333333"))
    assert row.scope_name == "合江县" and row.formula == "I2.v1" and row.unit == "1"
    assert figure(made, "I1").value == 1
    assert figure(made, "I2", "park", county.port.pk).denominator == 3


def test_midnight_belongs_to_the_next_day(county):
    with at("8 13:00"):
        loops = ordered(county, county.firms)
    with at("9 08:00"):
        confirmed(county, loops.filter(enterprise=county.firms[0]), "8 23:59")
        confirmed(county, loops.filter(enterprise=county.firms[1]), "9 00:00")
    assert rows_at("9 00:00")["I1", "city", "510500"].value == 1
    assert rows_at("10 00:00")["I1", "city", "510500"].value == 2


def test_a_small_firm_in_closed_loop_does_not_count(county):
    with at("8 13:00"):
        small = firms(county, 1, start=70)
        directory(county, small, above=False)
        sealed(county, [*county.firms[:1], *small])
    rows = rows_at("9 00:00")
    assert rows["I1", "controlled", "510500"].value == 1
    assert rows["I2", "controlled", "510500"].denominator == 3


def test_a_paused_loop_does_not_count_and_a_resumed_one_does_again(county):
    with at("8 13:00"):
        loops = sealed(county, county.firms)
    with at("9 10:00"):
        make_moves(loops, "pause", by=county.sun, remark="检修")
    with at("10 10:00"):
        make_moves(loops.filter(enterprise=county.firms[0]), "resume", by=county.sun)
    counts = [rows_at(f"{day} 00:00")["I1", "region", "510522"].value for day in (9, 10, 11)]
    assert counts == [3, 0, 1]


def test_output_that_is_missing_is_left_out_above_and_below(county):
    with at("8 13:00"):
        rich, _usual, unknown = county.firms
        directory(county, [rich], output="300.50")
        directory(county, [unknown], output=None)
        sealed(county, [rich, unknown])
    row = rows_at("9 00:00")["I3", "controlled", "510500"]
    assert (row.numerator, row.denominator) == (Decimal("300.50"), Decimal("400.50"))
    assert row.value == Decimal("0.750312")
    assert row.note == {"base_year": 2021, "missing": 1}
    assert (row.firms_above, row.firms_below) == (1, 2)


def test_passes_ever_issued_count_whatever_became_of_them(county):
    firm = county.firms[0]
    with at("8 13:00"):
        city = issued(county, firm, 3)
        issued(county, firm, 2, scope="province", channel="offline")
        make_moves(city.filter(pk=city[0].pk), "suspend", by=county.he, remark="核对")
        make_moves(city.filter(pk=city[0].pk), "reinstate", by=county.he, remark="核对无误")
        make_moves(city.filter(pk=city[1].pk), "revoke", by=county.he, remark="冒用", basis="口头")
    rows = rows_at("9 00:00")
    assert rows["I15.issued.city.online", "city", "510500"].value == 3
    assert rows["I15.issued.city.offline", "city", "510500"].value == 0
    assert rows["I15.issued.city", "region", "510522"].value == 3
    assert rows["I15.issued.province.offline", "park", str(county.port.pk)].value == 2
    assert rows["I15.issued", "city", "510500"].value == 5
    assert rows["I15.issued", "region", "510504"].value == 0
    assert rows_at("8 13:00")["I15.issued", "city", "510500"].value == 0


def test_the_white_list_by_level_and_subject(county):
    with at("8 13:00"):
        firm, other = county.firms[:2]
        entries = nominate(
            [firm, county.port], by=county.sun, category="livelihood", effective_from=date(2022, 9, 8)
        )
        for entry in entries:
            list_entry(entry, by=county.chen)
        how = {"level": "provincial", "category": "livelihood", "document": "川函1号"}
        record_entries([other], by=county.chen, effective_from=date(2022, 9, 9), **how)
    with at("10 10:00"):
        remove_entry(entries[0], by=county.chen, remark="不再符合")
    counts = [
        [
            rows_at(f"{day} 00:00")[f"I17.{name}", "city", "510500"].value
            for name in ("municipal.park", "municipal.enterprise", "provincial.enterprise")
        ]
        for day in (9, 10, 11)
    ]
    assert counts == [[1, 1, 0], [1, 2, 1], [1, 1, 1]]
    assert rows_at("10 00:00")["I17.municipal.enterprise", "park", str(county.port.pk)].value == 2
    assert rows_at("10 00:00")["I17.municipal.park", "region", "510522"].value == 1


def test_what_was_not_yet_known_does_not_count(county):
    with at("8 13:00"):
        loops = ordered(county, county.firms)
    with at("10 10:00"):
        confirmed(county, loops, "8 14:00")
    assert rows_at("9 00:00", known="9 00:05")["I1", "city", "510500"].value == 0
    assert rows_at("9 00:00", known="10 10:00")["I1", "city", "510500"].value == 3


@pytest.mark.parametrize(("below", "value"), [(710, "0.652113"), (711, "0.651195"), (712, "0.650281")])
def test_shares_are_exact_to_six_places_half_up(county, below, value):
    with at("8 13:00"):
        rows = firms(county, below - 3, start=100)
        directory(county, rows)
        sealed(county, rows[:463])
    assert rows_at("9 00:00")["I2", "controlled", "510500"].value == Decimal(value)


def test_the_same_arguments_give_the_same_digest_for_ever(county):
    from .deeds import moment

    before = digest_of(compile(moment("9 00:00"), moment("9 00:05")))
    with at("9 10:00"):
        directory(county, firms(county, 4, start=30))
        issued(county, county.firms[0], 2)
    assert digest_of(compile(moment("9 00:00"), moment("9 00:05"))) == before


@pytest.mark.parametrize("more", [0, 57])
def test_a_compilation_takes_seven_statements_whatever_the_number_of_firms(
    county, more, django_assert_num_queries
):
    from .deeds import moment

    with at("8 13:00"):
        if more:
            rows = firms(county, more, start=200)
            directory(county, rows)
            sealed(county, rows)
            issued(county, rows[0], 20)
    with django_assert_num_queries(7):
        compile(moment("9 00:00"), moment("9 00:05"))


def test_the_cut_off_is_a_policy_of_its_day(county):
    policy(county, "stats.cutoff", "16:00", since="9 00:00")
    with at("8 13:00"):
        loops = ordered(county, county.firms)
    with at("9 18:00"):
        confirmed(county, loops, "9 17:00")
        made = compile_day(date(2022, 9, 9))
        assert compile_day(EIGHTH).as_of == shanghai("2022-09-09 00:00")
    assert made.as_of == shanghai("2022-09-09 16:00")
    assert figure(made, "I1").value == 0


def test_a_day_not_yet_over_is_refused_and_shown_only_as_now(county):
    with at("8 13:00"):
        sealed(county, county.firms[:2])
    with at("8 18:00"):
        with pytest.raises(Refused, match="尚未截止"):
            compile_day(EIGHTH)
        live = compile_now()
    assert live.as_of == shanghai("2022-09-08 18:00")
    assert next(r.value for r in live.rows if (r.figure, r.scope_kind) == ("I1", "controlled")) == 2
