"""Who opens, corrects and closes whose account."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts import below, services
from accounts.errors import NotNow
from accounts.models import Appointment, Role, Unit, User


def opens(by, unit, role, username="neu"):
    return services.create_person(by=by, username=username, name="新人", unit=unit, role=role)[0]


def test_who_may_open_what(world):
    allowed = [
        (world.system, world.bureau, Role.CITY),
        (world.chen, world.hejiang, Role.DISTRICT),
        (world.chen, world.police, Role.CHECKPOINT),
        (world.sun, world.fuyang, Role.TERRITORIAL),
        (world.sun, world.qingquan_unit, Role.CLERK),
        (world.luo, world.shanda_unit, Role.CLERK),
        (world.zhou, world.qingquan_unit, Role.CLERK),
    ]
    for number, (by, unit, role) in enumerate(allowed):
        person = opens(by, unit, role, f"neu{number}")
        assert person.must_change_password and person.holds(role)


@pytest.mark.parametrize(
    ("by", "unit", "role"),
    [
        ("sun", "bureau", Role.CITY),
        ("sun", "hejiang", Role.DISTRICT),
        ("sun", "hitech_committee", Role.TERRITORIAL),
        ("sun", "longfei_unit", Role.CLERK),
        ("luo", "qingquan_unit", Role.CLERK),
        ("luo", "longfei_unit", Role.CLERK),
        ("luo", "port_committee", Role.TERRITORIAL),
        ("zhou", "shanda_unit", Role.CLERK),
        ("li", "shanda_unit", Role.CLERK),
        ("chen", "bureau", Role.CITY),
        ("chen", "bureau", Role.SYSTEM),
        ("system", "bureau", Role.SECURITY),
        ("security", "bureau", Role.AUDIT),
        ("auditadmin", "hejiang", Role.DISTRICT),
    ],
)
def test_nobody_opens_an_account_beside_or_above_or_elsewhere(world, by, unit, role):
    with pytest.raises(PermissionDenied):
        opens(getattr(world, by), getattr(world, unit), role)
    assert not User.objects.filter(username="neu").exists()


def test_a_role_fits_its_unit(world):
    with pytest.raises(NotNow, match="不能设在"):
        opens(world.system, world.fuyang, Role.CITY)
    with pytest.raises(NotNow, match="不能设在"):
        opens(world.sun, world.hejiang, Role.CLERK)


def test_an_administrator_does_no_business(world):
    with pytest.raises(NotNow, match="三员"):
        services.saved(Appointment(user=world.system, unit=world.bureau, role=Role.CITY), world.system)
    with pytest.raises(IntegrityError), transaction.atomic():
        Appointment.objects.create(user=world.security, unit=world.bureau, role=Role.AUDIT)


def test_someone_with_one_foot_elsewhere_is_not_below(world):
    Appointment.objects.create(user=world.ma, unit=world.longfei_unit, role=Role.CLERK)
    with pytest.raises(PermissionDenied):
        services.reset_password(world.ma, by=world.sun)
    assert services.reset_password(world.ma, by=world.chen)


def test_a_leaver_is_gone_in_one_step(world, client, signs_in):
    client.force_login(world.ma)
    services.close_account(world.ma, by=world.sun)
    assert client.get("/").url.startswith("/sign-in/")
    assert signs_in("ma").status_code == 400
    assert not world.ma.appointments.open().exists()
    with pytest.raises(NotNow, match="已离岗"):
        services.close_account(User.objects.get(pk=world.ma.pk), by=world.system)


def test_the_page_opens_an_account_and_keeps_what_was_typed(world, client):
    client.force_login(world.sun)
    answers = {"name": "冯新", "username": "Feng.Xin", "unit": world.fuyang.pk, "role": "territorial_officer"}
    refused = client.post("/people/new/", {**answers, "role": ""})
    assert refused.status_code == 400 and "冯新" in refused.content.decode()
    assert client.post("/people/new/", answers).url == "/people/slips/"
    assert "feng.xin" in client.get("/people/slips/").content.decode()
    taken = client.post("/people/new/", answers)
    assert taken.status_code == 400 and "username" in taken.context["form"].errors


def test_edits_are_told_with_who_and_what(world, client):
    client.force_login(world.sun)
    client.post(f"/people/{world.ma.pk}/edit/", {"name": "马勇", "phone": "13900000002"})
    page = client.get(f"/people/{world.ma.pk}/").content.decode()
    assert "13900000002" in page and "孙禾" in page
    version = world.ma.history.first()
    assert version.history_user == world.sun and version.request_id


def test_the_list_shows_whom_one_may_see(world, client):
    seen = {
        who: set(below.people_seen_by(getattr(world, who)).values_list("username", flat=True))
        for who in ("li", "luo", "sun", "zhao", "chen", "auditadmin")
    }
    assert seen["li"] == {"li"}
    assert seen["luo"] == {"luo", "xu", "li"}
    assert seen["sun"] == {"sun", "qian", "luo", "xu", "zhou", "li", "ma"}
    assert seen["zhao"] == {"zhao", "gao", "hu"}
    assert len(seen["chen"]) == len(seen["auditadmin"]) == User.objects.count()
    client.force_login(world.zhao)
    assert client.get(f"/people/{world.ma.pk}/").status_code == 404
    assert client.get(f"/units/{world.shanda_unit.pk}/").status_code == 404
    assert "山达" not in client.get("/units/").content.decode()


def test_only_the_system_administrator_keeps_units(world, client):
    answers = {"name": "泸州市卫生健康委员会", "kind": "health", "region": "510500", "duty_phone": "0830-1"}
    client.force_login(world.chen)
    assert client.post("/units/new/", answers).status_code == 403
    client.force_login(world.system)
    made = client.post("/units/new/", answers)
    assert client.get(made.url).status_code == 200
    twice = client.post("/units/new/", answers)
    assert twice.status_code == 400 and "name" in twice.context["form"].errors
    client.post(f"{made.url}edit/", {**answers, "duty_phone": "0830-2"})
    assert Unit.objects.get(kind="health").duty_phone == "0830-2"
    assert "0830-1 → 0830-2" in client.get(made.url).content.decode()


@pytest.mark.parametrize("url", ["/people/", "/units/", "/sign-ins/"])
def test_lists_take_few_statements_and_export(world, client, url, django_assert_max_num_queries):
    client.force_login(world.auditadmin)
    client.get(url)  # the clock's setting is read every half minute, not every time
    with django_assert_max_num_queries(6):
        assert client.get(url).status_code == 200
    assert client.get(url, {"export": "xlsx"}).status_code == 200


def test_the_filters_find(world, client):
    client.force_login(world.auditadmin)
    for query, found in [
        ({"q": "李静"}, 1),
        ({"role": "city_officer"}, 3),
        ({"kind": "town"}, 1),
        ({"region": "510504"}, 3),
        ({"left": "true"}, 0),
    ]:
        assert client.get("/people/", query).context["listing"].total == found, query


def test_rest_tells_the_same(world, api_of):
    zhao = api_of(world.zhao)
    people = zhao.get("/api/v1/people/").json()
    assert {row["username"] for row in people["results"]} == {"zhao", "gao", "hu"}
    assert people["results"][0].keys() >= {"role_codes", "units", "status"}
    assert "last_sign_in" not in people["results"][0]
    assert zhao.get(f"/api/v1/people/{world.ma.pk}/").status_code == 404
    assert zhao.get("/api/v1/sign-ins/").status_code == 403
    assert zhao.get("/api/v1/units/", {"kind": "enterprise"}).json()["count"] == 1
    assert api_of(world.security).get("/api/v1/sign-ins/").status_code == 200


def test_every_page_of_the_desk_opens(world, client):
    for who in ("system", "security", "auditadmin", "chen", "sun", "luo", "li"):
        client.force_login(getattr(world, who))
        for url in [
            "/people/",
            "/units/",
            "/account/",
            "/tokens/",
            "/account/second-factor/",
            f"/people/{getattr(world, who).pk}/",
            f"/units/{world.bureau.pk}/",
        ]:
            assert client.get(url).status_code == 200, (who, url)
