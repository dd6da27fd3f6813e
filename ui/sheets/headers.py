"""Finding the row of column titles, and which column is which."""

import re
from functools import lru_cache

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from .cells import SheetError, compact

SEARCHED = 60  # rows from the top within which the header must stand
UNIT = re.compile(r"^(.+?)\(([^()]*)\)$")


def plain(label):
    """A column title as compared: half-width, no blanks, lower case, without marks of "must be filled in"."""
    return re.sub(r"\((必填|选填|required|optional)\)$|[*:]+|^[*]+", "", compact(str(label)).lower())


@lru_cache(maxsize=4096)
def split_unit(title):
    """('上年工业总产值', '万元') of '上年工业总产值(万元)'; the unit is '' where none is written."""
    match = UNIT.match(title)
    return match.groups() if match else (title, "")


def titles(key, field):
    """Every title a column is known by: its label in each language, its aliases and its key."""
    names = {plain(key), *map(plain, field.aliases)}
    for language, _name in settings.LANGUAGES:
        with override(language):
            names.add(plain(field.label))
    return names


class Columns:
    """The known columns of one kind of sheet, ready to be recognised."""

    def __init__(self, fields):
        self.fields = fields
        self.exact, self.bare, self.units = {}, {}, {}
        for key, field in fields.items():
            for title in titles(key, field):
                base, unit = split_unit(title)
                self.exact[title] = key
                self.bare.setdefault(base, key)
                if unit:
                    self.units.setdefault(key, set()).add(unit)

    def key_of(self, cell):
        """The column a title names. A unit may be left out; another unit is another figure, so not ours."""
        title = plain(cell) if isinstance(cell, str) else ""
        if not title or title in self.exact:
            return self.exact.get(title)
        base, unit = split_unit(title)
        key = self.bare.get(base)
        return key if key and not (unit and self.units.get(key)) else None

    def wrong_unit(self, cell):
        base, unit = split_unit(plain(cell))
        return self.bare.get(base) if unit else None

    def matches(self, cells):
        return {key for cell in cells if (key := self.key_of(cell))}

    def place(self, cells):
        """{key: position} and the titles nobody knows, of the header row; refused if not usable whole."""
        places, unknown = {}, []
        for position, cell in enumerate(cells):
            key = self.key_of(cell)
            if key in places:
                raise SheetError(
                    "column_twice", _("“%(column)s”一列出现了两次。") % {"column": str(cell).strip()}
                )
            if key:
                places[key] = position
            elif isinstance(cell, str) and plain(cell):
                if wrong := self.wrong_unit(cell):
                    raise SheetError(
                        "column_unit",
                        _("“%(column)s”的单位不对，应为“%(label)s”。")
                        % {"column": cell.strip(), "label": self.fields[wrong].label},
                    )
                unknown.append(cell.strip()[:40])
        missing = [str(f.label) for key, f in self.fields.items() if f.required and key not in places]
        if missing:
            raise SheetError(
                "column_missing", _("缺少必需的列：%(columns)s。") % {"columns": "、".join(missing)}
            )
        return places, unknown
