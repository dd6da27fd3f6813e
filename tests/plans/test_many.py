"""A verb on many plans at once: what is clean goes through exactly as shown, the rest is named with every reason."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from plans.many.judging import judged, press_clean
from plans.models import Plan
from plans.review.remarks import write_remark
from plans.services import endorse_plans, file_start_forms, return_plan, save_section, submit_plan
from tests.gathering.stories import more_firms
from workflow import claims
from workflow.models import Deed

from .forms import WHOLE, checked, submitted
from .test_routes import listed

pytestmark = pytest.mark.database
SHORT = {**WHOLE, "beds": 172}


def handed_in(world, count, by=None, answers=WHOLE):
    """Plans of so many firms of the port park, submitted by Luo or whoever is named."""
    firms = more_firms(world, count)
    return list(file_start_forms([(firm, answers) for firm in firms], by=by or world.luo).plans)


def again(plan, by, **answers):
    """Returned, filled in with these answers of the section on lodging, submitted once more."""
    return_plan(plan, by=User.objects.get(username="sun"), remark="床位")
    lodging = plan.versions.last().sections.get(key="lodging")
    save_section(plan, "lodging", {**lodging.answers, **answers}, by=by, revision=lodging.revision)
    submit_plan(plan, by=by)


def codes(one):
    return {code for code, _words in one.reasons}


def chosen(plans, *more, **words):
    """What a page of many posts: these plans ticked, each with the digest shown."""
    digests = {f"sha256_{plan.pk}": plan.versions.last().sha256 for plan in plans}
    return {"selected": [plan.pk for plan in plans], "confirm": "1", "key": "k", **digests, **words}


def test_xu_sees_what_he_may_endorse_now_and_of_each_what_is_not_clean(world, client):
    plain, noted, short = handed_in(world, 3)
    again(short, world.luo, beds=172)
    own = submitted(world.shanda, world.xu)
    other_town = submitted(world.qingquan, world.ma)
    write_remark(noted, by=world.xu, question="beds", text="床位须现场清点")
    client.force_login(world.xu)
    page = client.get("/plans/endorse/")
    assert [one.plan for one in page.context["owing"]] == [plain]
    left = {one.plan: codes(one) for one in page.context["unclean"]}
    assert left[short] == {"warning", "rest_owed"} and left[noted] == {"remarks_open", "rest_owed"}
    assert "own_filing" in left[own] and other_town not in left
    text = page.content.decode()
    assert "还差14张" in text and "有1处意见未发出" in text and "本人填报的须由他人办理" in text
    [only] = client.get("/plans/endorse/?q=临港第0厂").context["owing"]
    assert only.plan == plain
    assert len(client.get(f"/plans/endorse/?park={world.port.pk}").context["unclean"]) == 3
    assert not client.get(f"/plans/endorse/?park={world.port.pk + 999}").context["unclean"]


def test_what_another_has_in_hand_is_named_with_who(world, client):
    plan = submitted(world.shanda, world.li)
    claims.claim(plan, by=world.luo)
    client.force_login(world.xu)
    [one] = client.get("/plans/endorse/").context["unclean"]
    assert "claimed" in codes(one) and "罗林正在办理" in str(one.reasons)


def test_the_clean_ones_are_endorsed_in_one_deed_and_the_others_said_one_by_one(world, client):
    plans = handed_in(world, 3)
    short = submitted(world.shanda, world.li, SHORT)
    client.force_login(world.xu)
    press = chosen([*plans, short], owing="1")
    done = client.post("/plans/endorse/", press)
    assert done.status_code == 200 and "已同意初审3份" in done.content.decode()
    assert [one.plan for one in done.context["unclean"]] == [short]
    assert client.post("/plans/endorse/", press).status_code == 302  # pressed twice, done once
    assert set(Plan.objects.filter(status="endorsed")) == set(plans)
    assert Deed.objects.filter(verb="endorse").get().count == 3


def test_what_is_not_ticked_or_was_not_shown_stays(world, client):
    first, second = handed_in(world, 2)
    client.force_login(world.xu)
    client.post("/plans/endorse/", chosen([first], owing="1"))
    assert Plan.objects.get(status="endorsed") == first
    unseen = {"selected": [second.pk], "confirm": "1", "owing": "1", "key": "other"}
    assert client.post("/plans/endorse/", unseen).status_code == 409
    stale = {**unseen, f"sha256_{second.pk}": "0" * 64, "key": "third"}
    refused = client.post("/plans/endorse/", stale)
    assert refused.status_code == 409 and "已被第1版替代" in refused.content.decode()
    assert client.post("/plans/endorse/", {}).url == "/plans/endorse/"


@pytest.mark.parametrize("who", ["li", "chen", "sun", "xuming"])
def test_who_does_not_endorse_has_no_such_page(world, client, api_of, who):
    client.force_login(world.people[who])
    assert client.get("/plans/endorse/").status_code == 403
    assert client.post("/plans/endorse/", {"selected": ["1"]}).status_code == 403
    assert api_of(world.people[who]).get("/api/v1/plans/endorse-many/").status_code == 403


def test_a_strange_territory_sees_none_of_it(world, client, api_of):
    plan = handed_in(world, 1)[0]
    client.force_login(world.zhou)
    for page in (client.get("/plans/endorse/"), client.post("/plans/endorse/", {"selected": [plan.pk]})):
        assert page.status_code == 200 and "临港第0厂" not in page.content.decode()
    named = {"plans": [{"id": plan.pk, "sha256": plan.versions.last().sha256}]}
    told = api_of(world.zhou).post("/api/v1/plans/endorse-many/", named, format="json").json()
    assert told["done"] == [] and told["refused"][0]["reasons"][0]["code"] == "not_found"


def test_over_rest_as_by_page(world, api_of):
    plans = handed_in(world, 2)
    xu, url = api_of(world.xu), "/api/v1/plans/endorse-many/"
    waiting = xu.get(url).json()
    assert waiting["count"] == 2 and {one["id"] for one in waiting["refused"]} == {plan.pk for plan in plans}
    assert xu.get(f"{url}?q=第1厂").json()["count"] == 1 and xu.get(f"{url}?nonsense=1").status_code == 400
    preview = xu.post(url, {"plans": [{"id": plans[0].pk}], "preview": True}, format="json").json()
    named = [{"id": one["id"], "sha256": one["sha256"]} for one in waiting["refused"]]
    assert preview["refused"][0]["sha256"] == named[0]["sha256"]
    assert xu.post(url, {"plans": [{"id": plans[0].pk}]}, format="json").status_code == 400
    how = {"headers": {"Idempotency-Key": "e-1"}, "format": "json"}
    keys = sorted(plan.pk for plan in plans)
    assert sorted(xu.post(url, {"plans": named, "owing": True}, **how).json()["done"]) == keys
    again = xu.post(url, {"plans": named, "owing": True}, **how)
    assert again.headers["Idempotency-Replayed"] == "true" and again.json()["done"] == keys


def test_the_district_passes_listed_ones_to_the_city_and_the_city_files_them(world, client):
    listed(world, world.shanda)
    plan = submitted(world.shanda, world.li)
    endorse_plans(Plan.objects.all(), by=world.luo)
    checked(plan, by=world.sun)
    client.force_login(world.sun)
    assert not client.get("/plans/file/").context["owing"]
    [one] = client.get("/plans/agree/").context["owing"]
    assert one.plan == plan
    assert client.post("/plans/agree/", chosen([plan], owing="1")).url == "/plans/agree/"
    assert not client.get("/plans/agree/").context["owing"]
    client.force_login(world.chen)
    client.post("/plans/file/", chosen([plan], owing="1"))
    plan.refresh_from_db()
    assert plan.status == "filed"


@pytest.mark.parametrize("many", [2, 80])
def test_eighty_are_endorsed_at_the_cost_of_two(world, client, many):
    plans = handed_in(world, many)
    mine = Plan.objects.filter(pk__in=[plan.pk for plan in plans])
    shown = dict(mine.values_list("pk", "versions__sha256"))
    with CaptureQueriesContext(connection) as asked:
        assert len(press_clean(mine, "endorse", by=world.xu, shown=shown, owing=True).moved) == many
    spoken = [query["sql"] for query in asked.captured_queries if "SAVEPOINT" not in query["sql"]]
    assert len(spoken) <= 28, "\n".join(spoken)
    client.force_login(world.sun)
    client.get("/plans/file/")
    with CaptureQueriesContext(connection) as asked:
        assert len(client.get("/plans/file/").context["unclean"]) == many
    assert len(asked) <= 16, "\n".join(query["sql"] for query in asked.captured_queries)


def test_home_and_the_park_lead_to_where_many_are_reviewed(world, client):
    handed_in(world, 2)
    client.force_login(world.xu)
    assert ("批量初审", "/plans/endorse/") in [(str(a), b) for a, b in client.get("/").context["many"]]
    text = client.get(f"/parks/{world.port.pk}/").content.decode()
    assert f"/plans/endorse/?park={world.port.pk}" in text and "2份等您办理" in text
    assert client.get("/plans/many/").context["many"].verb == "endorse"
    client.force_login(world.li)
    assert client.get("/plans/many/").status_code == 403 and not client.get("/").context["many"]


def test_nothing_judged_waits_for_a_draft(world):
    [one] = judged(Plan.objects.filter(pk=submitted(world.shanda, world.li).pk), "file", world.sun)
    assert codes(one) >= {"status"}
