"""A firm's daily return: amended, checked, and nobody else's."""

import pytest

from clock import clock
from enterprises.models import DailyReturn
from enterprises.services import file_return
from workflow.errors import NotYours

pytestmark = pytest.mark.database

CODE = "91510522MANKHCJF0B"


def test_a_return_is_amended_and_the_first_is_kept(world, client, noon):
    client.force_login(world.li)
    answers = {
        "enterprise": CODE,
        "day": "2022-09-08",
        "status": "closed_loop",
        "on_site": "186",
        "nat_due": "186",
    }
    assert client.post("/returns/new/", {**answers, "nat_done": "186"}).status_code == 302
    with clock.standing_at(noon.replace(hour=20)):
        assert client.post("/returns/new/", {**answers, "nat_done": "180"}).status_code == 302
    rows = DailyReturn.objects.filter(enterprise=world.shanda)
    assert sorted(rows.values_list("nat_done", flat=True)) == [180, 186]
    assert rows.current().get().nat_done == 180
    assert rows.known_at(noon).get().nat_done == 186


def test_more_tested_than_due_is_said_at_the_field(world, client):
    client.force_login(world.li)
    answers = {
        "enterprise": CODE,
        "day": "2022-09-08",
        "status": "closed_loop",
        "nat_due": "10",
        "nat_done": "11",
    }
    response = client.post("/returns/new/", answers)
    assert response.status_code == 400 and "已检11人，多于应检10人" in response.content.decode()
    assert not DailyReturn.objects.exists()


def test_nobody_reports_another_firms_day(world, client, noon):
    with pytest.raises(NotYours):
        file_return(world.longfei, by=world.li, day=clock.today(), status="normal")
    client.force_login(world.li)
    answers = {"enterprise": world.longfei.credit_code, "day": "2022-09-08", "status": "normal"}
    assert client.post("/returns/new/", answers).status_code == 400
