"""The English of all apps is one catalogue to Django: who says what, and what the check says of it."""

from pathlib import Path

import pytest
from django.conf import settings as portal
from django.core.management import CommandError, call_command

from ui import catalogues
from ui.management.commands.messages import kept

HEADER = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'


@pytest.fixture
def house(settings, tmp_path):
    """A house of two apps: ``house(app, source, po)`` writes the words of one."""
    settings.BASE_DIR, settings.LAYERS = tmp_path, ["firms", "roads"]

    def write(app, source, po):
        folder = tmp_path / app / "locale" / "en" / "LC_MESSAGES"
        folder.mkdir(parents=True, exist_ok=True)
        Path(tmp_path, app, "words.py").write_text(source, encoding="utf-8")
        Path(folder, "django.po").write_text(HEADER + po, encoding="utf-8")

    return write


def test_no_app_of_the_portal_hides_anothers_english():
    """With 园区 as "parks" in one app, every form of the others asked for a "parks"."""
    assert catalogues.conflicts({app: kept(app) for app in portal.LAYERS}) == {}


def test_the_check_names_words_two_apps_translate_differently_and_both_translations(house):
    house("firms", '_("园区")\n', 'msgid "园区"\nmsgstr "Park"\n')
    house("roads", '_("园区")\n', 'msgid "园区"\nmsgstr "parks"\n')

    with pytest.raises(CommandError, match=r"firms, roads: '园区': Park / parks"):
        call_command("messages", check=True)


def test_a_context_keeps_two_meanings_apart_and_the_same_english_twice_is_no_conflict(house):
    house(
        "firms",
        '_("园区")\n_("企业")\n',
        'msgid "园区"\nmsgstr "Park"\n\nmsgid "企业"\nmsgstr "Enterprise"\n',
    )
    house(
        "roads",
        'pgettext("many", "园区")\n_("企业")\n',
        'msgctxt "many"\nmsgid "园区"\nmsgstr "Parks"\n\nmsgid "企业"\nmsgstr "Enterprise"\n',
    )

    call_command("messages", check=True)


def test_asked_about_one_app_the_check_leaves_the_quarrels_of_others_alone(house, settings):
    house("firms", '_("园区")\n', 'msgid "园区"\nmsgstr "Park"\n')
    house("roads", '_("园区")\n', 'msgid "园区"\nmsgstr "parks"\n')
    house("signs", '_("企业")\n', 'msgid "企业"\nmsgstr "Enterprise"\n')
    settings.LAYERS = ["firms", "roads", "signs"]

    call_command("messages", "signs", check=True)
    with pytest.raises(CommandError, match="园区"):
        call_command("messages", "roads", check=True)
