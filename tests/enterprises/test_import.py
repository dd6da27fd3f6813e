"""The official sheets of the registry: read alike whatever wrote them, taken in whole, harmless twice."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clock import clock
from enterprises.importing import DirectoryImporter, ParkImporter, ReturnImporter
from enterprises.models import DailyReturn, DirectoryEntry, Enterprise, Park
from regions.importing import RegionImporter
from regions.models import Region
from tests.ui.sheet_files import as_csv, as_xlsx, cells, fullwidth, original, with_column
from workflow.models import Deed

pytestmark = [pytest.mark.django_db, pytest.mark.database]
LATER = datetime(2022, 9, 12, 8, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
DIRECTORY, PARKS, RETURNS = "enterprise_directory_2022.csv", "parks_2022.csv", "daily_returns_2022-09.csv"


def taken_in(importer, content, *, name, by=None, dry_run=False, **options):
    report = importer(by=by, **options).run(content, name=name, dry_run=dry_run)
    assert report.ok, [problem.as_json() for problem in report.errors[:5]]
    return report.counts


@pytest.fixture
def places(db):
    """The country's divisions, the city's towns and the parks, from the demonstration files."""
    with clock.standing_at(LATER):
        for name in ("divisions_2023.csv", "luzhou_towns_2023.csv"):
            taken_in(RegionImporter, original(name), name=name)
        taken_in(ParkImporter, original(PARKS), name=PARKS)
        yield


def facts():
    """What the portal knows of every firm after an import, without the portal's own keys and times."""
    entries = DirectoryEntry.objects.current().filter(year=2022).order_by("enterprise__credit_code")
    firm = ("credit_code", "name", "contact_name", "contact_phone", "industry_code", "industry")
    place = ("county__code", "town__code", "park__name")
    figures = ("above_scale", "listed_year", "output_value", "employees")
    return list(entries.values_list(*(f"enterprise__{column}" for column in firm), *place, *figures))


def test_the_countrys_divisions_and_the_citys_towns(places):
    assert Region.objects.get(code="510502001").parent.parent.parent.name == "四川省"
    for name in ("divisions_2023.csv", "luzhou_towns_2023.csv"):
        counts = taken_in(RegionImporter, original(name), name=name)
        assert (counts["created"], counts["changed"]) == (0, 0)
    renamed = as_csv([["代码", "名称", "层级"], ["510502", "江阳新区", "区县"]])
    assert taken_in(RegionImporter, renamed, name="x.csv")["changed"] == 1
    assert Region.objects.get(code="510502").parent.code == "510500", "a column not in the sheet stays"


def test_a_division_under_nothing_is_refused():
    rows = [
        ["code", "name", "level", "parent"],
        ["999901", "甲", "county", "999900"],
        ["99990", "乙", "镇", ""],
    ]
    report = RegionImporter().run(as_csv(rows), dry_run=False)
    assert [(p.row, p.code) for p in report.errors] == [
        (2, "unknown_region"),
        (3, "wrong_form"),
        (3, "not_a_choice"),
    ]


def test_the_directory_reads_the_same_from_every_program(places):
    rows = cells(DIRECTORY)
    titled = [["泸州市规模以上工业企业名录"], [], *with_column(rows, "统一社会信用代码", fullwidth)]
    numbers = with_column(rows, "从业人员（人）", lambda cell: int(cell))
    read = []
    for content in [original(DIRECTORY), as_csv(titled, encoding="gb18030"), as_xlsx(("名录", numbers))]:
        before = {"created": 1028, "changed": 0, "unchanged": 0}
        assert taken_in(DirectoryImporter, content, name=DIRECTORY) == before
        read.append(facts())
        with connection.cursor() as cursor:  # row by row the directory is never deleted
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("TRUNCATE enterprises_directoryentry")
        Enterprise.objects.filter(credit_code__in=[row[0] for row in rows[1:]]).delete()
    assert len(read[0]) == len(rows) - 1
    assert read[0] == read[1] == read[2]


def test_the_directory_twice_changes_nothing(places):
    taken_in(DirectoryImporter, original(DIRECTORY), name=DIRECTORY)

    def tables():
        models = (Enterprise, Enterprise.history, DirectoryEntry, Deed)
        return [list((m if hasattr(m, "filter") else m.objects).order_by("pk").values_list()) for m in models]

    standing = tables()
    counts = taken_in(DirectoryImporter, original(DIRECTORY), name=DIRECTORY)
    assert counts == {"created": 0, "changed": 0, "unchanged": len(cells(DIRECTORY)) - 1}
    assert tables() == standing


