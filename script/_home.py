"""The home: the one folder with everything a running portal keeps, and who holds it."""

import base64
import fcntl
import hashlib
import json
import os
import secrets
import tempfile
import time
from pathlib import Path

from _say import say, stop


class Home:
    """A folder for data. Two locks: ``lock`` is the start's own, ``parts.lock`` is held by every part too."""

    def __init__(self, folder):
        self.folder = Path(folder).absolute()
        try:
            # Its owner's alone; under root the servers' user must walk through to its own folders.
            self.folder.mkdir(mode=0o700 if os.getuid() else 0o711, parents=True, exist_ok=True)
            self.held = self.open("lock")
        except OSError as problem:
            stop(f"{self.folder} cannot be used for the portal's data: {problem.strerror}.")
        self.parts = None

    def open(self, name):
        return os.open(self.folder / name, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def running(self):
        """Whether another start holds this home at this moment; if not, this one does from now on."""
        try:
            fcntl.flock(self.held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        return False

    def take(self, patience=30):
        """Hold the home, or say who does. Parts of a start that was killed get a moment to end."""
        if self.running():
            stop(f"The portal is already running with its data in {self.folder}. (--home DIR names another.)")
        self.parts = self.open("parts.lock")
        for second in range(patience):
            try:
                fcntl.flock(self.parts, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return
            except BlockingIOError:
                if not second:
                    say("Parts of an earlier start are still ending; waiting for them …")
                time.sleep(1)
        stop(f"Parts of an earlier start still use {self.folder}; end them (fuser parts.lock shows them).")

    def leave(self):
        """Let go of both locks (the end of the process does the same)."""
        for lock in filter(None, (self.held, self.parts)):
            os.close(lock)

    def secrets(self):
        """The local secrets, made once and readable by their owner alone."""
        path = self.folder / "secrets.json"
        if not path.exists():
            made = {
                "PORTAL_SECRET_KEY": secrets.token_urlsafe(50),
                "PORTAL_FIELD_KEY": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode(),
            }
            write_private(path, json.dumps(made, indent=1))
        return json.loads(path.read_text())

    def environment(self, servers):
        """What Django is told: its stores, its secrets, its folder. What a person has set stands."""
        # In production nothing secret comes by itself: the settings name what is missing.
        secret = {} if os.environ.get("PORTAL_MODE") == "production" else self.secrets()
        told = {"PORTAL_MODE": "local", **secret, **servers, "PORTAL_HOME": str(self.folder)}
        mine = {name: os.environ[name] for name in told if os.environ.get(name) and name != "PORTAL_HOME"}
        return dict(os.environ, **told | mine, DJANGO_SETTINGS_MODULE="luzhou_bubble.settings")

    def publish(self, env):
        """Tell script/manage how to reach the running servers."""
        told = {name: env[name] for name in ("DATABASE_URL", "REDIS_URL")}
        write_private(self.folder / "running.json", json.dumps(told))

    def published(self):
        """The environment of the start that runs on this home."""
        path = self.folder / "running.json"
        if not path.exists():
            stop("The portal on this home is still starting; try again in a moment.")
        return self.environment(json.loads(path.read_text()))

    def withdraw(self):
        (self.folder / "running.json").unlink(missing_ok=True)


def throw_away(folder):
    """A home in a temporary folder; the servers' user may walk through it."""
    os.chmod(folder, 0o711)
    return Home(folder)


def write_private(path, text):
    """Write a file whole or not at all, for its owner's eyes."""
    draft = path.with_name(path.name + ".new")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def socket_folder(data, uid):
    """A short private folder for sockets: a socket's path may have 107 bytes, a checkout's path has more.

    The name follows from the data folder, so that two homes never meet; whoever owns it must be who uses it.
    """
    name = f"luzhou-bubble-{uid}-{hashlib.sha256(str(data).encode()).hexdigest()[:12]}"
    folder = Path(tempfile.gettempdir(), name)
    if len(os.fsencode(folder)) > 80 or not str(folder).isascii() or " " in str(folder):
        folder = Path("/tmp", name)
    folder.mkdir(mode=0o700, exist_ok=True)
    if os.getuid() == 0:
        if folder.is_symlink() or folder.stat().st_uid not in (0, uid):
            stop(f"{folder} belongs to somebody else; remove it.")
        os.chown(folder, uid, -1)
    elif folder.is_symlink() or folder.stat().st_uid != uid:
        stop(f"{folder} belongs to somebody else; remove it or set TMPDIR.")
    folder.chmod(0o700)
    return folder
