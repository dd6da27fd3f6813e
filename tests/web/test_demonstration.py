"""The demonstration: figures come out of its files by the portal's own deeds, whatever the files say."""

from datetime import date
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from rest_framework.test import APIClient

from accounts.models import User
from accounts.tokens import create_token
from clock import clock
from enterprises.models import Enterprise
from regions.models import Region
from stats.models import DailyFigure
from tests.conftest import shanghai

from .smaller import CODE, CONTROLLED, FULL, LOOP, read, smaller_copy, write

SHIPPED = {"contenttypes", "auth"}
pytestmark = pytest.mark.xdist_group("demonstration")


@pytest.fixture
def empty(db):
    """A portal without its cast; the test's transaction brings the cast back."""
    tables = {model._meta.db_table for model in apps.get_models() if model._meta.app_label not in SHIPPED}
    with connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {', '.join(map(connection.ops.quote_name, sorted(tables)))} CASCADE")
    yield
    clock.forget()


@pytest.fixture
def folder(tmp_path):
    return smaller_copy(tmp_path)


def load(folder, **options):
    call_command("load_demonstration", str(folder), stdout=StringIO(), **options)


def figures(day):
    """{(figure, kind of scope, code): (numerator, denominator)} of a day's standing compilation."""
    rows = DailyFigure.objects.filter(compilation__day=day, compilation__is_current=True)
    columns = ("figure", "scope_kind", "scope_code", "numerator", "denominator")
    return {tuple(row[:3]): tuple(row[3:]) for row in rows.values_list(*columns)}


def test_other_files_give_their_own_figures(empty, folder):
    load(folder)
    firms = read(folder, "enterprise_directory_2022.csv")
    above = {row[CODE] for row in firms if row["是否规上"] == "是" and row["区县代码"] in CONTROLLED}
    returns = read(folder, "daily_returns_2022-09.csv")
    days = sorted({row["日期"] for row in returns})
    counts = set()
    for day in days:
        sealed = {row[CODE] for row in returns if row["生产状态"] == LOOP and row["日期"] <= day}
        told = figures(date.fromisoformat(day))
        assert told["I2", "controlled", "510500"] == (len(sealed & above), len(above))
        assert told["I1", "controlled", "510500"][0] == len(sealed & above)
        counts.add(len(sealed & above))
    assert len(counts) > 1 and 0 < max(counts) < len(above)  # the copy tells a story of its own
    passes, entries = read(folder, "passes_2022-09.csv"), read(folder, "whitelist_2022.csv")
    for scope, kind in (("city", "市内应急通行证"), ("province", "省内应急通行证")):
        issued = sum(row["类型"] == kind for row in passes)
        assert issued and told[f"I15.issued.{scope}", "city", "510500"][0] == issued
    for subject, kind in (("park", "园区"), ("enterprise", "企业")):
        listed = sum((row["对象类型"], row["级别"]) == (kind, "市级") for row in entries)
        assert listed and told[f"I17.municipal.{subject}", "city", "510500"][0] == listed


def test_the_published_figures_come_out_of_the_full_folder(empty):
    """463 of 711, 65.1 %, ≥ 85 %, 3,176 and 29 are the article's; the days and counties the data's README's."""
    load(FULL)
    days = {day: figures(date(2022, 9, day)) for day in (8, 9, 10, 11)}
    loops = [told["I2", "controlled", "510500"][0] for told in days.values()]
    assert loops == [216, 318, 400, 463]
    last = days[11]
    counties = {
        "510502": (117, 168),
        "510503": (68, 103),
        "510504": (104, 152),
        "510521": (128, 214),
        "510522": (46, 74),
    }
    assert {code: last["I2", "region", code] for code in counties} == counties
    above, below = last["I3", "controlled", "510500"]
    assert above / below >= 0.85
    white = [
        last[f"I17.{level}.{subject}", "city", "510500"][0]
        for level in ("municipal", "provincial")
        for subject in ("park", "enterprise")
    ]
    assert white == [8, 89, 2, 15]
    issued = [last[f"I15.issued.{scope}", "city", "510500"][0] for scope in ("city", "province")]
    assert issued == [3176, 29]
    _token, key = create_token(User.objects.get(username="chensiyuan"), name="test")
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Token {key}")
    with clock.standing_at(shanghai("2022-09-12 08:00")):
        answer = client.get(
            "/api/v1/statistics/daily/", {"date": "2022-09-11", "figure": "I2", "scope": "controlled"}
        )
    [row] = answer.json()["results"]
    assert (row["numerator"], row["denominator"], row["value"]) == ("463", "711", "0.651195")


def test_a_portal_that_holds_anything_is_left_as_it_is(world, folder):
    with pytest.raises(CommandError, match="holds data already"):
        load(folder)
    load(folder, if_empty=True)
    assert Enterprise.objects.count() == 3


def test_a_broken_file_names_itself_and_its_row_and_leaves_nothing(empty, folder):
    rows = read(folder, "enterprise_directory_2022.csv")
    rows[3][CODE] = rows[3][CODE][:-1] + ("0" if rows[3][CODE][-1] != "0" else "1")
    write(folder, "enterprise_directory_2022.csv", rows)
    with pytest.raises(CommandError, match=r"enterprise_directory_2022\.csv: 5 .*信用代码"):
        load(folder)
    assert not (Region.objects.exists() or User.objects.exists() or Enterprise.objects.exists())


def test_a_missing_file_is_named(empty, folder):
    (folder / "parks_2022.csv").unlink()
    with pytest.raises(CommandError, match=r"parks_\*\.csv"):
        load(folder)
    assert not Region.objects.exists()
