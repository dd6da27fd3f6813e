"""Where a portal lives that these tests start and kill."""

import shutil
import sys
import tempfile
from pathlib import Path

import pytest

from .portal import ROOT

sys.path.insert(0, str(ROOT / "script"))
from _home import throw_away


@pytest.fixture(scope="module")
def home():
    """A home whose path has a space and Chinese characters; every test of this file starts on what the last left."""
    path = Path(tempfile.mkdtemp(prefix="泸州 闭环 "))
    throw_away(path).leave()
    yield path
    shutil.rmtree(path, ignore_errors=True)
