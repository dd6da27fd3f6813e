"""Drivers on passes: told to those who handle them, each look kept, masked after a month, gone after half a year."""

from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile

from accounts.models import Reading
from clock import clock
from files.models import StoredFile
from files.services import keep
from papers.models import Pack, Paper
from passes import services
from passes.models import StableVehicle, VehiclePass
from passes.paper.printing import pack_of, pass_paper
from passes.people import forget_people
from tests.conftest import shanghai

pytestmark = pytest.mark.database

PAPERS = {"vin": "LFV2A21K8A3000001", "road_permit": "川交运管510522000001"}
GIVEN = PAPERS | {"driver_permit": "510522198001010011", "nat_result": "negative", "health_code": "green"}
OVER = shanghai("2022-09-15 00:00")  # when the pass of these stories is over


def shown_to(client, user, record):
    client.force_login(user)
    page = client.get(record.get_absolute_url()).content.decode()
    row = client.get(f"/api/v1/passes/{record.pk}/").json()
    return page, row


def test_a_month_after_it_is_over_only_a_surname_and_an_ending_are_told(world, issued, client):
    made = issued(**GIVEN)
    with clock.standing_at(OVER + timedelta(days=29)):
        page, row = shown_to(client, world.sun, made)
        assert "赵师傅" in page and "13900000001" in page and row["driver_name"] == "赵师傅"
        assert row["health_code"] == "green"
    with clock.standing_at(OVER + timedelta(days=31)):
        page, row = shown_to(client, world.sun, made)
        assert "赵师傅" not in page and "赵**" in page and "13900000001" not in page
        assert row["driver_name"] == "赵**" and row["driver_phone"] == "139****0001"
        assert row["driver_permit"] is None and row["health_code"] is None
        export = client.get("/passes/?export=csv")
        assert "赵师傅" not in b"".join(export.streaming_content).decode()
        client.force_login(world.li)
        form = client.get(f"/passes/new/?from={made.pk}").context["form"]
        assert not form["driver_name"].value(), "what is masked is not copied into a new application"
    made.refresh_from_db()
    assert made.driver_name == "赵师傅", "masked to the eye, kept till its time"


def test_a_pass_that_was_revoked_is_over_from_that_day(world, issued, client):
    made = issued()
    services.revoke_pass(made, by=world.he, remark="错发", basis="核查")
    with clock.standing_at(shanghai("2022-10-09 12:00")):
        assert "赵**" in shown_to(client, world.sun, made)[0]


def test_a_pass_revoked_long_after_it_was_over_does_not_show_its_driver_again(world, issued, client):
    made = issued()
    with clock.standing_at(OVER + timedelta(days=40)):
        services.revoke_pass(made, by=world.he, remark="查实错发", basis="核查")
        page, row = shown_to(client, world.sun, made)
        assert "赵**" in page and "赵师傅" not in page and row["driver_name"] == "赵**"
    with clock.standing_at(OVER + timedelta(days=181)):
        assert forget_people() == 1


def test_the_stamped_paper_is_read_as_long_as_the_name_on_it(world, issued, client):
    made = issued()
    paper = pass_paper(made, by=world.chen, base="https://x")
    scan = keep(ContentFile(b"%PDF-1.7\n", name="a.pdf"), by=world.chen)
    Paper.objects.filter(pk=paper.pk).update(sealed=scan, sealed_at=clock.now())
    client.force_login(world.chen)
    address = f"/passes/{made.pk}/sealed/{scan.uid}/"
    with clock.standing_at(OVER + timedelta(days=29)):
        assert address in client.get(made.get_absolute_url()).content.decode()
        assert client.get(address).status_code == 200
    with clock.standing_at(OVER + timedelta(days=31)):
        assert "签章件" not in client.get(made.get_absolute_url()).content.decode()
        assert client.get(address).status_code == 404


