import pytest
from django.contrib.messages.storage.base import BaseStorage
from django.db import connection

from accounts.models import User

from .samples import County, Firm


class Kept(BaseStorage):
    """Messages kept for the length of one request, without a session."""

    def _get(self, *args, **kwargs):
        return [], True

    def _store(self, messages, response, *args, **kwargs):
        return []


def person(*, city=True, county="510522", guest=False):
    """Somebody without appointments: these lists ask for what stands on the person itself."""
    user = User(pk=1, username="chen", name="陈")
    user.posts = []
    user.city, user.county, user.guest = city, county, guest
    return user


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
