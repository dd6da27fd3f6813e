"""The demonstration is what its files tell: other files, other figures; broken files, nothing at all."""

import pytest
from django.core.management import CommandError, call_command

from accounts.demonstration import PASSWORD
from accounts.models import User
from clock import clock
from passes.models import VehiclePass
from stats.models import DailyFigure
from whitelist.models import WhitelistEntry
from workflow.models import Deed, Outbox

from .demonstrations import (
    NAME,
    SHIPPED,
    above_scale,
    emptied,
    read,
    reduce,
    sealed_by,
    write,
)

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demonstration")]


def load(folder, *options):
    call_command("load_demonstration", str(folder), *options, stdout=open("/dev/null", "w"))  # noqa: SIM115


def figure(name, kind="controlled", code="510500", day="2022-09-11"):
    rows = DailyFigure.objects.filter(compilation__is_current=True, compilation__day=day, figure=name)
    row = rows.get(scope_kind=kind, scope_code=code)
    return row.numerator, row.denominator


def test_other_files_give_other_figures(tmp_path):
    reduce(tmp_path)
    whole = above_scale(tmp_path, "510502")
    with emptied():
        load(tmp_path)
        for day in ("2022-09-08", "2022-09-09", "2022-09-10", "2022-09-11"):
            running = sealed_by(tmp_path, day) & whole
            assert figure("I2", day=day) == (len(running), len(whole))
        free = sealed_by(tmp_path, "2022-09-11") & above_scale(tmp_path, "510522")
        assert figure("I1", "region", "510522")[0] == len(free)
        assert figure("I2", "region", "510522")[1] in (0, None)  # nothing is under control there
        firms = [row for row in read(tmp_path, "whitelist") if row["对象类型"] == "企业"]
        assert figure("I17.municipal.enterprise", "city")[0] == len(firms)
        papers = [row["渠道"] for row in read(tmp_path, "passes")]
        assert figure("I15.issued", "city")[0] == len(papers)
        assert VehiclePass.objects.filter(channel="offline").count() == papers.count("线下")
        assert_it_was_done_by_deeds()


def assert_it_was_done_by_deeds():
    """Nobody filed and judged the same, nothing was recorded before it happened, and the clock runs on."""
    entries = WhitelistEntry.objects.filter(level="municipal", nominated_by__isnull=False)
    for entry in entries:
        assert entry.nominated_by_id not in entry.steps.filter(target="listed").values_list(
            "deed__by", flat=True
        )
    assert not Deed.objects.filter(recorded_at__gt="2022-09-12T00:00:00Z").exists()
    assert clock.demonstration().startswith("演示数据")
    chen = User.objects.get(username="chensiyuan")
    assert chen.check_password(PASSWORD)
    duty = User.objects.filter(username__startswith="duty-")
    assert duty.exists() and not any(person.has_usable_password() for person in duty)
    waiting = Outbox.objects.filter(delivered_at=None).select_related("deed")
    assert all(row.deed.recorded_at > clock.day_start(clock.day_of(row.deed.recorded_at)) for row in waiting)
    assert waiting.filter(deed__recorded_at__lt="2022-09-11T16:00:00Z").count() == 0


def test_a_portal_that_holds_data_is_left_alone(world, tmp_path):
    before = User.objects.count()
    with pytest.raises(CommandError, match="needs an empty one"):
        load(SHIPPED)
    load(SHIPPED, "--if-empty")
    assert User.objects.count() == before


def test_production_refuses_it(world, settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="production"):
        load(SHIPPED)


def test_a_missing_file_is_named(tmp_path):
    reduce(tmp_path)
    (tmp_path / NAME["periods"]).unlink()
    with emptied():
        with pytest.raises(CommandError, match="control_periods"):
            load(tmp_path)
        assert not User.objects.exists()


def test_a_broken_file_is_named_and_nothing_of_the_rest_stays(tmp_path):
    reduce(tmp_path)
    rows = read(tmp_path, "directory")
    write(tmp_path, "directory", [rows[0] | {"区县代码": "999999"}, *rows[1:]])
    with emptied():
        with pytest.raises(CommandError, match=r"enterprise_directory_2022\.csv: 2"):
            load(tmp_path)
        assert not User.objects.exists() and not clock.demonstration()


def test_the_shipped_folder_tells_what_the_article_tells():
    with emptied():
        load(SHIPPED)
        assert figure("I2") == (463, 711)
        for day, running in (("2022-09-08", 216), ("2022-09-09", 318), ("2022-09-10", 400)):
            assert figure("I2", day=day) == (running, 711)
        counties = {
            "510502": (117, 168),
            "510503": (68, 103),
            "510504": (104, 152),
            "510521": (128, 214),
            "510522": (46, 74),
        }
        for code, counted in counties.items():
            assert figure("I2", "region", code) == counted
        running, whole = figure("I3")
        assert running / whole >= 0.85
        assert [figure(f"I17.{name}", "city")[0] for name in ("municipal.park", "municipal.enterprise")] == [
            8,
            89,
        ]
        assert [
            figure(f"I17.{name}", "city")[0] for name in ("provincial.park", "provincial.enterprise")
        ] == [2, 15]
        assert figure("I15.issued.city.online", "city")[0] == 3176
        assert figure("I15.issued.province.offline", "city")[0] == 29
        assert_it_was_done_by_deeds()
