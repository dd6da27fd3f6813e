"""The public check of a signed code, under gunicorn on loopback: CPU beside a trivial view, waiting at half the load.

CPU is what the server's workers have used by the kernel's books, the two views in turns. The rate that saturates is
what eight connections get; at half of it requests come by the clock, whether or not the last is answered, and the
waiting is counted from when each should have come.
"""

import os
import socket
import statistics
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPConnection
from itertools import count
from pathlib import Path
from threading import local

from .issuing import press, recommended
from .measuring import Row, officer
from .papers import worker_env

CODES, EACH, ROUNDS, CONNECTIONS = 100, 150, 6, 8
SECONDS = 8  # at half the rate


def rows():
    from passes.models import VehiclePass
    from signing.services import to_text

    issuer = officer("checks")
    keys = recommended(issuer, officer("carries"))[:CODES]
    press(keys, issuer)
    codes = VehiclePass.objects.filter(pk__in=keys).values_list("code", flat=True)
    checks = [f"/V/{to_text(bytes(code))}" for code in codes]
    trivial = [f"/trivial/{key}/" for key in keys]
    with served() as (port, workers):
        for paths in (checks, trivial):
            saturated(port, paths, EACH)
        used, rates = {"check": [], "trivial": []}, []
        for turn in range(ROUNDS):
            pair = [("check", checks), ("trivial", trivial)]
            for name, paths in pair if turn % 2 else reversed(pair):
                before = cpu(workers)
                rate = saturated(port, paths, EACH)
                used[name].append((cpu(workers) - before) / EACH * 1000)
                rates += [rate] if name == "check" else []
        half = statistics.median(rates) / 2
        waits = by_the_clock(port, checks, half)
    cost, least = (statistics.median(used[name]) for name in ("check", "trivial"))
    yield Row(
        "online check of a code (CPU)", cost, least, "ratio ≤ 2.5", f"{2 * half:.0f} a second saturate it"
    )
    waits.sort()
    p50, p99 = waits[len(waits) // 2], waits[int(len(waits) * 0.99)]
    yield Row(
        f"check at {half:.0f} a second: p99 beside p50",
        p99,
        p50,
        "ratio ≤ 5",
        f"{len(waits)} asked, none failed",
    )


@contextmanager
def served():
    """gunicorn as in production; yields its port and the process ids of its workers."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    words = [
        "-m",
        "gunicorn",
        "-c",
        "luzhou_bubble/gunicorn.py",
        "--no-control-socket",
        "-b",
        f"127.0.0.1:{port}",
    ]
    server = subprocess.Popen([sys.executable, *words, "benchmarks.served"], env=worker_env())
    try:
        for _turn in range(300):
            time.sleep(0.1)
            found = children(server.pid)
            if len(found) >= 2 and answers(port):
                break
        else:
            raise SystemExit("The server for the bars did not start.")
        yield port, found
    finally:
        server.terminate()
        server.wait(30)


def answers(port):
    try:
        return ask(HTTPConnection("127.0.0.1", port, timeout=5), "/healthz") is not None
    except OSError:
        return False


def children(parent):
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == parent:
            found.append(int(stat.parent.name))
    return found


def cpu(pids):
    """Seconds of processor these processes have used."""
    ticks = 0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def ask(line, path):
    line.request("GET", path)
    answer = line.getresponse()
    body = answer.read()
    assert answer.status == 200, (path, answer.status)
    return body


def saturated(port, paths, number):
    """Requests a second that eight connections get out of the server."""
    kept, places = local(), count()

    def one(_turn):
        if not hasattr(kept, "line"):
            kept.line = HTTPConnection("127.0.0.1", port, timeout=30)
        ask(kept.line, paths[next(places) % len(paths)])

    start = time.perf_counter()
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        list(pool.map(one, range(number)))
    return number / (time.perf_counter() - start)


def by_the_clock(port, paths, rate):
    """Milliseconds each request waited for its answer, counted from when it was due."""
    kept, number = local(), int(rate * SECONDS)
    start = time.perf_counter() + 0.2

    def one(place):
        if not hasattr(kept, "line"):
            kept.line = HTTPConnection("127.0.0.1", port, timeout=30)
        due = start + place / rate
        time.sleep(max(due - time.perf_counter(), 0))
        body = ask(kept.line, paths[place % len(paths)])
        assert b"is-valid" in body
        return (time.perf_counter() - due) * 1000

    with ThreadPoolExecutor(2 * CONNECTIONS) as pool:
        return list(pool.map(one, range(number)))
