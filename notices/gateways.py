"""Ways to a telephone besides mail: SMS and WeChat behind one interface. Which adapter serves is a setting.

An adapter is a class with ``send(message)``. It raises ``OSError`` for what is worth another try. ``message.key``
is the same at each try, so that a gateway that knows keys delivers once.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True)
class Message:
    """``way`` is sms or wechat, ``to`` the recipient's telephone number, by which both know people."""

    key: str
    way: str
    to: str
    text: str


class FileGateway:
    """For development: each message is a file in ``PORTAL_HOME/gateways/<way>``; a message sent twice is one file."""

    def send(self, message):
        folder = Path(settings.GATEWAY_DIR) / message.way
        folder.mkdir(parents=True, exist_ok=True)
        said = json.dumps(asdict(message), ensure_ascii=False, indent=1)
        (folder / f"{message.key}.json").write_text(said, encoding="utf-8")


def ways():
    """The ways that have an adapter."""
    return [way for way, adapter in settings.GATEWAYS.items() if adapter]


def gateway(way):
    return import_string(settings.GATEWAYS[way])()
