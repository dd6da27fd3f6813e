"""script/run as a test drives it: on a free port, on a home of its own, without this test run's settings."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent


def bare():
    """The environment without what this test run has set in it."""
    mine = ("PORTAL_", "DJANGO_", "DATABASE_URL", "REDIS_URL")
    return {name: value for name, value in os.environ.items() if not name.startswith(mine)}


def published(home):
    """What the running start has told script/manage of its stores."""
    return json.loads((home / "running.json").read_text())


def children(parent, *, kill, words=""):
    """Kill so many children of a process, such as a web worker or a session of the database."""
    found = [pid for pid, command, of in processes() if of == parent and words in command]
    for pid in found[:kill]:
        os.kill(pid, signal.SIGKILL)
    assert len(found) >= kill, f"only {len(found)} children"


def processes():
    """(pid, command, parent's pid) of every process."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = re.search(r"^PPid:\s+(\d+)", (folder / "status").read_text(), re.MULTILINE)
            command = (folder / "cmdline").read_text().replace("\0", " ")
        except (OSError, UnicodeDecodeError):
            continue
        if parent:
            yield int(folder.name), command, int(parent[1])


class Run:
    """One ``script/run``; ``with Run(home) as portal`` ends whatever is left of it."""

    def __init__(self, home, *options):
        with socket.socket() as trial:
            trial.bind(("127.0.0.1", 0))
            self.port = trial.getsockname()[1]
        command = [
            sys.executable,
            ROOT / "script" / "run",
            "--port",
            str(self.port),
            "--home",
            home,
            *options,
        ]
        ways = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
        self.process = subprocess.Popen(command, env=bare(), **ways)
        self.lines = []

    def __enter__(self):
        return self

    def __exit__(self, *_problem):
        if self.process.poll() is None:
            self.process.terminate()
        self.process.stdout.read()
        self.process.wait(60)
        self.process.stdout.close()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.port}"

    def told(self, sentence):
        """Read what the command says until it says this; everything said is in the failure."""
        for line in self.process.stdout:
            self.lines.append(line)
            if sentence in line:
                return self
        pytest.fail("".join(self.lines))

    def ready(self):
        return self.told("Ready: http://127.0.0.1")

    def stopped(self):
        """Asked to stop, it stops in order."""
        self.process.terminate()
        self.told("Stopped.")
        assert self.process.wait(60) == 0

    def part(self, words):
        """The process this start has for a part: its own child whose command has these words."""
        for pid, command, parent in processes():
            if parent == self.process.pid and words in command:
                return pid
        pytest.fail(f"no part {words}")

    def kill(self, words):
        os.kill(self.part(words), signal.SIGKILL)
