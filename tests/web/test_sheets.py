"""The look is written as several files by subject and sent as one."""

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders

from luzhou_bubble.storage import Storage


def sources():
    """{name: (storage, path)} as collectstatic gives them, of the look only."""
    found = {path: (storage, path) for finder in get_finders() for path, storage in finder.list([])}
    return {path: source for path, source in found.items() if path.startswith("look")}


def test_a_page_asks_for_one_sheet_with_every_part_in_its_order(tmp_path):
    storage, parts = Storage(location=tmp_path, base_url="/static/"), sources()
    (tmp_path / "look.css").write_text("as it was collected before")
    for _name, _hashed, done in storage.post_process(parts):
        if isinstance(done, Exception):
            raise done
    sent = storage.open(storage.stored_name("look.css")).read().decode()
    written = {
        path: (settings.BASE_DIR / "static" / path).read_text() for path in parts if path != "look.css"
    }
    assert "@import" not in sent
    assert len(written) > 8 and all(text.strip() in sent for text in written.values())
    assert sent.index(written["look/tokens.css"][:80]) < sent.index(written["look/phone.css"][:80])
