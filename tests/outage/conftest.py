"""Where packs are put in these stories."""

import pytest


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.OUTAGE_DIR = tmp_path / "outage"
    return settings.OUTAGE_DIR
