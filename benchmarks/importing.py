"""The directory of 1,028 firms: statements whatever the rows, and beside COPY of the rows it makes."""

import csv
import io
from pathlib import Path

from django.db import connection, transaction

from .measuring import Row, Undo, seconds, statements

DEMONSTRATION = Path(__file__).resolve().parent.parent / "demonstration" / "luzhou-2022"
DIRECTORY = "enterprise_directory_2022.csv"
TABLES = ("enterprises_enterprise", "enterprises_directoryentry")


def rows():
    from enterprises.importing import DirectoryImporter, ParkImporter
    from regions.importing import RegionImporter

    for name in ("divisions_2023.csv", "luzhou_towns_2023.csv"):
        taken_in(RegionImporter, content(name), name)
    taken_in(ParkImporter, content("parks_2022.csv"), "parks_2022.csv")
    whole = content(DIRECTORY)
    read, bare = (seconds(work) * 1000 for work in (lambda: rows_read(whole), lambda: bare_rows(whole)))
    yield Row("read the file of 1,028 firms", read, bare, "1 s")
    some = b"".join(whole.splitlines(keepends=True)[:101])
    few = statements(lambda: undone(lambda: taken_in(DirectoryImporter, some, DIRECTORY)))
    many = statements(lambda: undone(lambda: taken_in(DirectoryImporter, whole, DIRECTORY)))
    ours = seconds(lambda: taken_in(DirectoryImporter, whole, DIRECTORY)) * 1000
    yield Row("import 1,028 firms", ours, copied() * 1000, "about 5 s", f"{few} / {many} at 100 / 1,028 rows")


def rows_read(whole):
    """The sheet as the import reads it: which encoding, which columns, each cell checked."""
    from enterprises.importing import DirectoryImporter
    from ui.sheets.reading import read_rows

    assert len(read_rows(whole, DirectoryImporter.columns).rows) == 1028


def bare_rows(whole):
    return list(csv.reader(io.StringIO(whole.decode("utf-8-sig"))))


def content(name):
    return DEMONSTRATION.joinpath(name).read_bytes()


def taken_in(importer, given, name):
    report = importer(by=None).run(given, name=name, dry_run=False)
    assert report.ok, report.errors[:3]


def undone(work):
    try:
        with transaction.atomic():
            work()
            raise Undo
    except Undo:
        pass


def copied():
    """Seconds COPY takes for the rows that stand, into tables with the same indexes."""
    taken = 0
    with transaction.atomic(), connection.cursor() as cursor:
        for table in TABLES:
            given = io.StringIO()
            cursor.copy_expert(f"COPY {table} TO STDOUT", given)
            cursor.execute(f"CREATE TEMP TABLE copied_{table} (LIKE {table} INCLUDING ALL) ON COMMIT DROP")
            given.seek(0)
            taken += seconds(lambda: cursor.copy_expert(f"COPY copied_{table} FROM STDIN", given))  # noqa: B023
    return taken
