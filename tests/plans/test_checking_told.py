"""What the joint check leaves to be seen: its verdicts beside the warnings, and who is overdue."""

from datetime import timedelta

import pytest

from clock import clock
from plans.loops.services import confirm_loop, order_loop
from plans.services import endorse_plan, file_plan_unchecked
from workflow.work import declared

from .forms import ALL_MET, WHOLE, submitted
from .under_control import controlled

pytestmark = pytest.mark.database


def test_the_verdicts_stand_beside_the_warnings(world, client):
    plan = submitted(world.shanda, world.li, {**WHOLE, "beds": 172})
    endorse_plan(plan, by=world.luo)
    client.force_login(world.sun)
    url = f"/plans/{plan.pk}/check/"
    assert "还差14张" in client.get(url).content.decode()
    judged = {**ALL_MET, "lodging": "not_met", "lodging_note": "床位不够"}
    assert client.post(url, {"verb": "judge", "key": "a", **judged}).status_code == 302
    plan.refresh_from_db()
    assert plan.check_failed
    text = client.get(f"/plans/{plan.pk}/").content.decode()
    assert "床位不够" in text and "不符合" in text


def test_overdue_ones_are_listed_and_a_person_pauses_with_one_press(world, noon, client, api_of):
    controlled(world, since=noon - timedelta(hours=2))
    plan = submitted(world.shanda, world.li)
    endorse_plan(plan, by=world.luo)
    file_plan_unchecked(plan, by=world.sun)
    loop = order_loop(world.shanda, by=world.sun)
    confirm_loop(loop, by=world.li, people_inside=180)
    owed = next(work for work in declared() if work.key == "plans-unchecked")
    assert list(owed.waiting(world.luo)) == [plan] and not owed.waiting(world.zhao)
    client.force_login(world.sun)
    assert not client.get("/plans/?check=overdue").context["listing"].rows
    assert client.get(f"/plans/{plan.pk}/").context["proposal"] is None
    with clock.standing_at(noon + timedelta(hours=49)):
        assert len(client.get("/plans/?check=overdue").context["listing"].rows) == 1
        page = client.get(f"/plans/{plan.pk}/")
        found, words = page.context["proposal"]
        assert found == loop and "到期未补办" in words and "是否暂停由您决定" in page.content.decode()
        told = api_of(world.sun).get(f"/api/v1/plans/{plan.pk}/").json()
        assert told["proposal"] == {"verb": "pause", "loop": loop.pk, "remark": words}
        client.force_login(world.li)
        assert client.get(f"/plans/{plan.pk}/").context["proposal"] is None  # not hers to pause
        client.force_login(world.sun)
        client.post(f"/loops/{loop.pk}/", {"verb": "pause", "remark": words})
        loop.refresh_from_db()
        assert loop.status == "paused"
        assert client.get(f"/plans/{plan.pk}/").context["proposal"] is None
