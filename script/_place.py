"""Where the embedded servers live, and as whom they run.

PostgreSQL refuses to run as root; started by root, both servers run as ``postgres`` or ``nobody``, and where
that user cannot reach the checkout (/root is closed) data and programs stand in /var/lib/luzhou-bubble.
"""

import os
import pwd
import secrets
import shutil
from pathlib import Path

from _home import socket_folder
from _say import stop
from _setup import site_packages

MAJOR = 18  # the cluster's format: a new major of the wheel gets a folder of its own
ELSEWHERE = Path("/var/lib/luzhou-bubble")


def reachable(path, user):
    """Whether the user may walk down to the path (by its permission bits)."""
    for folder in [path, *path.parents]:
        if folder.exists():
            facts = folder.stat()
            if not facts.st_mode & (0o100 if facts.st_uid == user.pw_uid else 0o001):
                return False
    return True


class Place:
    """The folders and the user of one home's servers."""

    def __init__(self, folder):
        self.folder, self.sockets = Path(folder), None

    def settle(self):
        """Choose the user, make the folders. Not done where both stores are somebody else's."""
        if self.sockets:
            return
        self.root = os.getuid() == 0
        try:
            self.me = pwd.getpwuid(os.getuid())
        except KeyError:
            stop(f"User {os.getuid()} is not in /etc/passwd, and PostgreSQL needs that. Run as a named user.")
        self.user = self.me if not self.root else self.servant()
        self.data = self.place(f"pg{MAJOR}")
        self.sockets = socket_folder(self.data, self.user.pw_uid)

    def servant(self):
        """Whom the servers run as under root: who owns the cluster already, else postgres, else nobody."""
        cluster = self.folder / f"pg{MAJOR}"
        if cluster.exists() and cluster.stat().st_uid:
            return pwd.getpwuid(cluster.stat().st_uid)
        for name in ("postgres", "nobody"):
            try:
                return pwd.getpwnam(name)
            except KeyError:
                continue
        stop("PostgreSQL does not run as root, and there is no user postgres or nobody. Run as another user.")

    def place(self, name):
        """A folder the servers' user owns; a link to one elsewhere where the home is closed to it."""
        path = self.folder / name
        if self.root and not path.exists() and not reachable(self.folder, self.user):
            # Not named after the home's path: a home deleted and begun again must not find its old data.
            there = ELSEWHERE / f"{name}-{secrets.token_hex(6)}"
            there.mkdir(parents=True)
            ELSEWHERE.chmod(0o755)
            path.symlink_to(there)
        path.mkdir(mode=0o700, exist_ok=True)
        path = path.resolve()
        if self.root:
            os.chown(path, self.user.pw_uid, self.user.pw_gid)
        elif path.stat().st_uid != os.getuid():
            stop(f"{path} belongs to another user (was the portal started as root?). Start it as that user.")
        path.chmod(0o700)
        return path

    def programs(self, package):
        """The package's folder; a copy of it and its libraries if the user cannot reach it."""
        here = site_packages()
        if not self.root or reachable((here / package).resolve(), self.user):
            return here / package
        version = next(here.glob(f"{package}-*.dist-info")).stem
        there = ELSEWHERE / version
        if not (there / package).exists():
            draft = ELSEWHERE / f".{version}-{os.getpid()}"
            draft.mkdir(parents=True)
            draft.chmod(0o755)
            ELSEWHERE.chmod(0o755)
            for name in filter(lambda name: (here / name).exists(), (package, f"{package}.libs")):
                shutil.copytree(here / name, draft / name, ignore=shutil.ignore_patterns("include", "*.a"))
            try:
                draft.rename(there)
            except OSError:  # another start was faster
                shutil.rmtree(draft)
        return there / package

    def as_user(self):
        """For subprocess: run as the servers' user."""
        return {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": []} if self.root else {}
