"""What the stories of accounts share."""

import pytest
from rest_framework.test import APIClient

from accounts.tokens import create_token
from tests.cast import PASSWORD


@pytest.fixture
def signs_in(client):
    """``signs_in("li")`` types the password at the door; the answer is the door's."""

    def attempt(typed, password=PASSWORD, *, by=client, **more):
        return by.post("/sign-in/", {"username": typed, "password": password, **more})

    return attempt


@pytest.fixture
def api_of():
    def client(user, *, write=False, **more):
        _token, key = create_token(user, name="test", write=write, **more)
        made = APIClient()
        made.credentials(HTTP_AUTHORIZATION=f"Token {key}")
        return made

    return client
