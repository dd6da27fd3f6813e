"""kill -9 of the demonstration's loader half way: the next start begins it again and has it whole, once, labelled."""

import shutil
import tempfile
import urllib.request
from pathlib import Path

import psycopg2
import pytest

from tests.web.smaller import CODE, LOOP, read, smaller_copy

from .portal import Run, published

pytestmark = pytest.mark.xdist_group("sudden ends")


@pytest.fixture
def home():
    path = Path(tempfile.mkdtemp(prefix="luzhou-bubble-"))
    path.chmod(0o711)
    yield path
    shutil.rmtree(path, ignore_errors=True)


def test_a_loader_killed_half_way_is_made_good_by_the_next_start(home, tmp_path):
    folder = smaller_copy(tmp_path)
    days = sorted({row["日期"] for row in read(folder, "daily_returns_2022-09.csv")})
    with Run(home, "--demonstration", folder).told(f"up to {days[len(days) // 2]}") as first:
        first.kill("manage.py prepare")
        first.told("The database was not made ready").told("Stopping all parts")
        assert first.process.wait(60) == 1
    with Run(home, "--demonstration", folder).ready() as second:
        second.told("Bubble-2022-demo")
        with urllib.request.urlopen(f"{second.address}/sign-in/", timeout=20) as page:
            assert "演示数据" in page.read().decode()
        told = stored(published(home)["DATABASE_URL"])
        second.stopped()
    firms = read(folder, "enterprise_directory_2022.csv")
    assert told["firms"] == len(firms)
    issued = [row["类型"] for row in read(folder, "passes_2022-09.csv")]
    assert told["I15.issued.city"] == issued.count("市内应急通行证")
    assert told["I15.issued.province"] == issued.count("省内应急通行证")
    returns = read(folder, "daily_returns_2022-09.csv")
    sealed = {row[CODE] for row in returns if row["生产状态"] == LOOP}
    above = {row[CODE] for row in firms if row["是否规上"] == "是"}
    assert told["I1"] == len(sealed & above)
    assert told["compilations"] == len(days), "each day once"


def stored(address):
    """What the database holds: firms, compilations, and the last day's figures of the city."""
    line = psycopg2.connect(address)
    with line, line.cursor() as cursor:
        cursor.execute(
            "SELECT figure, numerator FROM stats_dailyfigure f JOIN stats_compilation c ON c.id = compilation_id"
            " WHERE scope_kind = 'city' AND is_current AND day = (SELECT max(day) FROM stats_compilation)"
        )
        told = dict(cursor.fetchall())
        for name, table in (("firms", "enterprises_enterprise"), ("compilations", "stats_compilation")):
            cursor.execute(f"SELECT count(*) FROM {table}")
            [told[name]] = cursor.fetchone()
    line.close()
    return told
