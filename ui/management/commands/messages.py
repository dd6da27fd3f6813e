"""Chinese in place is the source; this keeps each app's English catalogue."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from ui import catalogues

SKIPPED = {"migrations", "locale", "static"}


class Command(BaseCommand):
    help = (
        "Update the English catalogues; --compile makes .mo files, --check fails on what is not translated,"
        " or is translated differently by two apps."
    )
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("apps", nargs="*", metavar="APP", help="only these apps")
        ways = parser.add_mutually_exclusive_group()
        ways.add_argument("--check", action="store_true", help="change nothing, name what is missing")
        ways.add_argument("--compile", action="store_true", help="only compile")

    def handle(self, *args, apps, check, compile, **options):
        faults = []
        for app in apps or settings.LAYERS:
            if app not in settings.LAYERS:
                raise CommandError(f"{app} is not an app of the portal: {', '.join(settings.LAYERS)}")
            if compile:
                self.compile(app)
            elif check:
                faults += self.faults(app)
            else:
                self.update(app)
        if check:
            faults += self.conflicts(apps)
        if faults:
            raise CommandError("\n".join([f"{len(faults)} messages are not right in English:", *faults]))

    def update(self, app):
        template = extracted(app)
        path = catalogue(app)
        before = path.read_text(encoding="utf-8") if path.exists() else ""
        if not template and not before:
            return
        after = catalogues.merged(before, template) if template else ""
        if after != before:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(after, encoding="utf-8")
        empty = [entry for entry in catalogues.entries(after) if entry.faults()] if after else []
        self.stdout.write(f"{app}: {len(empty)} to translate" if empty else f"{app}: complete")

    def faults(self, app):
        template, there = extracted(app), kept(app)
        used = {entry.key for entry in catalogues.entries(template)} if template else set()
        known = {entry.key: entry for entry in there}
        missing = [f"{app}: {key[1]!r}: not in the catalogue" for key in sorted(used - set(known))]
        unused = [f"{app}: {key[1]!r}: no longer used" for key in sorted(set(known) - used)]
        wrong = [
            f"{app}: {entry.msgid!r}: {fault}"
            for entry in there
            if entry.key in used
            for fault in entry.faults()
        ]
        return missing + unused + wrong

    def conflicts(self, apps):
        """Where two apps say the same words differently: of any apps, or those that concern these."""
        found = catalogues.conflicts({app: kept(app) for app in settings.LAYERS})
        return [
            f"{', '.join(by_app)}: {msgid!r}: {' / '.join(dict.fromkeys(texts[0] for texts in by_app.values()))}:"
            " one English for all, or a context"
            for (_context, msgid), by_app in found.items()
            if not apps or set(apps) & set(by_app)
        ]

    def compile(self, app):
        path = catalogue(app)
        binary = path.with_suffix(".mo")
        if path.exists() and (not binary.exists() or binary.stat().st_mtime < path.stat().st_mtime):
            catalogues.run("msgfmt", "--check-format", "-o", binary, path)


def catalogue(app):
    return Path(settings.BASE_DIR, app, "locale", "en", "LC_MESSAGES", "django.po")


def kept(app):
    path = catalogue(app)
    return catalogues.entries(path.read_text(encoding="utf-8")) if path.exists() else []


def extracted(app):
    return catalogues.extract(sources(app), Path(settings.BASE_DIR))


def sources(app):
    """An app's Python files and templates. Root templates and the project package belong to ui."""
    base = Path(settings.BASE_DIR)
    folders = [base / app, *([base / "luzhou_bubble"] if app == "ui" else [])]
    found = [path for folder in folders for path in folder.rglob("*.py") if not SKIPPED & set(path.parts)]
    templates = base / "templates"
    for ending in ("html", "txt"):
        found += (templates / app).rglob(f"*.{ending}")
        if app == "ui":
            found += templates.glob(f"*.{ending}")
            found += (templates / "django").rglob(f"*.{ending}")
    return sorted(found)
