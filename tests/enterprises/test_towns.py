"""A firm whose town nobody wrote down is reached by no release of a town, and is told so where towns are released."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clock import clock
from enterprises.models import DirectoryEntry, Enterprise
from enterprises.services import write_entry
from enterprises.towns import place_firms
from periods.releases import release_towns
from stats.compile import compile as compiled
from tests.periods.stories import announced
from workflow.errors import NotYours, Refused

pytestmark = pytest.mark.database


@pytest.fixture
def released(world, noon):
    """Hejiang is under control, Fuyang released since an hour; Shanda lies there, but its entry has no town."""
    write_entry(
        world.shanda, by=world.sun, year=2022, above_scale=True, output_value=Decimal("29087.8"), employees=9
    )
    [period] = announced(world)
    release_towns(period, by=world.chen, towns=[world.r510522001], released_at=noon - timedelta(hours=1))
    return period


def in_scope(noon):
    """How many above-scale firms the figures of now hold to be under control."""
    rows = compiled(noon, clock.now())
    return next(row.denominator for row in rows if row.figure == "I2" and row.scope_kind == "controlled")


def shandas(world):
    return Enterprise.objects.filter(pk=world.shanda.pk)


def test_placed_in_its_town_the_firm_is_released_with_it(world, noon, released):
    assert in_scope(noon) == 1
    assert place_firms(shandas(world), by=world.sun, town=world.r510522001) == 1
    world.shanda.refresh_from_db()
    line = DirectoryEntry.objects.current().get(enterprise=world.shanda)
    assert world.shanda.town == line.town == world.r510522001
    assert (line.output_value, line.deed.by, world.shanda.history.first().history_user) == (
        Decimal("29087.80"),
        world.sun,
        world.sun,
    )
    assert in_scope(noon) == 0


def test_only_who_keeps_the_entry_places_a_firm_and_only_within_its_county(world, released):
    for stranger in (world.zhao, world.luo, world.li, world.xuming):
        with pytest.raises(NotYours):
            place_firms(shandas(world), by=stranger, town=world.r510522001)
    with pytest.raises(Refused, match="镇街不在所选企业的区县"):
        place_firms(shandas(world), by=world.chen, town=world.r510504001)
    both = Enterprise.objects.filter(pk__in=[world.shanda.pk, world.longfei.pk])
    with pytest.raises(NotYours):
        place_firms(both, by=world.sun, town=world.r510522001)
    world.shanda.refresh_from_db()
    assert world.shanda.town is None


def test_the_period_s_page_names_them_and_leads_to_where_they_are_ticked(world, client, released):
    client.force_login(world.chen)
    page = client.get(f"/periods/{released.pk}/").content.decode()
    assert "1家没有记镇街" in page and world.shanda.name in page and "不随镇街解除" in page
    assert 'href="/enterprises/towns/?region=510522"' in page
    url = "/enterprises/towns/?region=510522"
    listed = client.get(url).content.decode()
    assert world.shanda.name in listed and world.longfei.name not in listed
    wrong = client.post(url, {"enterprises": [world.shanda.credit_code]})
    assert wrong.status_code == 400 and f'value="{world.shanda.credit_code}" ' in wrong.content.decode()
    done = client.post(url, {"enterprises": [world.shanda.credit_code], "town": "510522001"})
    assert done.status_code == 302 and world.shanda.name not in client.get(url).content.decode()
    assert "没有记镇街，按镇街解除时" not in client.get(f"/periods/{released.pk}/").content.decode()
    client.force_login(world.luo)
    assert client.get(url).status_code == 403


def test_by_rest_the_same(world, api_of, released):
    said = {"enterprises": [world.shanda.credit_code], "town": "510522001"}
    url = "/api/v1/enterprises/towns/"
    assert api_of(world.zhao).post(url, said, format="json").status_code == 400  # neither is there for Zhao
    assert api_of(world.luo).post(url, said, format="json").status_code == 403
    sun = api_of(world.sun)
    [found] = sun.get("/api/v1/enterprises/?town_unknown=true").json()["results"]
    assert found["credit_code"] == world.shanda.credit_code
    assert sun.post(url, said, format="json").json() == {"placed": 1}
    assert sun.get("/api/v1/enterprises/?town_unknown=true").json()["count"] == 0


def test_many_are_placed_in_the_same_statements(world, released):
    rows = [
        Enterprise(credit_code=f"X{n:017}", name=f"企业{n}", county=world.r510522, park=world.port)
        for n in range(60)
    ]
    for firm in rows:
        firm.spell()
    keys = [firm.pk for firm in Enterprise.objects.bulk_create(rows)]
    assert world.sun.posts
    taken = []
    for part in (keys[:10], keys[10:]):
        with CaptureQueriesContext(connection) as captured:
            place_firms(Enterprise.objects.filter(pk__in=part), by=world.sun, town=world.r510522001)
        taken.append(len(captured))
    assert taken[0] == taken[1] <= 14
