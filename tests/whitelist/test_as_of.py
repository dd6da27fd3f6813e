"""Who was listed at a moment, by what is or was on record: page, REST, export, and the figure I17 agree."""

from datetime import timedelta

import pytest

from clock import clock
from stats.counting import entries_by_place
from tests.conftest import shanghai
from whitelist.models import EntryTerm
from whitelist.services import list_entry, nominate, record_entries, remove_entry
from workflow.versions import revise

EIGHTH_ENDS, TENTH_ENDS = "2022-09-09T00:00:00+08:00", "2022-09-11T00:00:00+08:00"


@pytest.fixture
def story(world, noon):
    """On the 8th Shanda and its park are listed; on the 9th Longfei by the province; on the 10th Shanda leaves."""
    day = clock.today()
    entries = nominate([world.shanda, world.port], by=world.sun, category="livelihood", effective_from=day)
    for entry in entries:
        list_entry(entry, by=world.chen)
    with clock.standing_at(noon + timedelta(days=1)):
        record_entries(
            [world.longfei],
            by=world.chen,
            level="provincial",
            category="livelihood",
            effective_from=clock.today(),
            document="川经信〔2022〕1号",
        )
    with clock.standing_at(noon + timedelta(days=2)):
        remove_entry(entries[0], by=world.chen, remark="停产")
    with clock.standing_at(noon + timedelta(days=4)):
        yield entries


def counted(api, at, **more):
    rows = api.get("/api/v1/whitelist/counts/", {"at": at, **more}).json()["results"]
    return {(row["level"], row["subject"]): row["number"] for row in rows}


def test_counts_by_level_and_subject_agree_with_the_figure(world, story, api_of):
    chen = api_of(world.chen)
    assert counted(chen, EIGHTH_ENDS) == {("municipal", "enterprise"): 1, ("municipal", "park"): 1}
    assert counted(chen, TENTH_ENDS) == {
        ("municipal", "enterprise"): 1,
        ("municipal", "park"): 1,
        ("provincial", "enterprise"): 1,
    }
    for text in (EIGHTH_ENDS, "2022-09-10T00:00:00+08:00", TENTH_ENDS):
        figure = {}
        for row in entries_by_place(shanghai(text[:16].replace("T", " ")), clock.now(), 2022):
            key = (row["level"], "park" if row["of_park"] else "enterprise")
            figure[key] = figure.get(key, 0) + row["number"]
        assert counted(chen, text) == figure


def test_what_was_known_then_is_asked_for_by_known_at(world, story, api_of):
    chen = api_of(world.chen)
    known = "2022-09-10T00:00:00+08:00"  # before Shanda's leaving was recorded
    assert counted(chen, TENTH_ENDS, known_at=known)["municipal", "enterprise"] == 2
    revise(EntryTerm.objects.current().get(entry=story[1]), by=world.chen, batch="第二批")
    listed = chen.get("/api/v1/whitelist/", {"at": TENTH_ENDS, "known_at": known}).json()["results"]
    assert {row["batch"] for row in listed} == {""}, "the term, too, is told as it was known then"


def test_the_page_the_export_and_the_neighbour(world, story, client, django_assert_max_num_queries):
    client.force_login(world.chen)
    asked = {"at": "2022-09-09T00:00"}
    client.get("/whitelist/", asked)
    with django_assert_max_num_queries(6):
        page = client.get("/whitelist/", asked)
    assert [numbers[1:] for numbers in page.context["numbers"]] == [(1, 1), (0, 0), (0, 0)]
    assert "截至9月8日24时在列" in page.content.decode()
    told = client.get("/whitelist/", asked | {"export": "csv"}).getvalue().decode()
    assert world.shanda.name in told and world.longfei.name not in told
    client.force_login(world.zhao)
    page = client.get("/whitelist/", asked)
    assert [numbers[1:] for numbers in page.context["numbers"]] == [(0, 0)] * 3
    client.get("/whitelist/", {"at": "gestern"})  # finds nothing and breaks nothing
    assert client.get("/whitelist/", {"at": "gestern"}).status_code == 200