def test_half_a_year_later_nobody_is_named_and_the_pass_still_counts(
    world, issued, application, django_capture_on_commit_callbacks
):
    made = issued(**GIVEN)
    draft = services.apply_for_pass(by=world.li, draft=True, **application(plate="川E20000"))
    running = issued(plate="川E30000", driver_name="钱师傅")
    paper = pass_paper(made, by=world.chen, base="https://x")
    kept = keep(ContentFile(b"%PDF-1.7\n", name="a.pdf"), by=world.chen)
    Paper.objects.filter(pk=paper.pk).update(file=kept, made_at=clock.now())
    pack = pack_of(VehiclePass.objects.filter(pk=made.pk), by=world.chen, base="https://x")
    other = keep(ContentFile(b"%PDF-1.7\n", name="b.pdf"), by=world.chen)
    Pack.objects.filter(pk=pack.pk).update(file=other, made_at=clock.now())
    VehiclePass.objects.filter(pk=running.pk).update(
        validity=(shanghai("2023-03-01 00:00"), shanghai("2023-03-08 00:00"))
    )
    with clock.standing_at(OVER + timedelta(days=179)):
        assert forget_people() == 1, "the draft lay untouched since the 8th"
        made.refresh_from_db()
        assert made.driver_name == "赵师傅" and Paper.objects.filter(pk=paper.pk).exists()
    with clock.standing_at(OVER + timedelta(days=181)):
        with django_capture_on_commit_callbacks(execute=True):
            assert forget_people() == 1
        assert forget_people() == 0, "a second run finds nothing left"
    for one in (made, draft, running):
        one.refresh_from_db()
    assert (made.driver_name, made.driver_phone, made.driver_permit, made.health_code) == ("", "", "", "")
    assert (
        made.number and made.status == "issued" and not draft.driver_name and running.driver_name == "钱师傅"
    )
    unknown = {"driver_name": "", "driver_phone": "", "vin": "", "road_permit": ""}
    assert StableVehicle.objects.filter(plate=made.plate, **unknown).exists()
    assert not StableVehicle.objects.exclude(**unknown).exists()
    assert not Paper.objects.filter(pk=paper.pk).exists() and not Pack.objects.exists()
    assert not StoredFile.objects.filter(pk__in=[kept.pk, other.pk]).exists()
    assert not kept.content.storage.exists(kept.content.name)


def test_after_the_sign_out_the_back_button_shows_no_driver(world, issued, client):
    """On an office's shared PC: a page for those who are signed in is not kept by the browser."""
    made = issued()
    client.force_login(world.sun)
    for address in (made.get_absolute_url(), "/passes/", "/passes/desk/", f"{made.get_absolute_url()}print/"):
        assert client.get(address)["Cache-Control"] == "private, no-store", address


def test_who_looked_at_a_driver_is_kept_and_the_auditor_reads_it(world, issued, client):
    made = issued()
    shown_to(client, world.sun, made)
    client.get("/passes/?export=xlsx")
    client.get("/passes/")
    shown_to(client, world.xuming, made)  # is not told, so nothing is noted
    seen = list(Reading.objects.order_by("pk").values_list("user__username", "key", "how"))
    assert seen == [("sun", str(made.pk), "page"), ("sun", str(made.pk), "rest"), ("sun", "", "export")]
    page = client.get("/readings/").content.decode()
    assert "孙禾" in page and "通行证" in page
    rows = client.get(f"/api/v1/readings/?key={made.pk}&day={date(2022, 9, 8)}").json()
    assert rows["count"] == 2 and rows["results"][0]["unit"] == world.hejiang.name
    for person, status in ((world.sun, 403), (world.li, 403), (world.auditadmin, 200)):
        client.force_login(person)
        assert client.get("/readings/").status_code == status
        assert client.get("/api/v1/readings/").status_code == status


def test_wherever_a_driver_is_typed_it_is_told_what_becomes_of_it(world, types, client):
    client.force_login(world.li)
    for address in ("/passes/new/", "/passes/batches/new/", "/passes/vehicles/"):
        assert "个人信息如何使用" in client.get(address).content.decode(), address
    client.force_login(world.chen)
    assert "个人信息如何使用" in client.get("/passes/enter/").content.decode()
    client.logout()
    page = client.get("/privacy/").content.decode()
    assert "失效30天后遮盖，180天后删除" in page and "查验点" in page
