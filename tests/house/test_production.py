"""In production the portal starts only with its secrets, keeps real time and takes no demonstration."""

import base64
import os
import secrets
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from clock import clock
from tests.conftest import NOON

ROOT = Path(__file__).resolve().parent.parent.parent
SECRETS = {
    "PORTAL_SECRET_KEY": secrets.token_urlsafe(60),
    "PORTAL_FIELD_KEY": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
    "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none",
    "REDIS_URL": "redis://127.0.0.1:1/0",
}


def in_production(*words, without=""):
    """Run Python with production's environment, one secret left out; nothing is connected to."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(("PORTAL_", "DJANGO_"))}
    env |= SECRETS | {"PORTAL_MODE": "production", "PORTAL_HOSTS": "portal.example"}
    env.pop(without, None)
    return subprocess.run([sys.executable, *words], cwd=ROOT, env=env, capture_output=True, text=True)


@pytest.mark.parametrize("name", SECRETS)
def test_a_missing_secret_stops_the_start_and_is_named(name):
    done = in_production("-c", "import luzhou_bubble.settings", without=name)
    assert done.returncode != 0
    assert f"{name} is not set" in done.stderr


def test_with_its_secrets_the_deployment_check_has_nothing_to_say():
    done = in_production("manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout and not done.stderr


@pytest.mark.django_db
def test_production_keeps_real_time(settings):
    settings.PRODUCTION = True
    with pytest.raises(RuntimeError, match="real time"):
        clock.start_demonstration(NOON, "a demonstration")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "command", [["load_demonstration", "demonstration/luzhou-2022"], ["demonstration_accounts"]]
)
def test_production_neither_loads_nor_shows_a_demonstration(settings, command):
    settings.PRODUCTION = True
    with pytest.raises(CommandError):
        call_command(*command)


FORKED = """
import sys
from luzhou_bubble.wsgi import application
from luzhou_bubble.gunicorn import warm
warm()
before = set(sys.modules)
from django.test import Client
from luzhou_bubble.settings import LAYERS
answer = Client(headers={"host": "portal.example"}).get("/healthz", secure=True)
late = sorted(name for name in set(sys.modules) - before if name.split(".")[0] in LAYERS)
print(answer.status_code, late)
"""


def test_a_worker_s_first_request_loads_nothing_of_ours_any_more():
    done = in_production("-c", FORKED)
    assert done.stdout == "200 []\n", done.stderr
