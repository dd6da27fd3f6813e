"""A list as its readers see it."""

import csv
import io
import re
from decimal import Decimal

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ui.export import neutral, original
from ui.lists import list_page

from .conftest import person
from .samples import COLUMNS, County, Firm, FirmFilter

pytestmark = pytest.mark.database


@pytest.fixture
def three(firms):
    hejiang = County.objects.create(code="510522", name="合江县")
    luxian = County.objects.create(code="510521", name="泸县")
    firms.create(
        code="915105220001234567", name="泸州嘉山酿酒有限公司", county=hejiang, output="7386.6", people=12
    )
    firms.create(code="915105210000000018", name="=cmd|'/c calc'!A1", county=luxian, output="50", people=1028)
    firms.create(code="000105210000000018", name="无县企业", people=3, state="filed")


def page(request, **options):
    return list_page(request, COLUMNS, Firm.objects.all(), FirmFilter, **options)


def names(response):
    return re.findall(r'<th scope="row"><a href="/firms/\w+/">([^<]+)</a>', response.content.decode())


def test_rows_link_format_and_order(three, ask):
    response = page(ask("/firms/?ordering=-output"))
    assert names(response) == ["泸州嘉山酿酒有限公司", "=cmd|&#x27;/c calc&#x27;!A1", "无县企业"]
    text = response.content.decode()
    assert "7,386.60" in text and "上年产值（万元）" in text
    assert '<span class="lb-state is-ok">已备案</span>' in text
    assert 'aria-sort="descending"' in text


def test_conditions_are_chips_that_can_be_taken_away(three, ask):
    text = page(ask("/firms/?state=filed&people_min=2&people_max=5")).content.decode()
    assert "已备案<a" in text and "2–5<a" in text
    assert "?people_min=2&amp;people_max=5" in text and "?state=filed" in text


def test_a_bad_condition_says_so_keeps_it_and_shows_nothing(three, ask):
    text = page(ask("/firms/?people_min=many")).content.decode()
    assert "筛选条件有误" in text and 'value="many"' in text and 'scope="row"' not in text


def test_htmx_gets_the_part(three, ask, rf):
    request = ask("/firms/")
    request.htmx = type("Details", (), {"target": "listing", "history_restore_request": False})()
    text = page(request).content.decode()
    assert text.lstrip().startswith('<div id="listing"') and "<html" not in text


def test_a_made_up_cursor_leads_to_the_first_page_with_a_sentence(three, ask):
    text = page(ask("/firms/?cursor=xyz")).content.decode()
    assert "翻页位置无效" in text and text.count('scope="row"') == 3


@pytest.mark.parametrize("rows", [1, 50, 100])
def test_two_statements_whatever_the_rows(firms, ask, rows):
    firms.bulk_create(Firm(code=str(n), name="企业") for n in range(rows))
    with CaptureQueriesContext(connection) as asked:
        page(ask("/firms/"), limit=100)
    of_the_list = [one["sql"] for one in asked if "ui_samples" in one["sql"]]
    assert len(of_the_list) == 2, "the count and the page; the shell's own do not grow with the rows"
    assert len(asked) <= 4


def test_a_hidden_column_is_nowhere(three, ask):
    guest = person(guest=True)
    text = page(ask("/firms/?ordering=-people&people_min=1000", guest)).content.decode()
    assert "从业" not in text and "1,028" not in text
    assert len(names(page(ask("/firms/?people_min=1000", guest)))) == 3, "the filter is not theirs"
    rows = exported_csv(page(ask("/firms/?export=csv", guest)))
    assert "从业" not in rows[0]


def test_a_masked_value_is_null_elsewhere_and_not_to_be_found_out(three, ask):
    county = person(city=False, county="510522")
    text = page(ask("/firms/", county)).content.decode()
    assert "7,386.60" in text and "50.00" not in text
    assert names(page(ask("/firms/?least_output=1", county))) == ["泸州嘉山酿酒有限公司"]
    order = names(page(ask("/firms/?ordering=output", county)))
    assert order[0] == "泸州嘉山酿酒有限公司", "a masked value sorts as if it were not there"
    rows = exported_csv(page(ask("/firms/?export=csv&ordering=code", county)))
    assert [row[4] for row in rows[1:]] == ["", "", "7386.60"]


def exported_csv(response):
    body = b"".join(response.streaming_content).decode()
    assert body.startswith("\ufeff")
    return list(csv.reader(io.StringIO(body[1:])))


def test_csv_neutralises_formulas_and_keeps_labels(three, ask):
    response = page(ask("/firms/?export=csv&ordering=-output"))
    rows = exported_csv(response)
    assert rows[0] == [
        "企业名称",
        "统一社会信用代码",
        "区县代码",
        "区县",
        "上年产值",
        "从业",
        "状态",
        "开业",
        "最近查看",
    ]
    assert rows[2][0] == "'=cmd|'/c calc'!A1"
    assert rows[1][3:6] == ["合江县", "7386.60", "12"]
    assert "attachment" in response["Content-Disposition"]


def test_xlsx_codes_are_text_and_figures_numbers(three, ask):
    response = page(ask("/firms/?export=xlsx&ordering=-output"))
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
    assert (sheet["B2"].value, sheet["B2"].data_type) == ("915105220001234567", "s")
    assert sheet["B4"].value == "000105210000000018"
    assert (sheet["E2"].value, sheet["E2"].data_type) == (7386.6, "n")
    assert (sheet["A3"].value, sheet["A3"].data_type) == ("'=cmd|'/c calc'!A1", "s")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "'=1", "''@", "'x", "泸县", "a=1"])
def test_what_is_exported_can_be_imported_again(text):
    assert original(neutral(text)) == text
    assert neutral(text)[0] not in "=+-@\t\r"


def test_figures_are_rounded_half_up():
    from ui.moments import number, percent

    assert percent(Decimal("0.651195")) == "65.1"
    assert percent(Decimal("0.0005")) == "0.1"
    assert number(Decimal("1028.25"), 1) == "1,028.3"