def test_what_changes_is_a_new_version_and_what_does_not_is_left_alone(places):
    rows = cells(DIRECTORY, rows=3)
    taken_in(DirectoryImporter, as_csv(rows), name=DIRECTORY)
    rows[1][-4], rows[2][-1] = "5000.01", "13900000000"
    counts = taken_in(DirectoryImporter, as_csv(rows), name=DIRECTORY)
    assert counts == {"created": 0, "changed": 2, "unchanged": 1}
    first, second = (Enterprise.objects.get(credit_code=row[0]) for row in rows[1:3])
    assert first.directory.count() == 2
    assert first.history.count() == 1
    assert second.directory.count() == 1, "a telephone number is no fact of the directory"
    assert [old.contact_phone for old in second.history.order_by("pk")] == ["13800000001", "13900000000"]
    next_year = taken_in(DirectoryImporter, as_csv(rows), name=DIRECTORY, year="2023")
    assert next_year["created"] == 3


def test_one_wrong_row_leaves_nothing_written_and_every_error_is_named(places):
    rows = cells(DIRECTORY)
    rows[7] = [*rows[7][:2], "510599", *rows[7][3:]]
    rows[9] = [*rows[9][:3], "纳溪县", "510521001", "无名园区", *rows[9][6:]]
    rows[11] = ["9.15E+17", *rows[11][1:]]
    rows[12] = [rows[13][0], *rows[12][1:]]
    report = DirectoryImporter().run(as_csv(rows), name=DIRECTORY, dry_run=False)
    assert sorted((p.row, p.key, p.code) for p in report.errors) == [
        (8, "county", "unknown_county"),
        (10, "county_name", "county_mismatch"),
        (10, "park", "unknown_park"),
        (12, "credit_code", "spoiled"),
        (14, "credit_code", "duplicate"),
    ]
    assert not DirectoryEntry.objects.exists()
    assert not Enterprise.objects.filter(credit_code=rows[1][0]).exists()


def test_a_dry_run_writes_nothing(places):
    before = (Enterprise.objects.count(), DirectoryEntry.objects.count(), Deed.objects.count())
    counts = taken_in(DirectoryImporter, original(DIRECTORY), name=DIRECTORY, dry_run=True)
    assert counts["created"] == 1028
    assert (Enterprise.objects.count(), DirectoryEntry.objects.count(), Deed.objects.count()) == before


def test_statements_do_not_depend_on_the_number_of_rows(places):
    known = set(Enterprise.objects.values_list("credit_code", flat=True))
    head, *firms = [row for row in cells(DIRECTORY) if row[0] not in known]
    returns, counted = cells(RETURNS), []
    for part in (firms[:20], firms[20:]):
        codes = {row[0] for row in part}
        one_day = [row for row in returns if row[0] == "2022-09-08" and row[1] in codes]
        towns = [[f"{len(part) * 10**5 + at:09}", "镇", "town"] for at in range(len(part))]
        statements = []
        for importer, rows, name in [
            (DirectoryImporter, [head, *part], DIRECTORY),
            (DirectoryImporter, [head, *part], DIRECTORY),
            (ReturnImporter, [returns[0], *one_day], RETURNS),
            (RegionImporter, [["code", "name", "level"], *towns], "towns.csv"),
        ]:
            with CaptureQueriesContext(connection) as captured:
                taken_in(importer, as_csv(rows), name=name)
            statements.append(len(captured))
        counted.append(statements)
    assert counted[0] == counted[1]
    assert max(counted[1]) <= 25


def test_returns_are_amended_not_overwritten(places):
    taken_in(DirectoryImporter, original(DIRECTORY), name=DIRECTORY)
    rows = cells(RETURNS)
    assert taken_in(ReturnImporter, original(RETURNS), name=RETURNS)["created"] == len(rows) - 1
    assert taken_in(ReturnImporter, original(RETURNS), name=RETURNS)["unchanged"] == len(rows) - 1
    rows[1][3] = "0"
    rows[1][5] = "0"
    rows[1][4] = ""
    assert taken_in(ReturnImporter, as_csv(rows[:2]), name=RETURNS)["changed"] == 1
    kept = DailyReturn.objects.filter(enterprise__credit_code=rows[1][1], day="2022-09-08")
    assert kept.count() == 2
    amended = kept.current().get()
    assert (amended.on_site, amended.nat_due) == (0, None), "zero is a value, an empty cell is none"


def test_returns_that_cannot_be_are_refused(places):
    taken_in(DirectoryImporter, as_csv(cells(DIRECTORY, rows=3)), name=DIRECTORY)
    head, *rows = cells(RETURNS, rows=3)
    rows[0][0] = "2022-09-13"
    rows[1][4:7] = ["1", "2", "3"]
    rows[2][1] = cells(DIRECTORY)[20][0]
    report = ReturnImporter().run(as_csv([head, *rows]), dry_run=False)
    assert {(p.row, p.code) for p in report.errors} == {
        (2, "future_day"),
        (3, "more_than_due"),
        (3, "more_than_tested"),
        (4, "unknown_enterprise"),
    }
    assert DailyReturn.objects.filter(enterprise__credit_code=cells(DIRECTORY)[1][0]).count() == 0


def test_parks_twice(places):
    assert (
        taken_in(ParkImporter, original(PARKS), name=PARKS)["unchanged"]
        == Park.objects.filter(name__in=[row[0] for row in cells(PARKS)[1:]]).count()
    )
