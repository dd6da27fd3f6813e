"""Which step an application waits for and with whom is told wherever it stands."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from passes import services

pytestmark = pytest.mark.database


def test_what_awaits_nothing_but_its_issue_is_told_so_wherever_it_stands(world, asked, client):
    straight, both = asked("straight"), asked("accept_recommend", plate="川E20000")
    client.force_login(world.li)
    assert "待核发" in client.get(f"/passes/{straight.pk}/").content.decode()
    assert straight.get_status_display() == "待核发" and both.get_status_display() == "待受理"
    for standing, one in (("recommended", straight), ("submitted", both)):
        [row] = client.get(f"/api/v1/passes/?standing={standing}").json()["results"]
        assert (row["id"], row["standing"], row["status"]) == (one.pk, standing, "submitted")


def test_every_application_tells_which_step_it_waits_for_and_with_whom(world, asked, client):
    """Li reads on the page, and a program over REST, what comes next and whose it is, with the telephone to call."""
    cases = [
        (asked("recommend", "territory"), "to_recommend", "recommend", "territory", world.port_committee),
        (
            asked("recommend", "district", plate="川E2000A"),
            "to_recommend",
            "recommend",
            "district",
            world.hejiang,
        ),
        (
            asked("recommend", "department", plate="川E2000B"),
            "to_recommend",
            "recommend",
            "department",
            world.transport,
        ),
        (asked("recommend", "issuer", plate="川E2000C"), "to_recommend", "recommend", "issuer", world.bureau),
        (asked("recommend", plate="川E2000D"), "submitted", "accept", "district", world.hejiang),
        (asked("accept_recommend", plate="川E2000E"), "submitted", "accept", "district", world.hejiang),
        (asked("straight", plate="川E2000F"), "recommended", "issue", "issuer", world.bureau),
    ]
    words = {"to_recommend": "待推荐", "submitted": "待受理", "recommended": "待核发"}
    client.force_login(world.li)
    for one, standing, step, desk, unit in cases:
        row = client.get(f"/api/v1/passes/{one.pk}/").json()
        assert (row["standing"], row["awaits"], row["awaits_desk"]) == (standing, step, desk)
        assert row["status"] == "submitted"
        page = client.get(f"/passes/{one.pk}/").content.decode()
        assert words[standing] in page and f"承办：{unit}" in page and unit.duty_phone in page
        assert one.get_status_display() == words[standing]
    told = client.get("/api/v1/passes/?standing=to_recommend").json()["results"]
    assert {row["id"] for row in told} == {one.pk for one, *_rest in cases[:4]}
    client.force_login(world.luo)
    assert "待推荐" in client.get("/passes/queue/").content.decode()


def test_once_accepted_it_waits_for_either_desk_and_once_issued_for_nobody(world, asked, client):
    made = asked("recommend")
    services.accept_pass(made, by=world.sun)
    client.force_login(world.li)
    page = client.get(f"/passes/{made.pk}/").content.decode()
    assert "待推荐" in page and f"{world.hejiang}" in page and f"{world.transport}" in page
    services.recommend_pass(made, by=world.ren)
    services.issue_pass(made, by=world.chen)
    assert "承办：" not in client.get(f"/passes/{made.pk}/").content.decode()
    row = client.get(f"/api/v1/passes/{made.pk}/").json()
    assert (row["awaits"], row["awaits_desk"]) == (None, None)


def test_a_desk_with_nobody_in_it_is_told_as_such(world, asked, client):
    made = asked("recommend", "department", goods_category="medical")
    client.force_login(world.li)
    assert "承办：暂无人任职" in client.get(f"/passes/{made.pk}/").content.decode()


def test_the_roadside_reads_a_pass_in_one_statement(issued, client):
    """What comes next is no question for what was issued: nothing more is fetched for it."""
    made = issued()
    with CaptureQueriesContext(connection) as asked:
        assert client.get(f"/v/{made.uid}/").status_code == 200
    assert len([one for one in asked if "passes_vehiclepass" in one["sql"]]) == 1
