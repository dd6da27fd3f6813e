"""A day's figures as somebody reads them: by page, JSON and CSV alike."""

import re

from django.utils.timezone import localtime
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext as _

from accounts.models import ADMINISTRATORS
from regions.models import Region
from ui.columns import Column
from workflow.errors import NotYours

from .disclosure import WITHHELD, withheld
from .figures import name_of, plain, plain_value
from .models import Compilation
from .scope_words import of_row
from .scopes import controlled_areas

# In this order in CSV; JSON has the same names, the scope's four nested.
COLUMNS = [
    Column("figure", "", kind="code"),
    Column("name", ""),
    Column("date", "", kind="code"),
    Column("as_of", "", kind="code"),
    Column("scope_kind", "", kind="code"),
    Column("scope_code", "", kind="code"),
    Column("scope_name", ""),
    Column("scope_areas", ""),
    Column("numerator", "", kind="decimal"),
    Column("denominator", "", kind="decimal"),
    Column("value", "", kind="decimal"),
    Column("unit", ""),
    Column("formula", "", kind="code"),
    Column("revision", "", kind="number"),
    Column("known_at", "", kind="code"),
    Column("digest", "", kind="code"),
    Column("cause", ""),
]


def check_reader(user):
    """Whoever holds a post of business reads the day's figures; administrators, who can do no business, do not."""
    if not may_read(user):
        raise NotYours(_("统计数字由业务人员查看。"))


def may_read(user):
    return bool(set(user.roles) - ADMINISTRATORS)


def of_day(day=None, revision=None):
    """The compilation of a day, its current one unless a revision is named; of the last day if none is named."""
    found = Compilation.objects.all()
    if day is not None:
        found = found.filter(day=day)
    found = found.filter(revision=revision) if revision is not None else found.current()
    return found.first()


def legible(rows, user):
    """[(row, whether this person may read its numbers)], the rows in their order."""
    rows = list(rows)
    hidden = withheld([row for row in rows if row.figure in WITHHELD], user)
    return [
        (row, row.figure not in WITHHELD or (row.scope_kind, row.scope_code) not in hidden) for row in rows
    ]


def lines(compilation, user, *, figure="", scope="", code=""):
    """The day's rows as dicts by column. What is withheld has null for numerator, denominator and value.

    ``figure`` may be a family: I15 stands for all of I15.
    """
    called = scope_names()
    areas = controlled_areas(compilation.as_of, compilation.known_at)
    cause = compilation.because
    rows = compilation.figures.all()
    for row, readable in legible(rows, user):
        if figure and not (row.figure == figure or row.figure.startswith(f"{figure}.")):
            continue
        if (scope and row.scope_kind != scope) or (code and row.scope_code != code):
            continue
        yield {
            "figure": row.figure,
            "name": name_of(row.figure),
            "date": compilation.day.isoformat(),
            "as_of": iso(compilation.as_of),
            "scope_kind": row.scope_kind,
            "scope_code": row.scope_code,
            "scope_name": called(row.scope_name),
            "scope_areas": of_row(row, areas, called(row.scope_name)),
            "numerator": plain(row.figure, row.numerator) if readable else None,
            "denominator": plain(row.figure, row.denominator) if readable else None,
            "value": plain_value(row) if readable else None,
            "unit": unit_in_words(row.unit),
            "formula": row.formula,
            "revision": compilation.revision,
            "known_at": iso(compilation.known_at),
            "digest": compilation.digest,
            "cause": cause,
        }


def nested(line):
    """A line as JSON has it."""
    shaped = {}
    for key, value in line.items():
        if key.startswith("scope_"):
            shaped.setdefault("scope", {})[key.removeprefix("scope_")] = value
        else:
            shaped[key] = value
    return shaped


def iso(moment):
    return localtime(moment).isoformat()


UNITS = {
    "家": pgettext_lazy("unit", "家"),
    "个": pgettext_lazy("unit", "个"),
    "件": pgettext_lazy("unit", "件"),
}
CUT = re.compile(r"(?P<last>.+)等(?P<all>\d+)处")  # how scopes.listed ends a name too long to store


def unit_in_words(unit):
    """The unit a figure is stored with, in the reader's language; 1, of a ratio, is the same in all."""
    return str(UNITS.get(unit, unit))


def scope_names():
    """A function from a scope's stored name to the reader's language: divisions have English names, parks not."""
    if get_language() != "en":
        return lambda name: name
    english = dict(Region.objects.own().exclude(name_en="").values_list("name", "name_en"))

    def called(name):
        *parts, last = name.split("、")
        more = ""
        if last not in english and (cut := CUT.fullmatch(last)):
            last, more = cut["last"], _("等{number}处").format(number=cut["all"])
        return ", ".join(english.get(part, part) for part in (*parts, last)) + more

    return called
