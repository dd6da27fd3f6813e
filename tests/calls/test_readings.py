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
    key = str(sheet.pk)
    assert seen() == [
        ("sun", "calls.Call", "", 2, "export"),
        ("sun", "calls.CallSheet", key, 2, "print"),
        ("sun", "calls.CallSheet", key, 1, "export"),
        ("sun", "calls.Call", "", 2, "export"),
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
