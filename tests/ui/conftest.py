from types import SimpleNamespace

import pytest
from django.contrib.messages.storage.base import BaseStorage
from django.db import connection

from .samples import County, Firm


class Kept(BaseStorage):
    """Messages kept for the length of one request, without a session."""

    def _get(self, *args, **kwargs):
        return [], True

    def _store(self, messages, response, *args, **kwargs):
        return []


def person(*, city=True, county="510522", guest=False):
    return SimpleNamespace(
        is_authenticated=True, is_active=True, pk=1, username="chen", city=city, county=county, guest=guest
    )


@pytest.fixture
def firms(db):
    """The two tables, made for one test and rolled back with it."""
    with connection.schema_editor(atomic=False) as editor:
        editor.create_model(County)
        editor.create_model(Firm)
    return Firm.objects


@pytest.fixture
def ask(rf):
    """A request of somebody: ``ask("/firms/?q=泸", person(guest=True))``."""

    def make(path, user=None, **headers):
        request = rf.get(path, headers=headers)
        request.user = user or person()
        request.session = {}
        request._messages = Kept(request)
        return request

    return make
