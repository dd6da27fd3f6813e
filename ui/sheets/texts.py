"""The kinds of columns. ``clean`` takes a raw cell and gives a value, or raises CellError with one sentence.

Nothing is guessed: what a spreadsheet program has spoiled (a long code shown as 9.15E+17, a code turned into
a date) is named as spoiled, because the digits that were lost cannot be found again.
"""

import re
from datetime import date, datetime

from django.utils.translation import gettext as _

from ..sheetfiles import original
from .cells import CellError, compact, halfwidth, is_blank, trimmed

SCIENTIFIC = re.compile(r"^[-+]?\d(?:\.\d+)?E[-+]?\d+$", re.IGNORECASE)
FORMULA_ERRORS = {"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"}
EXACT = 10**15  # a spreadsheet keeps fifteen digits of a number; of anything longer the rest has become zeros


class SheetField:
    """A column: its title (Chinese, translated lazily), other titles it goes by, and what a cell must be.

    ``required``: the column must be there and no cell of it empty. An empty cell is ``empty``; a column that
    is not in the file leaves its key out of the row's values, so that an import changes only what the file
    speaks of.
    """

    empty = None

    def __init__(self, label, *, aliases=(), required=False, example="", hint=""):
        self.label, self.aliases = label, aliases
        self.required, self.example, self.hint = required, example, hint

    def clean(self, cell):
        if is_blank(cell):
            if self.required:
                raise CellError("required", _("不能为空。"))
            return self.empty
        if isinstance(cell, str) and cell.strip() in FORMULA_ERRORS:
            raise CellError("formula_error", _("单元格里是公式错误，不是内容。"))
        return self.value(cell)

    def value(self, cell):
        raise NotImplementedError


class Text(SheetField):
    """Words for people, such as a name: kept as written but for stray blanks."""

    empty = ""

    def __init__(self, label, *, max_length=200, **more):
        super().__init__(label, **more)
        self.max_length = max_length

    def text(self, cell):
        return original(trimmed(written(cell)))  # an export guards text that a spreadsheet might run

    def value(self, cell):
        text = self.text(cell)
        if any(ord(sign) < 32 or 0xD800 <= ord(sign) <= 0xDFFF for sign in text):
            raise CellError("control_character", _("含有看不见的控制字符，请重新输入。"))
        if len(text) > self.max_length:
            raise CellError("too_long", _("超过 %(limit)s 个字。") % {"limit": self.max_length})
        return text


class Code(Text):
    """A code: half-width, without blanks, upper case; ``pattern`` must fit the whole of it."""

    def __init__(self, label, *, length=None, pattern="", max_length=64, **more):
        super().__init__(label, max_length=max_length, **more)
        self.length, self.pattern = length, re.compile(pattern) if pattern else None

    def text(self, cell):
        text = compact(written(cell)).upper()
        if SCIENTIFIC.match(text):
            raise spoiled()
        return text

    def value(self, cell):
        text = super().value(cell)
        if self.length and len(text) != self.length:
            raise CellError(
                "wrong_length",
                _("应为 %(length)s 位，这里有 %(found)s 位。") % {"length": self.length, "found": len(text)},
            )
        if self.pattern and not self.pattern.fullmatch(text):
            raise CellError("wrong_form", _("格式不对。"))
        return text


class YesNo(SheetField):
    """是 or 否, in the ways forms write it."""

    YES, NO = {"是", "Y", "YES", "1", "TRUE", "√", "有"}, {"否", "N", "NO", "0", "FALSE", "×", "无"}

    def __init__(self, label, *, yes=(), no=(), **more):
        super().__init__(label, **more)
        self.yes, self.no = self.YES | set(yes), self.NO | set(no)

    def value(self, cell):
        text = compact(written(cell)).upper()
        if text in self.yes:
            return True
        if text in self.no:
            return False
        raise CellError("not_yes_or_no", _("只能填“是”或“否”。"))


class Choice(SheetField):
    """One of a closed list; ``choices`` are (code, label) as in a model field. Either is understood."""

    empty = ""

    def __init__(self, label, *, choices, aliases_of=None, **more):
        super().__init__(label, **more)
        self.choices, self.aliases_of = choices, aliases_of or {}

    def value(self, cell):
        text = compact(written(cell)).lower()
        for code, label in self.choices:
            if text in {str(code).lower(), compact(str(label)).lower(), *self.aliases_of.get(code, ())}:
                return code
        known = "、".join(str(label) for _code, label in self.choices)
        raise CellError("not_a_choice", _("只能是：%(known)s。") % {"known": known})


def spoiled():
    return CellError(
        "spoiled", _("编码已被表格软件改成数字，末尾几位丢失，无法还原。请把该列设为文本格式后重新填写。")
    )


def written(cell):
    """The text of a cell meant as text. A number too long for a spreadsheet and a date are spoiled text."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return str(cell)
    if isinstance(cell, int | float):
        if abs(cell) >= EXACT:
            raise spoiled()
        return str(int(cell)) if cell == int(cell) else format(cell, ".15g")
    if isinstance(cell, date | datetime):
        raise CellError("spoiled_date", _("内容已被表格软件改成日期，请把该列设为文本格式后重新填写。"))
    return halfwidth(str(cell))
