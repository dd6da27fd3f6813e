"""``manage.py import_sheet KIND FILE [--commit] [--by LOGIN]``: the import page, for a terminal."""

from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from ui.sheets.cells import SheetError
from ui.sheets.importing import IMPORTERS
from ui.sheets.reading import content_of


class Command(BaseCommand):
    help = "Checks an official spreadsheet and, with --commit, takes it in: all of it or nothing."

    def add_arguments(self, parser):
        parser.add_argument("kind", choices=sorted(IMPORTERS))
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--commit", action="store_true", help="write; without it only what would happen is told"
        )
        parser.add_argument("--by", metavar="LOGIN", help="whose deed this is; without it the portal's own")
        for name in sorted({name for importer in IMPORTERS.values() for name in importer.options}):
            parser.add_argument(f"--{name.replace('_', '-')}", dest=f"option_{name}", metavar=name.upper())

    def handle(self, *, kind, file, commit, by, **options):
        importer = IMPORTERS[kind]
        person = self.person(by, importer) if by else None
        given = {name: options[f"option_{name}"] for name in importer.options}
        try:
            with file.open("rb") as stream:
                content = content_of(stream)
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}") from error
        except SheetError as error:
            raise CommandError(error.reason) from error
        report = importer(by=person, **given).run(content, name=file.name, dry_run=not commit)
        for warning in report.warnings:
            self.stderr.write(self.style.WARNING(warning))
        for error in report.shown_errors:
            where = "\t".join([str(error.row or "-"), error.column or "-", error.value or "-"])
            self.stderr.write(f"{where}\t{error.reason} [{error.code}]")
        if not report.ok:
            raise CommandError(report.sentence)
        self.stdout.write(report.sentence)

    def person(self, login, importer):
        model = get_user_model()
        person = model.objects.filter(**{model.USERNAME_FIELD: login}).first()
        if person is None:
            raise CommandError(f"no such login: {login}")
        if not importer.may_import(person):
            raise CommandError(f"{login} may not import {importer.kind}")
        return person
