"""In which doubts a second person must agree is data of the type, kept with its history."""

from datetime import date

import pytest

from clock import clock
from passes import services
from passes.desk.deciding import preview
from tests.passes.test_types import CITY, changed
from workflow.errors import Refused

pytestmark = pytest.mark.database


def test_in_which_doubts_a_second_person_must_agree_is_the_types(world, types, recommended, under_control):
    """As shipped the firm's loop and its plan's vehicles; a change is for whoever applies from now on."""
    city = types["city_emergency"]
    assert city.second_person == ["not_in_loop", "over_quota"]
    under_control(world.r510522)
    before = recommended()
    changed(city, world.chen, second_person=["nat_positive"])
    after = recommended(plate="川E20000")
    sick = recommended(plate="川E30000", nat_result="positive", nat_sampled_at=clock.now())
    assert preview([before.pk], "issue", by=world.chen).needs_second
    assert not preview([after.pk], "issue", by=world.chen).needs_second, "told, and no more"
    with pytest.raises(Refused) as refused:
        services.issue_pass(before, by=world.chen)
    assert refused.value.code == "second_person"
    services.issue_pass(after, by=world.chen)
    with pytest.raises(Refused, match="须有另一人同意"):
        services.issue_pass(sick, by=world.chen)
    services.issue_pass(sick, by=world.chen, approver=world.lin, basis="专家组意见")


def test_too_long_a_validity_always_needs_a_second_person(world, types, recommended):
    kind = changed(types["city_emergency"], world.chen, second_person=[], most_days=20)
    long = recommended(type=kind, last_day=date(2022, 9, 20))
    with pytest.raises(Refused) as refused:
        services.issue_pass(long, by=world.chen)
    assert refused.value.code == "second_person"


def test_chen_changes_the_doubts_by_page_and_over_rest_and_both_are_in_the_history(world, types, client):
    client.force_login(world.chen)
    form = client.get("/passes/types/city_emergency/edit/").context["form"]
    answers = {name: form[name].value() or "" for name in form.fields}
    assert answers["second_person"] == ["not_in_loop", "over_quota"]
    answers |= {
        "minted": "on",
        "is_open": "on",
        "basis": "第12号",
        "second_person": ["over_quota", "nat_old"],
    }
    assert client.post("/passes/types/city_emergency/edit/", answers).status_code == 302
    page = client.get("/passes/types/city_emergency/").content.decode()
    assert "须另一人同意的疑点：企业未闭环、超配额 → 超配额、核酸过期" in page
    body = {"second_person": [], "basis": "第13号"}
    done = client.patch(CITY, body, content_type="application/json")
    assert done.status_code == 200 and done.json()["second_person"] == []
    page = client.get("/passes/types/city_emergency/").content.decode()
    assert "超配额、核酸过期 → —" in page and "没有" in page
    wrong = client.patch(CITY, {**body, "second_person": ["too_long"]}, content_type="application/json")
    assert wrong.status_code == 400, "that one is settled by the longest validity"
