"""Django's part of a start: assets, migrations, the demonstration. Each is skipped where nothing changed."""

import subprocess

from _say import say, stop
from _setup import PYTHON, ROOT, VENV, alone, digest, stamped

DEMONSTRATION = "demonstration/luzhou-2022"


def manage(env, *words, **more):
    """Run one command of manage.py."""
    return subprocess.run([PYTHON, "manage.py", *words], cwd=ROOT, env=env, **more)


def exists(command):
    """Whether an app has this command (looked up as a file: asking Django costs a second)."""
    return any(ROOT.glob(f"*/management/commands/{command}.py"))


def collect(env):
    """The hashed, gzipped assets in staticfiles/, made again only when an input changed."""
    inputs = sorted(
        path for folder in ("static", "*/static") for path in ROOT.glob(f"{folder}/**/*") if path.is_file()
    )
    facts = "\n".join(
        f"{path.relative_to(ROOT)} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in inputs
    )
    target = env.get("PORTAL_STATIC") or ROOT / "staticfiles"
    settings = [ROOT / "requirements.lock", *sorted((ROOT / "luzhou_bubble").glob("*.py"))]
    with alone():
        stamp, value = (ROOT / target) / ".stamp", digest(facts, *settings)
        if stamped(stamp, value):
            return
        say("Collecting the assets …")
        if manage(env, "collectstatic", "--noinput", "-v", "0").returncode:
            stop("The assets could not be collected; the lines above say why.")
        stamp.write_text(value)


def messages(env):
    """Compile the translations, again only when a catalogue changed or a compiled one is gone."""
    catalogues = sorted(ROOT.glob("*/locale/*/LC_MESSAGES/*.po"))
    stamp, value = VENV / ".messages", digest(str(ROOT), *catalogues)
    if all(path.with_suffix(".mo").exists() for path in catalogues) and stamped(stamp, value):
        return
    with alone():
        say("Compiling the translations …")
        if manage(env, "messages", "--compile").returncode:
            stop("The translations could not be compiled; the lines above say why.")
        stamp.write_text(value)


def prepare(env, home, demonstration):
    """Migrate, and on a first start load the demonstration; a home begun without one never gets it."""
    messages(env)
    collect(env)
    say("Migrating the database …")
    if manage(env, "migrate", "--noinput", "-v", "0").returncode:
        stop("The database could not be migrated; the lines above say why. Nothing was started.")
    mark = home.folder / "without-demonstration"
    if not demonstration:
        mark.touch()
    elif not mark.exists() and exists("load_demonstration"):
        say("Looking after the demonstration data (about a minute on the first start) …")
        if manage(env, "load_demonstration", DEMONSTRATION, "--if-empty").returncode:
            stop("The demonstration could not be loaded; the lines above say why. (--no-demo leaves it out.)")


def accounts(env, home):
    """The demonstration's accounts as text, or nothing where there is none."""
    if (home.folder / "without-demonstration").exists() or not exists("demonstration_accounts"):
        return ""
    return manage(env, "demonstration_accounts", capture_output=True, text=True).stdout.strip()
