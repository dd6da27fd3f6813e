"""Leaving the list, and losing the qualification, shows at once on what rested on it."""

from datetime import timedelta

import pytest

from clock import clock
from passes.services import apply_for_pass
from passes.types import ensure_pass_types
from tests.plans.forms import filed
from whitelist.models import EntryTerm
from whitelist.services import list_entry, nominate, remove_entry
from workflow.versions import record_facts


@pytest.fixture
def places(world, client):
    """The pages of Shanda's plan and pass, the list of plans and the firm's own page, as Chen reads them."""
    [entry] = nominate([world.shanda], by=world.sun, category="livelihood", effective_from="2022-09-01")
    list_entry(entry, by=world.lin)
    plan = filed(world.shanda, clerk=world.li, territory=world.luo, district=world.sun)
    kind = ensure_pass_types(world.bureau)["city_emergency"]
    vehicle_pass = apply_for_pass(
        by=world.li,
        type=kind,
        enterprise=world.shanda,
        plate="川E·12345",
        plate_colour="yellow",
        goods_category="raw_materials",
        origin=world.r510522,
        destination=world.r510502,
        first_day=clock.today(),
        last_day=clock.today() + timedelta(days=6),
    )
    client.force_login(world.chen)
    urls = [plan.get_absolute_url(), vehicle_pass.get_absolute_url(), world.shanda.get_absolute_url()]

    def read():
        pages = [client.get(url).content.decode() for url in urls]
        [row] = client.get("/api/v1/plans/").json()["results"]
        return pages, row["standing"]

    return entry, read


def test_a_removal_is_told_with_its_day_on_plan_pass_and_firm(world, places):
    entry, read = places
    pages, standing = read()
    assert standing == "listed" and not any("白名单已调出" in page for page in pages)
    remove_entry(entry, by=world.chen, remark="停产")
    pages, standing = read()
    assert standing == "removed" and all("白名单已调出（9月8日）" in page for page in pages)
    [again] = nominate([world.shanda], by=world.sun, category="livelihood", effective_from="2022-09-08")
    list_entry(again, by=world.lin)
    pages, standing = read()
    assert standing == "listed" and not any("白名单已调出" in page for page in pages)


def test_an_entry_whose_term_is_over_holds_no_longer(world, places):
    entry, read = places
    ends = {"entry_id": entry.pk, "effective_until": clock.today() + timedelta(days=1)}
    record_facts(EntryTerm, [ends], by=world.chen)
    assert read()[1] == "listed"
    record_facts(EntryTerm, [ends | {"effective_until": clock.today()}], by=world.chen)
    pages, standing = read()
    assert standing == "removed" and all("白名单已调出（9月8日）" in page for page in pages)


def test_a_disqualification_is_told_with_its_day(world, places):
    _entry, read = places
    type(world.shanda).objects.filter(pk=world.shanda.pk).update(disqualified_at=clock.now())
    pages, standing = read()
    assert standing == "disqualified" and all("已取消资格（9月8日）" in page for page in pages)
