"""Lists that tell how people are reached leave a line when they leave the portal: one a file, not one a row."""

import pytest

from accounts.models import Reading
from papers import making
from tests.calls.stories import ordered
from tests.plans.forms import filed

pytestmark = pytest.mark.database


def seen():
    return list(Reading.objects.order_by("pk").values_list("user__username", "kind", "key", "count", "how"))


def test_a_call_sheet_taken_along_is_one_line_for_all_its_firms(world, client):
    sheet = ordered(world)
    client.force_login(world.sun)
    client.get(f"/calls/{sheet.pk}/")
    assert seen() == [], "looked at on the page only"
    client.get(f"/calls/{sheet.pk}/?export=xlsx")
    client.get(f"/calls/{sheet.pk}/print/")
    client.get(f"/calls/{sheet.pk}/text/")
    client.get(f"/api/v1/calls/?sheet={sheet.pk}&format=csv")
    client.get(f"/api/v1/calls/?sheet={sheet.pk}")
    key = str(sheet.pk)
    assert seen() == [
        ("sun", "calls.Call", "", 2, "export"),
        ("sun", "calls.CallSheet", key, 2, "print"),
        ("sun", "calls.CallSheet", key, 1, "export"),
        ("sun", "calls.Call", "", 2, "export"),
        ("sun", "calls.Call", "", 2, "rest"),
    ]
    client.force_login(world.xuming)
    page = client.get("/readings/").content.decode()
    assert "孙禾" in page and "电话通知单" in page


def test_firms_with_their_contacts_leave_a_line_and_without_them_none(world, client):
    client.force_login(world.sun)
    client.get("/enterprises/?export=csv")
    [(user, kind, _key, count, how)] = seen()
    assert (user, kind, how) == ("sun", "enterprises.Enterprise", "export") and count >= 2
    client.get("/enterprises/?export=csv&q=没有这样的企业")
    client.get("/calls/?export=csv")
    assert len(seen()) == 1, "nobody is named in an empty list, or in the list of sheets"


def test_a_program_that_reads_contacts_leaves_one_line_a_request(world, client):
    """Not one a person; a page of rows counts those it held, a record names itself, an empty answer nothing."""
    client.force_login(world.chen)
    everyone = client.get("/api/v1/enterprises/").json()["results"]
    first = client.get("/api/v1/enterprises/?limit=1").json()["results"]
    code = first[0]["credit_code"]
    client.get(f"/api/v1/enterprises/{code}/")
    client.get("/api/v1/enterprises/?q=没有这样的企业")
    client.get("/api/v1/parks/")
    client.get("/api/v1/enterprises/91510522XXXXXXXXXX/")
    kind = "enterprises.Enterprise"
    assert seen() == [
        ("chen", kind, "", len(everyone), "rest"),
        ("chen", kind, "", 1, "rest"),
        ("chen", kind, code, 1, "rest"),
    ]
    client.force_login(world.auditadmin)
    rows = client.get("/api/v1/readings/?how=rest").json()["results"]
    assert [row["count"] for row in rows] == [1, 1, len(everyone)]


def test_whoever_is_not_told_how_people_are_reached_leaves_no_line(world, client):
    client.force_login(world.xuming)
    row = client.get("/api/v1/enterprises/").json()["results"][0]
    assert ("contact_phone" in row) == bool(seen())


def test_a_list_of_colleagues_with_their_telephones_is_noted_too(world, client):
    client.force_login(world.system)
    found = client.get("/api/v1/people/").json()["results"]
    client.get("/people/?export=csv")
    assert [(kind, count, how) for _user, kind, _key, count, how in seen()] == [
        ("accounts.User", len(found), "rest"),
        ("accounts.User", len(world.people), "export"),
    ]


def test_a_plan_on_paper_names_its_contacts_and_is_noted_once_it_is_there(world, client):
    plan = filed(world.shanda, clerk=world.li, territory=world.luo, district=world.sun)
    client.force_login(world.sun)
    client.get(f"/plans/{plan.pk}/pdf/")
    assert seen() == [], "still being made"
    making.make_owed()
    client.get(f"/plans/{plan.pk}/pdf/")
    client.get(f"/plans/{plan.pk}/print/")
    client.get(f"/api/v1/plans/{plan.pk}/pdf/")
    assert [(kind, key, how) for _user, kind, key, _count, how in seen()] == [
        ("plans.Plan", str(plan.pk), how) for how in ("print", "print", "rest")
    ]
