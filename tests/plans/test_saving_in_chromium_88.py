"""The form's scripts in Chromium 88, which offices still have: a field saved, one kept offline, both there again."""

import subprocess
import threading
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from plans.services import start_plan
from tests.browser import OLD_ARGUMENTS
from tests.relay import Relay

pytestmark = pytest.mark.browser
SCRIPT = Path(__file__).with_name("drive_fill.js").read_bytes()


@pytest.fixture
def driven(chromium_88, live_server, tmp_path):
    """``driven(person, path)``: what the script saw on that person's page in the old browser."""

    def drive(person, path):
        client = Client()
        client.force_login(person)
        cookie = f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
        for number, patience in enumerate((30, 60, 90)):  # on a busy machine it may hang at its start
            relay = Relay(live_server.url, cookie, SCRIPT)
            threading.Thread(target=relay.serve_forever, daemon=True).start()
            own = [f"--user-data-dir={tmp_path / str(number)}", "--remote-debugging-port=0"]
            old = subprocess.Popen(
                [chromium_88, *OLD_ARGUMENTS, *own, relay.url + path],
                cwd=tmp_path,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            try:
                told = relay.told(patience)
            finally:
                old.kill()
                old.wait()
                relay.shutdown()
                relay.server_close()
            if told is not None:
                return told
        pytest.fail("Chromium 88 tells nothing")

    return drive


def test_a_field_is_saved_and_what_is_typed_offline_is_there_again_when_one_comes_back(world, driven):
    plan = start_plan(world.shanda, by=world.li)
    told = driven(world.li, f"/plans/{plan.pk}/fill/")
    assert "stuck" not in told, told
    assert told.pop("saved").startswith("已保存 12:00") and "已填1项" in told.pop("strip")
    assert told == {"faults": [], "kept": 1, "back": "209", "left": 0}
    answers = plan.versions.get(frozen_at=None).sections.get(key="lodging").answers
    assert answers == {"beds": 190, "staff_total": 209}
