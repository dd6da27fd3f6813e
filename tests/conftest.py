"""The tests' database and the cast: who files, who reviews, who must not see."""

import gc
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.utils import translation

from clock import clock

from .cast import build_world
from .restoring import Standing, restore_after_each

pytest_plugins = ["tests.browser", "tests.fixtures.passes", "tests.fixtures.rest"]

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOON = datetime(2022, 9, 8, 12, 0, tzinfo=SHANGHAI)


def pytest_collection_finish():
    """All is imported and stays: no need to look through it for garbage again and again, for a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)


def shanghai(text):
    """ "2022-09-08 12:00" as a moment in the city."""
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


@pytest.fixture(autouse=True)
def kept_files(settings, tmp_path):
    """Each test keeps what people hand in, and the papers made of it, in a folder of its own."""
    settings.MEDIA_ROOT = tmp_path / "files"
    return settings.MEDIA_ROOT


@pytest.fixture(autouse=True)
def chinese():
    """Whoever read the portal in English leaves no English to the next test."""
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def noon():
    """In tests the portal's clock stands at noon of 8 September 2022, unless a story moves it."""
    clock.forget()
    with clock.standing_at(NOON):
        yield NOON


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """The cast is written once; each test then runs in a transaction that is undone, or its rows are restored."""
    with django_db_blocker.unblock(), clock.standing_at(NOON):
        build_world(standing=apps.get_model("accounts.User").objects.exists())  # with --reuse-db it stands
        restore_after_each(Standing())


@pytest.fixture
def world(db):
    """The cast. It stands, but where the tables had to be emptied (``restoring``)."""
    return build_world(standing=apps.get_model("accounts.User").objects.exists())
