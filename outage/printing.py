"""The whole pack as one PDF to print: what a duty room hands out when no screen works."""

from django.utils import timezone
from django.utils.translation import gettext as _

from clock import clock
from papers.rendering import pdf

from .parts import Form

MOST = 10_000  # rows of a table that are printed: some 300 sheets of paper
NARROW, WIDE = 9, 26  # characters a column is reckoned with at least and at most
ROW, TALL = 14, 24  # millimetres of a line of a form, and of one where more is to be written
FOUR = 9  # characters the column of large last fours takes


def printed(parts, base=""):
    """The PDF. ``base`` is the portal's address, for the codes on blank passes; without it they have none."""
    told = [_form(part, base) if isinstance(part, Form) else _sheet(part) for part in parts]
    made = timezone.localtime(clock.now())
    codes = [copy["link"] for part in told for copy in part["copies"] if part["template"] and copy["link"]]
    data = {
        "made": f"{made.year}年{made.month}月{made.day}日 {made:%H:%M}",
        "demonstration": bool(clock.demonstration()),
        "parts": told,
        "codes": codes,
    }
    return pdf("outage/pack.typ", data=data, title=_("停机应急包"), moment=made, archival=False)


def _sheet(part):
    rows = [[str(cell) for cell in row] for row in part.rows[:MOST]]
    left = len(part.rows) - len(rows)
    large = bool(rows) and all(len(row[0]) == 4 for row in rows)
    head = [str(cell) for cell in part.head]
    return {
        "kind": "sheet",
        "title": str(part.title),
        "head": head,
        "rows": rows,
        "count": len(part.rows),
        "say": str(part.say),
        "left": _("另有{left}行不印，见同名的XLSX。").format(left=left) if left else "",
        "widths": [FOUR if large and not at else _width([head, *rows], at) for at in range(len(head))],
        "first-large": large,
        "roomy": any(not any(row[1:]) for row in rows),  # a list to be written in by hand
        "template": "",
        "copies": [],
    }


def _width(rows, at):
    """About how broad a column is: nearly all of its cells fit, within bounds."""
    broad = sorted(sum(2 if ord(sign) > 0x2E80 else 1 for sign in row[at]) for row in rows)
    room = 1.5  # for the space beside the words, as broad in a narrow column as in a wide one
    return min(max(broad[int(len(broad) * 0.95)], broad[-1] // 3, NARROW), WIDE) + room


def _form(part, base):
    plain = [[[str(label), str(words)] for label, words in copy] for copy in part.copies]
    return {
        "kind": "form",
        "title": str(part.title),
        "foot": str(part.foot),
        "rows": [TALL if len(label) > 7 else ROW for label, _words in (plain[0] if plain else ())],
        "template": f"/{part.template}" if part.template else "",
        "copies": [_linked(sheet, base) for sheet in part.sheets] if part.template else plain,
    }


def _linked(sheet, base):
    return {**sheet, "link": base.rstrip("/") + sheet["link"] if base else ""}
