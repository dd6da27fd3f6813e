"""Django's part of a start: translations, assets, migrations, the demonstration, in as few processes as can be.

What belongs to the checkout is made again only when an input changed; what belongs to the home is one process.
"""

import subprocess

from _parts import Part
from _say import say, stop
from _setup import PYTHON, ROOT, VENV, alone, digest, stamped


def manage(env, *words, **more):
    """Run one command of manage.py."""
    return subprocess.run([PYTHON, "manage.py", *words], cwd=ROOT, env=env, **more)


def translations():
    """(stamp, its value, whether the compiled catalogues are of these ones)."""
    catalogues = sorted(ROOT.glob("*/locale/*/LC_MESSAGES/*.po"))
    stamp, value = VENV / ".messages", digest(str(ROOT), *catalogues)
    there = all(path.with_suffix(".mo").exists() for path in catalogues)
    return stamp, value, there and stamped(stamp, value)


def assets(env):
    """(stamp, its value, whether the hashed, gzipped assets in staticfiles/ are of these ones)."""
    inputs = sorted(
        path for folder in ("static", "*/static") for path in ROOT.glob(f"{folder}/**/*") if path.is_file()
    )
    facts = "\n".join(
        f"{path.relative_to(ROOT)} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in inputs
    )
    settings = [ROOT / "requirements.lock", *sorted((ROOT / "luzhou_bubble").rglob("*.py"))]
    stamp, value = ROOT / (env.get("PORTAL_STATIC") or "staticfiles") / ".stamp", digest(facts, *settings)
    return stamp, value, stamped(stamp, value)


def build(env, *, with_assets=True):
    """What the checkout needs: one process for whatever changed, none for a second start."""
    with alone():
        wanted = {"--messages": ("the translations", *translations())}
        if with_assets:
            wanted["--assets"] = ("the assets", *assets(env))
        wanted = {option: facts for option, facts in wanted.items() if not facts[3]}
        if not wanted:
            return
        say(f"Building {' and '.join(facts[0] for facts in wanted.values())} …")
        if manage(env, "build", *wanted).returncode:
            stop("They could not be built; the lines above say why.")
        for _name, stamp, value, _fresh in wanted.values():
            stamp.write_text(value)


def prepare(env, home, demonstration):
    """Migrate, and on a first start load this folder of a demonstration; a home begun without one never gets it.

    Returns the demonstration's accounts as text, or nothing where there is none.
    """
    build(env)
    mark = home.folder / "without-demonstration"
    if not demonstration:
        mark.touch()
    wanted = [] if mark.exists() else ["--demonstration", demonstration]
    code, accounts = listened("prepare", wanted, env, home)
    if code:
        hint = " (--no-demo leaves the demonstration out.)" if wanted else ""
        stop(f"The database was not made ready; the lines above say why. Nothing was started.{hint}")
    return accounts


def listened(command, words, env, home):
    """Say each line of the command as it comes. Returns its code, and what followed an empty line.

    It holds the home as a part does: if this script is killed, the next start waits until it has ended.
    """
    env = env | {"PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"}
    ways = {"cwd": ROOT, "env": env, "stdout": subprocess.PIPE, "encoding": "utf-8", "hold": (home.parts,)}
    part = Part(command, [PYTHON, "manage.py", command, *words], patience=5, **ways)
    try:
        for line in iter(part.process.stdout.readline, "\n"):
            if not line:
                break
            say(line.rstrip())
        accounts = part.process.stdout.read().strip()
        return part.process.wait(), accounts
    finally:
        part.stop()
