"""When it is down: the pack, paper from its numbers, and everything entered afterwards."""

import csv
import io
import zipfile
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, transaction

from accounts.models import Reading
from clock import clock
from outage.models import NumberBlock
from outage.writing import made_at, make_pack
from passes import services
from passes.issue import numbers, reserving
from passes.models import VehiclePass
from stats.compile import compile
from tests.conftest import shanghai
from workflow.errors import Refused

BASIS = "停机期间纸质核发"


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


def test_a_pack_that_fails_half_way_leaves_the_last_one_whole(world, issued, folder, monkeypatch):
    issued()
    make_pack()
    first, made = (folder / "current").resolve(), made_at()
    issued(plate="川E55555")
    monkeypatch.setattr("outage.writing._put_zip", lambda *_all: (_ for _ in ()).throw(OSError("disk full")))
    with pytest.raises(Refused, match="disk full"):
        make_pack()
    assert (folder / "current").resolve() == first and made_at() == made
    assert len(rows(folder, "passes-live")) == 1


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


def test_paper_from_the_pack_is_entered_afterwards_and_the_figures_are_as_if_it_had_been_online(
    world,
    application,
    issued,
    folder,
):
    issued()
    make_pack()
    [number, *_rest] = rows(folder, "numbers")[0]
    noon = shanghai("2022-09-08 11:30")
    entered = services.enter_paper_pass(
        by=world.chen,
        basis=BASIS,
        occurred_at=noon,
        **application(plate="川E66666", number=number.replace("-", "")),
    )
    assert (entered.number, entered.issued_at, entered.channel) == (number, noon, "offline")
    online = issued(plate="川E77777")
    assert online.number not in {row[0] for row in rows(folder, "numbers")}
    told = figures()
    assert told["I15.issued.city"] == 3
    assert (told["I15.issued.city.online"], told["I15.issued.city.offline"]) == (2, 1)
    make_pack()
    assert number not in {row[0] for row in rows(folder, "numbers")}, "what was used is not handed out again"
    assert "川E66666" in {row[1] for row in rows(folder, "passes-live")}


def figures():
    now = clock.now() + timedelta(minutes=1)
    return {row.figure: row.value for row in compile(now, now) if row.scope_kind == "city"}


def test_clashes_are_shown_and_numbers_never_set_aside_are_not_taken(
    world, client, application, issued, folder
):
    made = issued()
    make_pack()
    number = rows(folder, "numbers")[0][0]
    paper = {"by": world.chen, "basis": BASIS, "occurred_at": shanghai("2022-09-08 11:30")}
    services.enter_paper_pass(**paper, **application(plate="川E66666", number=number))
    with pytest.raises(Refused, match="已登记给川E66666"):
        services.enter_paper_pass(**paper, **application(plate="川E77777", number=number))
    for wrong in (made.number, numbers.written(22, 999)):
        with pytest.raises(Refused, match="不在停机预留号段内"):
            services.enter_paper_pass(**paper, **application(plate="川E77777", number=wrong))
    with pytest.raises(Refused, match="校验码不符"):
        services.enter_paper_pass(**paper, **application(plate="川E77777", number=number[:-2] + "00"))


@pytest.mark.django_db(transaction=True)
def test_eight_issuers_beside_the_pack_never_get_a_reserved_number(world, types):
    def mint(_turn):
        try:
            with transaction.atomic():
                return list(numbers.allocate({1: clock.now(), 2: clock.now()}).values())
        finally:
            connection.close()

    def reserve(_turn):
        try:
            return reserving.block_numbers()
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        minted = [threads.submit(mint, turn) for turn in range(16)]
        blocks = [threads.submit(reserve, turn) for turn in range(4)]
    given = [number for one in minted for number in one.result()]
    reserved = {number for one in blocks for number in one.result()}
    assert len(given) == len(set(given)) == 32 and not reserved & set(given)
    assert NumberBlock.objects.count() == 1 and len(reserved) == reserving.SIZE
    assert not VehiclePass.objects.exists()


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
