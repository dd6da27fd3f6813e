"""One declaration a model: table, JSON, CSV, XLSX and the OpenAPI component are made from it.

Which columns a person may see also rules sorting, filtering and export: whoever may not read a value may not
find it out by ordering rows either.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Case, F, Q, When

TEXTUAL = {"text", "code", "choice", "state", "plate", "tel"}
NUMERIC = {"number", "decimal", "money"}


@dataclass(frozen=True, eq=False)
class Column:
    """One column.

    ``source``      ORM path, the key by default; ``expression`` an ORM expression instead (or user -> one).
    ``kind``        text, code, number, decimal, money, date, moment, choice, yesno, state, plate, tel.
    ``sort``        True: sortable by its source; a path: by that (names by their stored pinyin key).
    ``phone``       title, s1, s2, s3 or hide: its place when the table becomes a list.
    ``see``         user -> bool: may this person see the column at all?
    ``mask``        user -> Q: the rows whose value this person may see; others read null, in SQL.
    ``choices``     (value, words) pairs, of a yesno for its page (no words: a dash);
                    ``tones`` value -> ok, busy, warn, stop, idle, '' or plain.
    ``nest``        REST: "county" turns county_code and county_name into {"county": {"code", "name"}}.
    ``wrap``        True: a sentence, which may take several lines of its cell.
    ``person``      True: it tells how a person is reached; a file or REST answer with it is noted (``watching``).
    ``heading``     the head of an exported column where it must differ from the label.
    """

    key: str
    label: Any
    source: str = ""
    kind: str = "text"
    unit: Any = ""
    sort: bool | str = False
    link: bool = False
    phone: str = "hide"
    see: Callable | None = None
    mask: Callable | None = None
    export: bool = True
    page: bool = True
    rest: bool = True
    choices: Any = None
    tones: Any = None
    expression: Any = None
    nest: str = ""
    heading: Any = ""
    wrap: bool = False
    person: bool = False

    @property
    def path(self):
        return self.source or self.key

    @property
    def numeric(self):
        return self.kind in NUMERIC

    def words(self, value):
        """A choice's words; a value no longer among the choices stands for itself."""
        return self.pairs.get(value, value)

    @property
    def pairs(self):
        choices = getattr(self.choices, "choices", self.choices)  # a Choices enum has its pairs there
        return dict((choices() if callable(choices) else choices) or ())

    def value(self, user):
        """The ORM expression of what this person may read."""
        return self._masked(user, self._bare(user))

    def order(self, user):
        """The expression rows are sorted by: masked like the value, or sorting would tell it."""
        return self._masked(user, F(self.sort) if isinstance(self.sort, str) else self._bare(user))

    def _bare(self, user):
        if self.expression is None:
            return F(self.path)
        return self.expression(user) if _is_factory(self.expression) else self.expression

    def _masked(self, user, bare):
        if self.mask is None:
            return bare
        shown = self.mask(user)
        return Case(When(shown, then=bare), default=None) if shown else bare


def _is_factory(expression):
    return callable(expression) and not hasattr(expression, "resolve_expression")


@dataclass(frozen=True, eq=False)
class Columns:
    """The columns of ``model``; ``key`` is the ORM path of the row's key, ``url`` row -> address.

    A row given to ``url`` is a dict of the seen columns with ``pk`` and ``key`` besides.
    """

    model: Any
    columns: Iterable[Column]
    key: str = "pk"
    url: Callable | None = None
    by_key: dict = field(init=False, repr=False)

    def __post_init__(self):
        object.__setattr__(self, "columns", tuple(self.columns))
        object.__setattr__(self, "by_key", {column.key: column for column in self.columns})

    def __iter__(self):
        return iter(self.columns)

    def seen(self, user, where=""):
        """Columns this person may see; ``where`` narrows to page, rest or export."""
        return [
            column
            for column in self.columns
            if (column.see is None or column.see(user)) and (not where or getattr(column, where))
        ]

    def sortable(self, user):
        return {column.key: column for column in self.seen(user) if column.sort}

    def of_filter(self, filter_):
        """The column a filter of a FilterSet reads, by field name or by key; None when it reads no column."""
        for column in self.columns:
            paths = {column.path, column.key, column.sort if isinstance(column.sort, str) else column.path}
            if filter_.field_name in paths:
                return column
        return None


def mask_filters(columns, filters, active, queryset, user):
    """Filtering by a masked column finds only rows whose value this person may see."""
    for name in active:
        column = columns.of_filter(filters[name]) if name in filters else None
        if column is not None and column.mask is not None:
            queryset = queryset.filter(column.mask(user) or Q())
    return queryset
