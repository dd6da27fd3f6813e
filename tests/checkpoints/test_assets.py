"""The page's modules find each other under their hashed names, and the worker keeps every one of them."""

import re
import shutil

from django.conf import settings
from django.core.files.storage import FileSystemStorage

from luzhou_bubble.storage import Storage

STATIC = settings.BASE_DIR / "static"


def test_modules_import_each_other_by_hashed_names(tmp_path):
    names = [f"checkpoint/{one.name}" for one in (STATIC / "checkpoint").iterdir()] + [
        "vendor/noble-ed25519.js"
    ]
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(STATIC / name, tmp_path / name)
    storage = Storage(location=tmp_path, base_url="/static/")
    done = list(storage.post_process({name: (FileSystemStorage(STATIC), name) for name in names}))
    assert not [error for _name, _hashed, error in done if isinstance(error, Exception)]
    for name in names:
        if name.startswith("checkpoint/") and name.endswith(".js"):
            text = (tmp_path / storage.stored_name(name)).read_text("utf-8")
            for target in re.findall(r'(?:from |import\()"([^"]+)"', text):
                assert re.search(r"\.[0-9a-f]{12}\.js$", target), (name, target)


def test_the_worker_keeps_all_and_names_a_version(client, db):
    answer = client.get("/checkpoint/worker.js")
    text = answer.content.decode()
    assert answer["Content-Type"].startswith("text/javascript")
    kept = set(re.findall(r'^  "([^"]+)",$', text, re.M))
    assert {f"/static/checkpoint/{one.name}" for one in (STATIC / "checkpoint").iterdir()} <= kept
    assert {"/checkpoint/", "/static/vendor/jsqr.js", "/static/vendor/noble-ed25519.js"} <= kept
    assert re.search(r'VERSION = "checkpoint-[0-9a-f]{16}"', text)


def test_the_page_is_strict_and_installable(client, db):
    policy = client.get("/checkpoint/")["Content-Security-Policy"]
    assert "worker-src 'self'" in policy and "connect-src 'self'" in policy and "unsafe" not in policy
    manifest = client.get("/checkpoint/manifest.webmanifest").json()
    assert (
        manifest["scope"] == manifest["start_url"] == "/checkpoint/" and manifest["display"] == "standalone"
    )
