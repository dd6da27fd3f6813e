"""The holder of a pass is told by telephone too, where the city has a gateway."""

import json

import pytest

from notices import delivering, dispatching
from notices.models import Dispatch
from passes import services

FILES = "notices.gateways.FileGateway"


class Away:
    """A gateway whose line is down."""

    def send(self, message):
        raise ConnectionError("away")


@pytest.fixture(autouse=True)
def gateways(settings, tmp_path):
    settings.GATEWAYS = {"sms": FILES, "wechat": ""}
    settings.GATEWAY_DIR = tmp_path


@pytest.fixture
def issued_to_li(world, recommended):
    world.li.phone = "13900000009"
    world.li.save()
    made = recommended()
    delivering.deliver_outbox()
    Dispatch.objects.all().delete()
    services.issue_pass(made, by=world.chen)
    delivering.deliver_outbox()
    return made


def test_li_gets_an_sms_that_the_pass_was_issued_once(world, issued_to_li, tmp_path):
    assert dispatching.send_owed() == 1 and dispatching.send_owed() == 0
    [file] = (tmp_path / "sms").iterdir()
    said = json.loads(file.read_text())
    assert said["to"] == "13900000009" and "川E12345" in said["text"] and "核发" in said["text"]
    assert "赵师傅" not in said["text"]


def test_a_gateway_that_is_away_is_tried_again_and_then_given_up_until_somebody_says_so(
    world, issued_to_li, settings, tmp_path
):
    settings.GATEWAYS = {"sms": f"{__name__}.Away", "wechat": ""}
    for _time in range(dispatching.TRIES + 2):
        assert dispatching.send_owed() == 0
    assert Dispatch.objects.get().attempts == dispatching.TRIES
    settings.GATEWAYS = {"sms": FILES, "wechat": ""}
    assert dispatching.send_owed() == 0
    dispatching.take_up_again()
    assert dispatching.send_owed() == 1


def test_both_ways_carry_it_where_both_are_named_and_nobody_without_a_telephone_is_owed(
    world,
    recommended,
    settings,
    tmp_path,
):
    settings.GATEWAYS = {"sms": FILES, "wechat": FILES}
    made = recommended()
    delivering.deliver_outbox()
    assert not Dispatch.objects.exists()
    world.li.phone = "13900000009"
    world.li.save()
    services.issue_pass(made, by=world.chen)
    delivering.deliver_outbox()
    assert dispatching.send_owed() == 2
    assert [len(list((tmp_path / way).iterdir())) for way in ("sms", "wechat")] == [1, 1]
