"""Applying with what is known already: the stable, an earlier pass, the notice's end, hours of the day."""

from datetime import date

import pytest

from enterprises.models import Enterprise
from passes import services
from passes.models import PassType, StableVehicle, VehiclePass
from passes.paper.printing import printed
from periods.models import PeriodTerm
from periods.releases import release_towns
from tests.conftest import shanghai
from tests.passes.test_pages import ANSWERS
from workflow.versions import revise

pytestmark = pytest.mark.database

NEW = "/passes/new/"


@pytest.fixture
def asks(world, types, client):
    """``asks(plate=…)``: Li fills in the form; returns the pass, or the response where it was refused."""

    def ask(**changes):
        client.force_login(world.li)
        answers = {**ANSWERS, "enterprise": world.shanda.credit_code} | changes
        response = client.post(NEW, answers)
        return VehiclePass.objects.first() if response.status_code == 302 else response

    return ask


def test_a_vehicle_of_the_stable_brings_its_driver(world, asks, client):
    asks()
    [kept] = StableVehicle.objects.visible_to(world.li)
    assert (kept.plate, kept.driver_name) == ("川E12345", "赵师傅")
    made = asks(driver_name="", driver_phone="", first_day="2022-09-20", last_day="2022-09-21")
    assert (made.driver_name, made.driver_phone) == ("赵师傅", "13900000001")
    form = client.get(f"{NEW}?vehicle={kept.pk}").content.decode()
    assert 'value="川E12345"' in form and 'value="赵师傅"' in form
    assert asks(plate="川E54321", driver_name="").status_code == 400, (
        "of an unknown vehicle the driver is asked"
    )
    client.force_login(world.ma)
    assert client.get(f"{NEW}?vehicle={kept.pk}").status_code == 404
    assert "川E12345" not in client.get("/passes/vehicles/").content.decode()
    client.force_login(world.li)
    client.post("/passes/vehicles/remove/", {"selected": [kept.pk]})
    assert not StableVehicle.objects.visible_to(world.li)


VIN = "LFV2A21K8A3000001"


def test_a_vehicle_of_the_stable_brings_its_vin_and_permit_and_keeps_what_a_later_one_leaves_open(
    world, asks, client
):
    asks(vin=VIN, road_permit="川交运管510522000001")
    [kept] = StableVehicle.objects.visible_to(world.li)
    assert (kept.vin, kept.road_permit) == (VIN, "川交运管510522000001")
    later = {"first_day": "2022-09-20", "last_day": "2022-09-21"}
    made = asks(driver_name="", **later)
    assert (made.vin, made.road_permit) == (VIN, "川交运管510522000001"), "typed by plate: filled in"
    form = client.get(f"{NEW}?vehicle={kept.pk}").content.decode()
    assert f'value="{VIN}"' in form
    assert VIN in client.get("/passes/vehicles/").content.decode()
    [row] = client.get("/api/v1/pass-vehicles/").json()["results"]
    assert (row["vin"], row["road_permit"]) == (VIN, "川交运管510522000001")
    emptied = {**ANSWERS, "enterprise": world.shanda.credit_code, "vin": "", "road_permit": "", **later}
    client.post(f"{NEW}?vehicle={kept.pk}", emptied | {"first_day": "2022-09-23", "last_day": "2022-09-24"})
    made = VehiclePass.objects.first()
    assert made.vin == "", "offered and emptied: it stays empty"
    kept.refresh_from_db()
    assert kept.vin == VIN, "what was left open takes nothing from the stable"
    other = asks(plate="川E54321", **later)
    assert other.vin == "", "of another vehicle nothing is known"


def test_an_earlier_pass_is_asked_for_again_with_its_dates_moved(world, issued, client):
    made = issued()
    client.force_login(world.li)
    form = client.get(f"{NEW}?from={made.pk}").context["form"]
    assert (form["first_day"].value(), form["last_day"].value()) == (date(2022, 9, 15), date(2022, 9, 21))
    assert form["plate"].value() == "川E12345" and form["destination"].value() == "510502"
    client.force_login(world.hu)
    assert client.get(f"{NEW}?from={made.pk}").status_code == 404


