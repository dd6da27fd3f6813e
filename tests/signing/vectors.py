"""The published vectors: made here from fixed keys, checked by everybody who reads codes.

``python -m tests.signing.vectors`` writes them anew; a difference is a new version of the form.
"""

import base64
import json
from pathlib import Path

import cbor2

from signing.algorithms import Ed25519
from signing.envelope import seal, signed_part, to_text
from signing.keeping import kid_of

PATH = Path(__file__).parents[2] / "static" / "code" / "vectors.json"
SEED = bytes(range(32))
OTHER = bytes(range(1, 33))
CLAIMS = {
    1: "510500",
    4: 1663516800,  # 2022-09-19 00:00 in the city
    5: 1662912000,  # 2022-09-12 00:00
    6: 1662901200,
    7: bytes.fromhex("0f1e2d3c4b5a69788796a5b4c3d2e1f0"),
    -70001: [1, "city_emergency", "川E12345", "510522", "510502", "raw_materials", None],
}


def sealed(claims=CLAIMS, *, seed=SEED, purpose="pass", kid=None, algorithm=-8):
    public = Ed25519().public_of(seed)
    sign = Ed25519().signer(seed, public)
    return seal(claims, kid=kid or kid_of(public), algorithm=algorithm, sign=sign, purpose=purpose)


def rebuilt(change):
    """The right code with its four parts changed by hand, signature made anew where ``change`` asks."""
    tag = cbor2.loads(sealed())
    parts = list(tag.value)
    return cbor2.dumps(cbor2.CBORTag(18, change(parts)), canonical=True)


def _resigned(payload):
    def change(parts):
        sign = Ed25519().signer(SEED, b"")
        return [parts[0], {}, payload, sign(signed_part(parts[0], payload, "pass"))]

    return rebuilt(change)


def cases():
    good = sealed()
    text = to_text(good)
    hours = {**CLAIMS, -70001: [*CLAIMS[-70001][:6], [360, 1320]]}
    energy = {**CLAIMS, -70001: [1, "city_emergency", "川ED12345", "510522001", "510502", "livelihood", None]}
    payload = cbor2.dumps(CLAIMS, canonical=True)
    forged = sealed(seed=OTHER, kid=kid_of(Ed25519().public_of(SEED)))
    other_tag = cbor2.dumps(cbor2.CBORTag(17, cbor2.loads(good).value), canonical=True)
    headed = rebuilt(lambda parts: [parts[0], {4: b"x"}, *parts[2:]])
    right = [
        ("a pass", text),
        ("with hours of day", to_text(sealed(hours))),
        ("new energy", to_text(sealed(energy))),
    ]
    wrong = [
        ("a letter changed", text[:-20] + ("A" if text[-20] != "A" else "B") + text[-19:], "bad_signature"),
        ("cut short", text[:-8], "unreadable"),
        ("bytes behind the end", to_text(good + b"\0"), "unreadable"),
        ("lower case", text.lower(), "unreadable"),
        ("padded", text + "=" * (-len(text) % 8 or 8), "unreadable"),
        ("spare bits set", _spare(text), "unreadable"),
        ("another's key", to_text(sealed(seed=OTHER)), "unknown_key"),
        (
            "our key id, another's key",
            to_text(forged),
            "bad_signature",
        ),
        ("signed as a list", to_text(sealed(purpose="list")), "bad_signature"),
        ("unknown algorithm", to_text(sealed(algorithm=-7)), "unknown_key"),
        ("a later version", to_text(sealed({**CLAIMS, -70001: [2, "x"]})), "unknown_version"),
        ("a claim too many", to_text(sealed({**CLAIMS, 3: "x"})), "unreadable"),
        ("ends before it begins", to_text(sealed({**CLAIMS, 4: 1})), "unreadable"),
        ("something in the open header", to_text(headed), "unreadable"),
        ("payload not canonical", to_text(_resigned(_uncanonical(payload))), "unreadable"),
        (
            "a tag of another kind",
            to_text(other_tag),
            "unreadable",
        ),
        ("not a code", "HELLO", "unreadable"),
    ]
    return right, wrong


def _spare(text):
    """The same bytes with the spare bits of the last letter set."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
    return text[:-1] + letters[letters.index(text[-1]) | 1]


def _uncanonical(payload):
    """The issuer's text with a longer head than it needs."""
    return payload.replace(b"\x66510500", b"\x78\x06510500")


def document():
    right, wrong = cases()
    public = Ed25519().public_of(SEED)
    keys = [
        {"kid": kid_of(public).hex(), "alg": -8, "key": base64.urlsafe_b64encode(public).decode().rstrip("=")}
    ]
    readable = {**{str(k): v for k, v in CLAIMS.items()}, "7": CLAIMS[7].hex()}
    return {
        "about": "Test vectors of the signed code of a pass, version 1. The keys are published and sign nothing real.",
        "keys": keys,
        "claims": readable,
        "right": [{"name": name, "code": code} for name, code in right],
        "wrong": [{"name": name, "code": code, "fault": fault} for name, code, fault in wrong],
    }


if __name__ == "__main__":
    PATH.parent.mkdir(exist_ok=True)
    PATH.write_text(json.dumps(document(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
