"""Many passes by one press from a plain list, two steps at once among the verbs; what is not clean is told first."""

import re

import pytest

from passes import services
from passes.models import VehiclePass
from tests.fixtures.passes import changed
from tests.passes.test_races import fresh

pytestmark = pytest.mark.database


@pytest.fixture
def combined(world, types, application):
    """``combined("district")``: three applications of a type that asks 受理, and 推荐 of that desk."""

    def make(desk):
        kind = changed(types["city_emergency"], world.chen, steps="accept_recommend", recommender=desk)
        return [
            services.apply_for_pass(by=world.li, **application(type=kind, plate=f"川E6666{place}"))
            for place in range(3)
        ]

    return make


def offered(page):
    return re.findall(r'formaction="/passes/decide/\?back=\w+" name="verb" value="(\w+)"', page)


def test_sun_takes_two_steps_with_many_from_the_plain_list_by_one_press(world, combined, client):
    made = combined("district")
    services.accept_pass(made[2], by=world.sun)
    client.force_login(world.sun)
    for url in ("/passes/", "/passes/queue/"):
        page = client.get(url).content.decode()
        assert offered(page) == ["accept", "accept_recommend", "recommend", "return"], url
    words = {"verb": "accept_recommend", "selected": [one.pk for one in made]}
    shown = client.post("/passes/decide/?back=list", words)
    page = shown.content.decode()
    assert "受理并推荐：核对清单" in page and "无疑点 2 件" in page and "不能办理 1 件" in page
    assert VehiclePass.objects.filter(status="recommended").count() == 0, "nothing before it is confirmed"
    digest = shown.context["form"].data["digest"]
    done = client.post("/passes/decide/?back=list", {**words, "digest": digest})
    assert done.url == "/passes/", "back to the list it came from"
    [deed] = {one.steps.get(target="recommended").deed for one in made[:2]}
    assert (deed.verb, deed.count) == ("accept_recommend", 2)
    assert fresh(made[2]).status == "accepted"
    assert offered(client.get("/passes/").content.decode()) == ["recommend", "return"], "what is left to do"


def test_chen_recommends_and_issues_many_over_rest_by_one_deed(world, combined, client, under_control):
    made = combined("issuer")
    for one in made:
        services.accept_pass(one, by=world.sun)
    client.force_login(world.chen)
    assert "recommend_issue" in offered(client.get("/passes/").content.decode())
    url, body = "/api/v1/passes/decide/", {"verb": "recommend_issue", "passes": [one.pk for one in made]}
    shown = client.post(url, body, content_type="application/json").json()
    assert len(shown["clean"]) == 3 and not shown["done"]
    under_control(world.r510522)
    late = client.post(url, {**body, "digest": shown["digest"]}, content_type="application/json")
    assert late.status_code == 409 and late.json()["code"] == "changed", "the firm is not in a loop now"
    shown = client.post(url, body, content_type="application/json").json()
    assert set(shown["doubtful"]) == {str(one.pk) for one in made}
    agreed = {"digest": shown["digest"], "doubtful": True, "approver": "lin", "basis": "第9号纪要"}
    done = client.post(url, body | agreed, content_type="application/json").json()
    assert sorted(done["done"]) == sorted(one.pk for one in made)
    [deed] = {one.steps.get(target="issued").deed for one in made}
    assert (deed.verb, deed.count, deed.approver) == ("recommend_issue", 3, world.lin)


def test_who_reviews_nothing_is_offered_nothing_over_rows(world, combined, client):
    combined("district")
    for person in (world.li, world.xuming, world.luo):
        client.force_login(person)
        assert offered(client.get("/passes/").content.decode()) == []
