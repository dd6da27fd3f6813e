"""What a phone says, in short."""

import uuid
from base64 import urlsafe_b64decode

from signing.envelope import open_sealed
from signing.services import accepted_key

NONCE = "AAECAwQFBgcICQoL"


def a_check(**changes):
    """A record as a phone sends it; noon of 8 September 2022 in seconds."""
    return {
        "uid": str(uuid.uuid4()),
        "seen_at": 1662609600,
        "phone_at": 1662609600,
        "how": "plate",
        "plate": "川E12345",
        "verdict": "valid",
        "list_number": 1,
        "action": "pass",
    } | changes


def opened(data, purpose="list"):
    return open_sealed(bytes(data), key_of=accepted_key, purpose=purpose).claims


def asked(client, head, since=0, **more):
    return client.get(f"/api/v1/checkpoint/list/?since={since}&nonce={NONCE}", **head, **more)


def body_of(response):
    """[version, number, since, ages, places, entries] of an answer."""
    return opened(response.content)[-70003]


def told_time(response):
    text = response["Portal-Time"]
    return opened(urlsafe_b64decode(text + "=" * (-len(text) % 4)), "time")


def send(client, head, checks=(), shifts=()):
    body = {"checks": list(checks), "shifts": list(shifts)}
    return client.post("/api/v1/checkpoint/records/", body, content_type="application/json", **head)
