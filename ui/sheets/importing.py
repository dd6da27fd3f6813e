"""``Importer``: what one kind of sheet means, and how it is taken in.

A kind is a declaration of columns, a natural key and two hooks. ``prepare`` looks up what the rows refer to,
in a number of statements that does not depend on the number of rows, and refuses rows by name; ``apply``
writes. A dry run does exactly the same and takes it back, so what it announces is what will happen.
"""

import os

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from . import pasting
from .cells import CellError, SheetError
from .reading import MAX_ROWS, read_rows
from .refusals import sentence_of
from .report import Report

IMPORTERS = {}
IMPORTS = 2260  # the first of the two numbers of the advisory lock; the second is the kind


def register(importer):
    """Makes a kind known to page, REST and command; the app's AppConfig.ready imports what uses it."""
    IMPORTERS[importer.kind] = importer
    return importer


class Importer:
    """One kind of sheet. An instance lives for one run."""

    kind = ""  # in URLs and on the command line
    title = ""  # in words, translated lazily
    columns = {}  # {key: SheetField}
    natural_key = ()  # keys whose values name a row's subject; twice in one file is an error
    options = {}  # {key: SheetField} of what is said beside the file, such as the year
    max_rows = MAX_ROWS
    personal = False  # names or telephones are among the columns
    pasteable = False  # whether the page also takes rows pasted from a spreadsheet or a chat
    paste_hint = ""  # how pasted text is read, where a kind reads it its own way
    lead = ""  # a sentence above the form
    listed = ()  # (URL name, words) of the list its rows go to
    refusals = ()  # exceptions of the layers above that mean "not now"; each has ``code`` and ``sentence``

    def __init__(self, *, by=None, **options):
        self.by, self.given = by, options
        self.report = None

    # --- what a kind says for itself ------------------------------------------------------------------------

    @classmethod
    def may_import(cls, user):
        """Whether ``user`` may import this kind at all; which rows, is for ``prepare``."""
        return False

    @classmethod
    def default_options(cls, name):
        """Options read from the file's name where none were given."""
        return {}

    @classmethod
    def template_rows(cls, user):
        """The rows of the sheet handed out to fill in: one example, or what is known already."""
        return [[field.example for field in cls.columns.values()]]

    @classmethod
    def from_paste(cls, text):
        """Pasted text as the file it stands for."""
        return pasting.as_file(cls, text)

    def is_beside_the_point(self, row):
        """Whether a sound row says nothing of its own, such as a grouping row of the source."""
        return False

    def prepare(self, rows, by):
        """Bulk look-ups; ``self.refuse(row, key, code, reason)`` for each row that cannot be taken."""

    def apply(self, rows, by):
        """Writes the rows and returns {"created": n, "changed": n, "unchanged": n}."""
        raise NotImplementedError

    # --- the run --------------------------------------------------------------------------------------------

    def refuse(self, row, key, code, reason):
        """Files an error at ``row`` and column ``key``."""
        field = self.columns.get(key)
        self.report.refuse(
            CellError(code, reason),
            row=row.number,
            key=key,
            column=field.label if field else "",
            value=row.cells.get(key),
        )

    def warn(self, sentence):
        self.report.warnings.append(str(sentence))

    def run(self, file, *, name="", dry_run=True):
        """Reads, checks and (unless ``dry_run``) writes ``file``; all that is wrong is in the report."""
        name = os.path.basename(name or getattr(file, "name", "") or "")[:200]
        self.report = Report(self.kind, str(self.title), name, dry_run)
        self.options_cleaned(name)
        try:
            sheet = read_rows(file, self.columns, max_rows=self.max_rows)
        except SheetError as error:
            self.report.refuse(error)
            return self.report
        self.report.digest, self.report.rows = sheet.digest, len(sheet.rows)
        self.report.warnings += sheet.warnings
        self.clean_rows(sheet)
        self.leave_out(sheet)
        self.find_duplicates(sheet)
        self.written(sheet.rows)
        self.report.errors.sort(key=lambda problem: (problem.row or 0, problem.column))
        return self.report

    def options_cleaned(self, name):
        found = self.default_options(name)
        for key, field in self.options.items():
            given = self.given.get(key)
            try:
                self.report.options[key] = field.clean(found.get(key) if given in (None, "") else given)
            except CellError as error:
                self.report.refuse(error, key=key, column=field.label, value=given)

    def clean_rows(self, sheet):
        fields = [(key, self.columns[key]) for key in sheet.columns]
        for row in sheet.rows:
            for key, field in fields:
                try:
                    row.values[key] = field.clean(row.cells[key])
                except CellError as error:
                    self.report.refuse(
                        error, row=row.number, key=key, column=field.label, value=row.cells[key]
                    )

    def leave_out(self, sheet):
        left = {row.number for row in self.sound(sheet.rows) if self.is_beside_the_point(row)}
        if left:
            sheet.rows[:] = [row for row in sheet.rows if row.number not in left]
            self.report.rows = len(sheet.rows)
            self.warn(_("已略去 %(count)s 行分组用的行。") % {"count": len(left)})

    def find_duplicates(self, sheet):
        if not self.natural_key:
            return
        seen, label = {}, "、".join(str(self.columns[key].label) for key in self.natural_key)
        for row in sheet.rows:
            if any(key in sheet.columns and key not in row.values for key in self.natural_key):
                continue  # the key itself is wrong, and said so already
            name = tuple(row.get(key) for key in self.natural_key)
            first = seen.setdefault(name, row.number)
            if first != row.number:
                reason = _("与第 %(row)s 行重复（%(key)s相同）。") % {"row": first, "key": label}
                self.refuse(row, self.natural_key[0], "duplicate", reason)

    def written(self, rows):
        """Prepare and apply in one transaction, which stays only if everything was right and asked for."""
        try:
            with transaction.atomic():
                self.one_at_a_time()
                sound = self.sound(rows)
                self.prepare(sound, self.by)
                if self.report.ok:
                    self.report.counts |= self.apply(rows, self.by)
                if self.report.dry_run or not self.report.ok:
                    transaction.set_rollback(True)
        except (IntegrityError, DataError, ValidationError) as error:
            self.report.refuse(CellError("conflict", sentence_of(error)))
        except self.refusals as error:
            self.report.refuse(CellError(error.code, error.sentence))
        self.report.done = self.report.ok and not self.report.dry_run

    def sound(self, rows):
        """The rows whose cells were all right: ``prepare`` runs on these to show all errors at once."""
        broken = {problem.row for problem in self.report.errors}
        if None in broken:
            return []
        return [row for row in rows if row.number not in broken]

    def one_at_a_time(self):
        """Two imports of one kind would each take the other's new rows for missing."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [IMPORTS, self.kind])