def test_until_the_notice_ends_is_read_from_the_notice_and_cut_at_the_types_longest(
    world, asks, under_control
):
    kind = {"validity_kind": "notice", "last_day": ""}
    refused = asks(**kind)
    assert refused.status_code == 400 and "没有管控通告" in refused.content.decode()
    under_control(world.r510522)
    assert asks(**kind).valid_until == shanghai("2022-09-15 00:00"), "no end is known: seven days"
    revise(PeriodTerm.objects.current().get(), by=world.chen, until=shanghai("2022-09-10 18:00"))
    made = asks(plate="川E22222", **kind)
    assert made.valid_until == shanghai("2022-09-11 00:00") and made.validity_kind == "notice"


def test_a_single_trip_takes_its_day_and_a_type_may_not_offer_it(world, asks):
    made = asks(validity_kind="trip", last_day="")
    assert made.valid_until == shanghai("2022-09-09 00:00")
    PassType.objects.update(validity_kinds=["dates"])
    assert asks(validity_kind="trip").status_code == 400


def test_hours_of_the_day_may_run_over_midnight(world, asks):
    made = asks(hours_from="22:00", hours_until="06:00")
    assert made.hours == (1320, 360)
    assert asks(hours_from="22:00").status_code == 400


def test_hours_of_the_day_may_end_at_midnight(world, asks, client):
    made = asks(hours_from="08:00", hours_until="00:00")
    assert (made.hours, made.hours_words) == ((480, 1440), "08:00–24:00")
    form = client.get(f"{NEW}?from={made.pk}").context["form"]
    assert form["hours_until"].value() == "00:00"


def test_hours_and_that_it_is_one_trip_are_told_wherever_the_pass_is_read(world, issued, client):
    made = issued(hours_from=360, hours_until=1320, validity_kind="trip")
    pages = [f"/v/{made.uid}/", f"/d/{made.uid}/"]
    client.force_login(world.chen)
    pages += [made.get_absolute_url(), f"{made.get_absolute_url()}print/"]
    for page in pages:
        said = client.get(page).content.decode()
        assert "06:00–22:00" in said and "单程一次" in said, page
    assert printed(made, "https://x", False)["since"].endswith("0时，每日06:00–22:00，单程一次")
    row = client.get(f"/api/v1/passes/{made.pk}/").json()
    assert (row["hours_from"], row["hours_until"], row["validity_kind"]) == ("06:00", "22:00", "trip")


def test_where_the_notice_was_lifted_for_a_town_it_holds_no_pass(world, asks, under_control):
    kind = {"validity_kind": "notice", "last_day": ""}
    period = under_control(world.r510522)
    Enterprise.objects.filter(pk=world.shanda.pk).update(town=world.r510522001)
    assert asks(**kind).validity_kind == "notice"
    release_towns(period, by=world.chen, towns=[world.r510522001], released_at=shanghai("2022-09-08 11:00"))
    refused = asks(plate="川E22222", **kind)
    assert refused.status_code == 400 and "没有管控通告" in refused.content.decode()


def test_a_validity_beyond_the_usual_is_asked_for_and_needs_a_second_person(world, asks):
    assert asks(last_day="2022-09-20").status_code == 400
    PassType.objects.filter(code="city_emergency").update(most_days=15)
    made = asks(last_day="2022-09-20")
    services.accept_pass(made, by=world.sun)
    services.recommend_pass(made, by=world.ren)
    with pytest.raises(Exception, match="有效期13天"):
        services.issue_pass(made, by=world.chen)
    services.issue_pass(made, by=world.chen, approver=world.lin, basis="第12次会议")
    assert made.status == "issued"
