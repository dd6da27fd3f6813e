"""What a phone at a post takes to judge a code with no network, beside the bare signature check of its browser.

The page's own modules run in Chromium, read from ``static/``; there is no server. The book holds as many passes as a
city has at work. Needs the browser of the tests (``script/test`` fetches it); without one these rows are left out.
"""

import json
import os
import sys
from base64 import urlsafe_b64decode, urlsafe_b64encode
from urllib.parse import urlsplit

from django.conf import settings

from .measuring import Row

STATIC = settings.BASE_DIR / "static"
KINDS = {".js": "text/javascript", ".json": "application/json"}
BOOK = 10_000  # passes in the list
MEASURE = (settings.BASE_DIR / "benchmarks" / "roadside.js").read_text("utf-8")


def rows():
    program = os.environ.get("PORTAL_CHROMIUM") or browser_of_the_tests()
    if not program:
        return
    told = measured(program)
    for name, words in (("browser", "Ed25519"), ("library", "Ed25519 by library"), ("sm2", "SM2")):
        yield Row(f"a code judged offline, {words}", told[name], told["bare"], "< 20 ms", f"{BOOK} passes")


def browser_of_the_tests():
    """What script/test drives, or None where the packages of the tests are not there."""
    sys.path.insert(0, str(settings.BASE_DIR / "script"))
    try:
        import _browsers

        told, _missing = _browsers.environment()
    except (ImportError, OSError):
        return None
    finally:
        sys.path.pop(0)
    os.environ |= {name: value for name, value in told.items() if value}
    return told["PORTAL_CHROMIUM"] or None


def measured(program):
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        page = chromium.new_page()
        page.route("**/*", answer)
        page.goto("http://localhost/")
        told = page.evaluate(MEASURE, ["a message as long as a pass's own " * 5, BOOK, codes()])
        chromium.close()
    return told


def answer(route):
    """Files of ``static/``, and an empty page for any other address."""
    path = settings.BASE_DIR / urlsplit(route.request.url).path.lstrip("/")
    if STATIC in path.parents and path.is_file():
        route.fulfill(path=path, content_type=KINDS.get(path.suffix, "text/plain"))
    else:
        route.fulfill(body="<!doctype html>", content_type="text/html")


def codes():
    """The published Ed25519 code and its keys, and a code of the same claims under the published SM2 key."""
    from signing.algorithms import SM2
    from signing.envelope import from_text, open_sealed, seal, to_text
    from signing.keeping import kid_of

    published = json.loads((STATIC / "code/vectors.json").read_text("utf-8"))
    vector = json.loads((STATIC / "code/vectors-sm2.json").read_text("utf-8"))
    private, public = bytes.fromhex(vector["private"]), bytes.fromhex(vector["public"])
    kind = SM2()
    by_kid = {one["kid"]: urlsafe_b64decode(one["key"] + "==") for one in published["keys"]}
    first = published["right"][0]["code"]
    claims = open_sealed(
        from_text(first), key_of=lambda kid, _algorithm: by_kid[kid.hex()], purpose="pass"
    ).claims
    sealed = seal(
        claims, kid=kid_of(public), algorithm=kind.id, sign=kind.signer(private, public), purpose="pass"
    )
    key = {"kid": kid_of(public).hex(), "alg": kind.id, "key": urlsafe_b64encode(public).decode().rstrip("=")}
    return {"ed25519": first, "sm2": to_text(sealed), "keys": [*published["keys"], key]}
