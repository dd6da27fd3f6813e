"""The portal in the foreground: web, worker, beat over the servers; one part's end is the end of all."""

import http.client
import os
import signal
import time

from _parts import Part, wait_until
from _say import say, stop
from _setup import PYTHON, ROOT


def interruptible():
    """Ctrl-C, a kill and a closed terminal all mean: stop in order."""
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, signal.default_int_handler)


def deaf():
    """While parts are being stopped a second Ctrl-C must not leave half of them behind."""
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(name, signal.SIG_IGN)


class Portal:
    """The three processes of the portal's own, in the order in which they start."""

    def __init__(self, home, port, env):
        self.home, self.port = home, port
        self.more = {"cwd": ROOT, "env": env, "hold": (home.parts,)}
        self.parts = []

    def start(self):
        """Start all three and wait for the first answer."""
        say("Starting web, worker and beat …")
        quiet = [PYTHON, "-W", "ignore:You're running the worker with superuser"]
        celery = [*quiet, "-m", "celery", "-q", "-A", "luzhou_bubble"]
        web = [PYTHON, "-m", "gunicorn", "-c", "luzhou_bubble/gunicorn.py", "-b", f"127.0.0.1:{self.port}"]
        schedule = self.home.folder / "beat-schedule"
        self.parts.append(
            Part("web", [*web, "--preload", "--no-control-socket", "luzhou_bubble.wsgi"], **self.more)
        )
        self.parts.append(Part("worker", [*celery, "worker", "-c", "2", "-l", "WARNING"], **self.more))
        beat = ["beat", "-l", "WARNING", "-s", schedule, "--pidfile="]
        self.parts.append(Part("beat", [*celery, *beat], patience=10, **self.more))
        if not wait_until(self.answers, self.parts[0], 90, pause=0.1):
            stop(f"There is no answer at http://127.0.0.1:{self.port}/healthz; the lines above say why.")

    def answers(self):
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)  # no proxy in between
        try:
            line.request("GET", "/healthz")
            return line.getresponse().status < 500
        except OSError:
            return False
        finally:
            line.close()

    def watch(self, servers):
        """Return the name of the first part that ends by itself; otherwise never."""
        while True:
            for part in [*servers.started, *self.parts]:
                if part.ended() is not None:
                    return f"{part.name} has ended by itself (code {part.ended()})"
            time.sleep(0.5)

    def stop(self):
        """Beat first, so that nothing new is asked; the worker last: it finishes what it has begun."""
        for name in ("beat", "web", "worker"):
            for part in self.parts:
                if part.name == name:
                    part.stop()
        self.parts.clear()


def port_is_free(port):
    """Asked before anything is started; the socket is opened as gunicorn opens it."""
    import socket

    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(("127.0.0.1", port))
        except (OSError, OverflowError):
            return False
    return os.getuid() == 0 or port >= 1024
