"""Whether the portal lives, and whether it can work."""

import pytest
from django.core.cache import cache

from stats.services import compile_day
from tests.stats.deeds import at, moment, policy
from web.health import HEARTBEAT
from web.tasks import beat_heart

pytestmark = pytest.mark.xdist_group("heartbeat")  # one Redis serves all workers of the tests


@pytest.fixture
def silence():
    """No heartbeat before the story, and none left behind."""
    cache.delete(HEARTBEAT)
    yield
    cache.delete(HEARTBEAT)


def test_the_process_says_it_lives_without_a_database(client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")


def test_a_silent_worker_is_named_until_it_is_heard(world, client, silence):
    answer = client.get("/readyz")
    assert answer.status_code == 503
    said = answer.json()
    assert said == {
        "ready": False,
        "database": "ok",
        "migrations": "ok",
        "redis": "ok",
        "worker": "silent",
        "days_owed": None,
        "outage_pack": said["outage_pack"],
    }
    beat_heart.apply()
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == dict.fromkeys(["database", "migrations", "redis", "worker"], "ok") | {
        "ready": True,
        "days_owed": {},
        "outage_pack": said["outage_pack"],
    }


def test_an_old_heartbeat_is_silence(world, client, silence):
    cache.set(HEARTBEAT, "2022-09-08T12:00:00+08:00", 60)
    answer = client.get("/readyz")
    assert answer.status_code == 503 and answer.json()["worker"].startswith("silent since 2022-09-08")


def test_a_day_without_its_figures_is_listed_since_its_cut_off(world, client, silence):
    with at("8 12:00"):
        policy(world, "stats.first_day", "2022-09-08")
    beat_heart.apply()
    with at("9 08:00"):
        owed = client.get("/readyz").json()["days_owed"]
        assert list(owed) == ["2022-09-08"]
        assert owed["2022-09-08"].startswith("2022-09-0")
        compile_day(moment("8 12:00").date())
        assert client.get("/readyz").json()["days_owed"] == {}
