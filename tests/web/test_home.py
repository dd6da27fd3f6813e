"""What waits for each of the cast on the first page, and what does not."""

import pytest

from clock import clock
from passes import services as passes
from plans.loops.services import order_loop
from plans.services import endorse_plan, return_plan
from tests.conftest import shanghai
from tests.plans.forms import filed, submitted
from whitelist.services import nominate, record_entries


@pytest.fixture
def waiting(world, client):
    """``waiting("xu")``: [(kind of work, record)] in the order of Xu's page.

    The rest of every start form is owed from its submission on; it has a story of its own and is told with ``rest``.
    """

    def of(name, query="", rest=False):
        client.force_login(world.people[name])
        groups = client.get(f"/{query}").context["groups"]
        items = [item for group in groups for item in group["items"]]
        return [
            (item["kind"].key, item["record"]) for item in items if (item["kind"].key == "plans-rest") == rest
        ]

    return of


def nominated(world, by):
    [entry] = nominate([world.shanda], by=by, category="livelihood", effective_from="2022-09-08")
    return entry


def test_a_plan_waits_for_its_territory_then_for_its_county(world, waiting):
    plan = submitted(world.shanda, world.li)
    assert waiting("xu") == waiting("luo") == [("plans", plan)]
    assert waiting("sun") == waiting("zhao") == waiting("gao") == waiting("li") == []
    endorse_plan(plan, by=world.xu)
    assert waiting("xu") == []
    assert waiting("sun") == [("plans", plan)]


def test_the_rest_waits_for_the_firm_and_who_filed_by_its_own_hour_and_leads_to_the_form(
    world, client, waiting
):
    plan = submitted(world.shanda, world.luo)
    assert waiting("li", rest=True) == waiting("luo", rest=True) == [("plans-rest", plan)]
    assert waiting("xu", rest=True) == waiting("sun", rest=True) == []
    client.force_login(world.li)
    [item] = [one for group in client.get("/").context["groups"] for one in group["items"]]
    assert item["due"] == plan.rest_due_at and item["url"] == f"/plans/{plan.pk}/fill/"


def test_the_rest_is_counted_for_territory_and_county_in_one_line_that_leads_to_the_list(world, client):
    """限期补齐 is chased by whoever is nearest; what firms owe fills nobody else's list."""
    for plans, firm, clerk in ((1, world.shanda, world.li), (2, world.qingquan, world.ma)):
        submitted(firm, clerk)
        for name in ("luo", "xu", "sun", "zhou", "gao", "chen", "li"):
            client.force_login(world.people[name])
            page = client.get("/")
            owed = {"luo": 1, "xu": 1, "sun": plans, "zhou": plans - 1}.get(name, 0)
            assert [(one.key, count, late) for one, count, late in page.context["watched"]] == (
                [("plans-rest", owed, 0)] if owed else []
            ), name
            assert ('href="/plans/?rest=due"' in page.content.decode()) == bool(owed)
    with clock.standing_at(shanghai("2022-09-20 12:00")):
        client.force_login(world.sun)
        page = client.get("/")
    assert [told[1:] for told in page.context["watched"]] == [(2, 2)]
    assert 'href="/plans/?rest=overdue"' in page.content.decode()


def test_what_one_filed_waits_for_others(world, waiting):
    plan = submitted(world.shanda, world.xu)
    assert waiting("xu") == [] and waiting("luo") == [("plans", plan)]
    entry = nominated(world, world.chen)
    assert waiting("chen") == [] and waiting("lin") == [("whitelist", entry)]


def test_a_returned_plan_waits_for_the_firm_not_for_who_returned_it(world, waiting):
    plan = submitted(world.shanda, world.li)
    return_plan(plan, by=world.xu, remark="请补充转运联络人")
    assert waiting("li") == [("plans-returned", plan)]
    assert waiting("xu") == waiting("luo") == []


def test_an_ordered_loop_waits_for_the_firm_and_its_park(world, waiting):
    filed(world.shanda, clerk=world.li, territory=world.xu, district=world.sun)
    loop = order_loop(world.shanda, by=world.sun)
    assert waiting("li") == waiting("luo") == [("loops", loop)]
    assert waiting("sun") == waiting("ma") == []


def test_a_pass_goes_from_county_to_goods_to_issuer(world, waiting, application):
    made = passes.apply_for_pass(by=world.li, **application())
    one = [("passes", made)]
    assert waiting("sun") == one
    assert waiting("ren") == waiting("chen") == waiting("zhao") == []
    passes.accept_pass(made, by=world.sun)
    assert waiting("ren") == one
    passes.recommend_pass(made, by=world.ren)
    assert waiting("chen") == one
    assert waiting("sun") == waiting("ren") == waiting("he") == []


def test_a_higher_entry_waits_for_the_citys_confirmation_and_a_plain_one_does_not(world, waiting):
    how = {"category": "livelihood", "effective_from": "2022-09-08", "document": "川经信〔2022〕1号"}
    record_entries([world.shanda], by=world.chen, level="provincial", **how)
    kinds = {(record.level, record.awaiting_city) for _kind, record in waiting("lin")}
    assert kinds == {("municipal", True)}


def test_soonest_due_first_and_late_work_is_said_to_be_late(world, client, waiting, application):
    entry = nominated(world, world.sun)
    plans = [submitted(world.qingquan, world.ma), submitted(world.shanda, world.li)]
    for plan, officer in zip(plans, (world.zhou, world.xu), strict=True):
        endorse_plan(plan, by=officer)
    made = passes.apply_for_pass(by=world.li, **application())
    due = [record.due_at for _kind, record in waiting("sun")]
    assert len(due) == 3 and due == sorted(due)
    assert waiting("sun", "?kind=passes") == [("passes", made)]
    assert waiting("chen") == [("whitelist", entry)]
    with clock.standing_at(shanghai("2022-09-20 12:00")):
        client.force_login(world.sun)
        context = client.get("/").context
    assert context["total"] == context["overdue"] == 3
    assert [str(group["label"]) for group in context["groups"]] == ["已超时"]


def test_nothing_waits_for_who_only_reads(world, client, waiting):
    submitted(world.shanda, world.li)
    assert waiting("xuming") == waiting("system") == []
    assert "没有等您办理的事" in client.get("/").content.decode()
