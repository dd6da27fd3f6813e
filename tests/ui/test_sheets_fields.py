"""A cell becomes a value, or is refused by name; what a spreadsheet program has spoiled is never guessed."""

from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from ui.sheets.cells import CellError
from ui.sheets.fields import Choice, Code, CreditCode, Day, Moment, Number, Phone, Plate, Text, Whole, YesNo

from .sheet_files import cells, fullwidth

GOOD = cells(rows=1)[1][0]
SHANGHAI = ZoneInfo("Asia/Shanghai")


def refused(field, cell):
    with pytest.raises(CellError) as caught:
        field.clean(cell)
    assert caught.value.reason.endswith(("。", "）。"))
    return caught.value.code


def test_a_credit_code_is_read_through_what_input_methods_do_to_it():
    field = CreditCode("统一社会信用代码", required=True)
    for cell in [GOOD, GOOD.lower(), f" {GOOD[:4]} {GOOD[4:]}\u200b", fullwidth(GOOD), f"\ufeff{GOOD}\xa0"]:
        assert field.clean(cell) == GOOD


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("9.15E+17", "spoiled"),
        ("９.１５１０５Ｅ＋１７", "spoiled"),
        (9.15105e17, "spoiled"),
        (915105220000000000, "spoiled"),
        ("915105220000000000", "spoiled"),
        (date(2022, 9, 1), "spoiled_date"),
        (GOOD[:-1], "wrong_length"),
        (GOOD[:-1] + ("A" if GOOD[-1] != "A" else "B"), "wrong_check_digit"),
        ("I" * 18, "wrong_check_digit"),
        ("#REF!", "formula_error"),
        (None, "required"),
        ("\u3000\u200b", "required"),
    ],
)
def test_a_credit_code_that_cannot_stand_is_named(cell, code):
    assert refused(CreditCode("统一社会信用代码", required=True), cell) == code


def test_codes_that_excel_made_numbers_come_back_while_nothing_is_lost():
    field = Code("区县代码", length=6, pattern=r"\d{6}")
    assert field.clean(510522) == field.clean(510522.0) == field.clean("５１０５２２") == "510522"
    assert refused(field, 51052) == "wrong_length"
    assert refused(field, "51052A") == "wrong_form"


def test_names_keep_their_brackets_and_lose_only_stray_blanks():
    assert Text("名称").clean(" 四川泸州（长江）\n经济开发区 ") == "四川泸州（长江） 经济开发区"
    assert refused(Text("名称", max_length=3), "四个字长") == "too_long"
    assert refused(Text("名称"), "a\x07b") == "control_character"
    assert refused(Text("名称"), "a\ud800b") == "control_character"


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1,234.5", "1234.50"),
        ("１２．５", "12.50"),
        (0.1 + 0.2, "0.30"),
        (12, "12.00"),
        ("-3", "-3.00"),
        ("0", "0.00"),
    ],
)
def test_numbers(cell, value):
    assert str(Number("产值").clean(cell)) == value


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("12%", "percent"),
        ("1.2E+05", "scientific"),
        ("12人", "not_a_number"),
        ("1,23", "not_a_number"),
        ("—", "not_a_number"),
        ("NaN", "not_a_number"),
        ("9" * 31, "not_a_number"),
        (1e300, "too_large"),
        (float("inf"), "too_large"),
        ("1.234", "too_many_places"),
        (True, "not_a_number"),
        (datetime(2022, 9, 1), "not_a_number"),  # noqa: DTZ001
    ],
)
def test_what_is_no_number(cell, code):
    assert refused(Number("产值"), cell) == code


def test_whole_numbers_and_limits():
    field = Whole("从业人员", most=1000)
    assert field.clean(28.0) == 28
    assert isinstance(field.clean("28"), int)
    assert field.clean("") is None, "missing is not zero"
    assert refused(field, "2.5") == "not_whole"
    assert refused(field, -1) == "too_small"
    assert refused(field, 1001) == "too_large"
    assert Number("比例", places=2, least=Decimal(0), most=Decimal(1)).clean("0.50") == Decimal("0.5")


@pytest.mark.parametrize(
    "cell",
    [
        "2022-09-11",
        "2022/9/11",
        "2022.9.11",
        "2022年9月11日",
        "２０２２－０９－１１",
        "20220911",
        20220911,
        "2022-09-11 00:00:00",
        datetime(2022, 9, 11),  # noqa: DTZ001
        date(2022, 9, 11),
        44815,
        44815.0,
    ],
)
def test_days(cell):
    assert Day("日期").clean(cell) == date(2022, 9, 11)


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("2022-02-30", "no_such_day"),
        ("22-9-11", "not_a_date"),
        ("9月11日", "not_a_date"),
        ("2022-09-11 18:00", "has_hour"),
        ("0001-01-01", "not_a_date"),
        (1, "not_a_date"),
        (True, "not_a_date"),
        ("明天", "not_a_date"),
    ],
)
def test_what_is_no_day(cell, code):
    assert refused(Day("日期"), cell) == code


@pytest.mark.parametrize(
    "cell",
    [
        "2022-09-11 18:05",
        "2022/9/11 18:05:00",
        "2022-09-11T18:05",
        "2022年9月11日18时5分",
        "2022年9月11日 １８：０５",
        datetime(2022, 9, 11, 18, 5),  # noqa: DTZ001
        44815 + (18 * 60 + 5) / 1440,
    ],
)
def test_moments_are_in_the_portals_own_zone(cell):
    assert Moment("时间").clean(cell) == datetime(2022, 9, 11, 18, 5, tzinfo=SHANGHAI)


def test_midnight_written_as_24_is_the_next_day_and_an_hour_must_be_given():
    assert Moment("时间").clean("2022-09-11 24:00") == datetime(2022, 9, 12, tzinfo=SHANGHAI)
    assert refused(Moment("时间"), "2022-09-11") == "no_hour"
    assert refused(Moment("时间"), "2022-09-11 25:00") == "not_a_date"


def test_yes_no_and_choices():
    field = YesNo("是否规上", yes=("规上",), no=("规下",))
    assert [field.clean(cell) for cell in ["是", "Ｙ", 1, True, "规上"]] == [True] * 5
    assert [field.clean(cell) for cell in ["否", "n", 0, "0", False]] == [False] * 5
    assert refused(field, "大概") == "not_yes_or_no"
    state = Choice("生产状态", choices=[("loop", "闭环生产"), ("idle", "停产")])
    assert state.clean(" 闭环生产 ") == state.clean("LOOP") == "loop"
    assert refused(state, "闭环") == "not_a_choice"


def test_telephone_numbers_and_plates():
    phone = Phone("联系电话")
    assert (
        phone.clean(13800000000)
        == phone.clean("138 0000 0000")
        == phone.clean("+86-13800000000")
        == "13800000000"
    )
    assert phone.clean("0830-3190000") == phone.clean("（0830）3190000") == "0830-3190000"
    assert refused(phone, "8303190000") == "wrong_phone", "the leading zero a spreadsheet took is not guessed"
    assert Plate("车牌号码").clean("川e·12345") == "川E12345"
    assert refused(Plate("车牌号码"), "E12345") == "wrong_plate"
