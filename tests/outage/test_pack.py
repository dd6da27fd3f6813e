"""When it is down: the pack, paper from its numbers, and everything entered afterwards."""

import csv
import io
import zipfile
from datetime import timedelta

from django.db.backends.postgresql.psycopg_any import NumericRange

from accounts.models import Reading
from clock import clock
from outage.models import NumberBlock
from outage.writing import make_pack
from passes import services
from passes.issue import reserving
from passes.models import Serial, VehiclePass
from tests.conftest import shanghai


def rows(folder, name):
    text = (folder / "current" / f"{name}.csv").read_text("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))[1:]


def test_the_guard_finds_the_live_pass_by_its_last_four_and_the_revoked_one_apart(
    world,
    issued,
    folder,
):
    live = issued()
    gone = issued(plate="川E55555")
    services.revoke_pass(gone, by=world.chen, remark="错发", basis="口头")
    make_pack()
    assert [row[:3] for row in rows(folder, "passes-live")] == [["2345", "川E12345", live.number]]
    assert [row[:4] for row in rows(folder, "passes-stopped")] == [
        ["5555", "川E55555", gone.number, "已撤销"]
    ]
    assert any(world.bureau.name in row for row in rows(folder, "contacts"))
    with zipfile.ZipFile(folder / "outage.zip") as archive:
        names = set(archive.namelist())
        assert {
            "index.html",
            "passes-live.html",
            "passes-live.xlsx",
            "blank-passes.html",
            "duty.csv",
        } <= names
        page = archive.read("passes-live.html").decode()
    assert "川E12345" in page and "src=" not in page and "http" not in page, "it needs nothing from outside"


def test_no_file_of_the_pack_names_a_driver_and_whoever_takes_it_along_is_noted(
    world, client, issued, folder
):
    issued(driver_name="赵师傅", driver_phone="13900000001")
    long_over = issued(plate="川E55555", driver_name="钱师傅", driver_phone="13900000002")
    services.revoke_pass(long_over, by=world.chen, remark="错发", basis="口头")
    with clock.standing_at(shanghai("2022-09-12 08:00")):
        make_pack()
    with zipfile.ZipFile(folder / "outage.zip") as archive:
        for name in archive.namelist():
            content = archive.read(name)
            if name.endswith(".xlsx"):
                with zipfile.ZipFile(io.BytesIO(content)) as book:
                    content = b"".join(book.read(part) for part in book.namelist())
            for told in ("赵师傅", "钱师傅", "13900000001", "13900000002"):
                assert told.encode() not in content, name
    client.force_login(world.chen)
    assert client.get("/outage/file/").status_code == 200
    client.get("/api/v1/outage-pack/print/")
    noted = Reading.objects.order_by("pk").values_list("user__username", "kind", "how")
    assert list(noted) == [("chen", "outage.Pack", "export"), ("chen", "outage.Pack", "print")]
    client.force_login(world.xuming)
    assert "停机应急包" in client.get("/readings/").content.decode()


def test_a_year_without_serials_still_has_its_pack(world, types, folder):
    make_pack()
    NumberBlock.objects.update(serials=NumericRange(31, 51))  # thirty of the first fifty are used up
    Serial.objects.update(last=999_990)
    make_pack()
    assert len(rows(folder, "numbers")) == 20 and Serial.objects.get().last == 999_990


def test_who_may_still_drive_home_is_told_among_the_stopped(world, issued, folder):
    home, gone = issued(), issued(plate="川E55555")
    services.suspend_pass(home, by=world.chen, remark="核查")
    services.revoke_pass(gone, by=world.chen, remark="错发", basis="口头")
    VehiclePass.objects.update(return_only_until=clock.now() + timedelta(hours=6))
    make_pack()
    told = {row[1]: row[3] for row in rows(folder, "passes-stopped")}
    assert told["川E12345"].startswith("已暂停，仅限返程，至9月8日 18:00止") and told["川E55555"] == "已撤销"


def test_old_packs_are_cleared_and_the_hourly_ones_carry_the_same_numbers(world, types, folder):
    make_pack()
    before = rows(folder, "numbers")
    for _hour in range(4):
        make_pack()
    assert rows(folder, "numbers") == before and len(before) == reserving.SIZE
    assert len(list(folder.glob("outage-*"))) == 3 and NumberBlock.objects.count() == 1


def test_the_city_makes_it_by_page_and_rest_and_nobody_else_reads_it(world, client, folder):
    for who in (world.li, world.sun, world.xuming, world.system):
        client.force_login(who)
        assert client.get("/outage/").status_code == client.get("/outage/file/").status_code == 403
        assert client.post("/api/v1/outage-pack/").status_code == 403
    client.force_login(world.chen)
    assert "还没有生成过" in client.get("/outage/").content.decode()
    assert client.get("/outage/file/").status_code == 404
    assert "已生成" in client.post("/outage/", follow=True).content.decode()
    assert "0分钟前生成" in client.get("/outage/").content.decode()
    assert b"".join(client.get("/outage/file/")).startswith(b"PK")
    said = client.post("/api/v1/outage-pack/").json()
    assert said["age_minutes"] == 0 and not said["is_old"] and "index.html" in said["files"]
    client.logout()
    assert client.get("/readyz").json()["outage_pack"]["age_minutes"] == 0
