import pytest
from rest_framework.test import APIClient

from accounts.tokens import create_token


@pytest.fixture
def api_of():
    """A REST client of one of the cast."""

    def client(user, *, write=True):
        _token, key = create_token(user, name="test", write=write)
        made = APIClient()
        made.credentials(HTTP_AUTHORIZATION=f"Token {key}")
        return made

    return client
