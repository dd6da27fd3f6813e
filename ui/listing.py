"""What the templates of a list read."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.utils.translation import gettext as _

from . import cells, keyset
from .addresses import Addresses
from .columns import mask_filters
from .export import exported, sort_expression
from .filters import active, chips, filterset_for
from .forms import dress
from .keys import plain_keys

LIMIT = 50


@dataclass
class Listing(Addresses):
    """What the templates of a list read: ``head``, ``rows``, ``chips``, ``total``, addresses of the rest."""

    request: Any
    columns: Any
    queryset: Any
    filterset_class: Any = None
    default_sort: str = ""
    limit: int = LIMIT
    chosen: bool = False  # rows have a box, for verbs over many
    also: tuple = ()  # what else is read of each row, for the page that asks (``besides``)
    counted: int | None = None  # how many rows there are, where the page has counted them for itself
    problem: str = field(default="", init=False)

    def __post_init__(self):
        self.user = self.request.user
        self.get = self.request.GET
        self.seen = self.columns.seen(self.user, "page")
        self.filterset = filterset_for(
            self.filterset_class, self.columns, self.user, self.get or None, self.queryset, self.request
        )
        if self.filterset is not None:
            dress(self.filterset.form, nothing=_("不限"))
            self._filter()

    def _filter(self):
        form = self.filterset.form
        if not form.is_bound:
            self.queryset = self.filterset.qs
        elif form.is_valid():
            names = active(self.filterset)
            queryset = self.filterset.qs
            self.queryset = mask_filters(self.columns, self.filterset.filters, names, queryset, self.user)
        else:
            # An unreadable condition finds nothing: everything would look as if the condition held.
            self.queryset = self.queryset.none()
            self.problem = _("筛选条件有误，请改正后再查。")

    @cached_property
    def order(self):
        """The order asked for, '' for the default by key; what may not be sorted by is ignored."""
        wanted = self.get.get("ordering", "") or self.default_sort
        return wanted if wanted.removeprefix("-") in self.columns.sortable(self.user) else ""

    @property
    def sort_expression(self):
        return sort_expression(self.columns, self.order, self.user)

    @cached_property
    def total(self):
        return self.queryset.order_by().count() if self.counted is None else self.counted

    @cached_property
    def page(self):
        values = [column.value(self.user) for column in self.seen]
        ways = {"expression": self.sort_expression, "order": self.order, "limit": self.limit}
        wanted = [*values, *self.also, "pk", self.columns.key]
        try:
            return keyset.take(self.queryset, wanted, cursor=self.get.get("cursor", ""), **ways)
        except keyset.BadCursor as bad:
            messages.warning(self.request, bad.sentence)
            return keyset.take(self.queryset, wanted, **ways)

    @property
    def besides(self):
        """The values of ``also``, a tuple a row."""
        return [tuple(values[len(self.seen) : -2]) for values in self.page.rows]

    @cached_property
    def rows(self):
        """Each row with its keys and address, and as safe HTML its cells, behind a box where rows are ``chosen``."""
        looks = [(column, cells.classes(column), cells.teller(column)) for column in self.seen]
        return [self._row(looks, values) for values in self.page.rows]

    def _row(self, looks, values):
        row = {column.key: value for column, value in zip(self.seen, values, strict=False)}
        row |= {"pk": values[-2], "key": values[-1]}
        url = self.columns.url(row) if self.columns.url else ""
        told = [
            (
                column,
                f"{look} lb-none".strip() if value in (None, "") else look,
                cells.on_a_phone(column, say(value)),
            )
            for (column, look, say), value in zip(looks, values, strict=False)
        ]
        tick = cells.tick(row["pk"], self._name(row)) if self.chosen else ""
        return {"pk": row["pk"], "key": row["key"], "url": url, "html": cells.row(told, url, tick)}

    def _name(self, row):
        """How a row is called to who does not see its box."""
        title = next((row[column.key] for column in self.seen if column.phone == "title"), None)
        return f"{_('选中')} {row['key'] if title in (None, '') else title}"

    @cached_property
    def head(self):
        sortable, down = self.columns.sortable(self.user), self.order.startswith("-")
        current = self.order.removeprefix("-")
        return [
            {
                "key": column.key,
                "label": with_unit(column),
                "numeric": column.numeric and column.phone != "title",
                "sorted": ("descending" if down else "ascending") if column.key == current else "",
                "url": self.link(ordering=self._next_order(column, current, down))
                if column.key in sortable
                else "",
            }
            for column in self.seen
        ]

    @staticmethod
    def _next_order(column, current, down):
        if column.key == current:
            return column.key if down else f"-{column.key}"
        return f"-{column.key}" if column.numeric else column.key

    @cached_property
    def chips(self):
        form = self.filterset.form if self.filterset is not None else None
        return (
            chips(self.filterset, self.get, self._without)
            if form is not None and form.is_bound and form.is_valid()
            else []
        )

    @property
    def form(self):
        """The form of conditions, only when it is open: its choices may cost statements."""
        wanted = self.filterset is not None and ("conditions" in self.get or self.problem)
        return self.filterset.form if wanted else None

    @property
    def search(self):
        return self.get.get("q", "")

    @property
    def searchable(self):
        return self.filterset is not None and "q" in self.filterset.filters

    @property
    def filterable(self):
        return self.filterset is not None and any(name != "q" for name in self.filterset.filters)

    def exported(self, kind, name):
        """The list as a file, or of it what was selected."""
        chosen = plain_keys(self.get.getlist("selected"))
        queryset = self.queryset.filter(pk__in=chosen) if chosen else self.queryset
        columns = self.columns.seen(self.user, "export")
        return exported(columns, queryset, self.sort_expression, self.order, self.user, kind, name)


def with_unit(column):
    """The head of a column: its label, its unit in brackets."""
    if not column.unit:
        return column.label
    return _("%(label)s（%(unit)s）") % {"label": column.label, "unit": column.unit}
