"""Numbers of passes: minted here for the city's own, entered from the paper for all others.

A minted number is year (2), serial (6), two check digits by ISO 7064 MOD 97-10, written ``22-000001-cc``: never
twelve digits, so that nobody takes it for a provincial or national number (division code and serial).
"""

import re
import unicodedata

from django.db import connection
from django.utils.translation import gettext as _

from clock import clock
from passes.models import Serial
from workflow.errors import Refused

LAST = 999_999
_MINTED = re.compile(r"[0-9]{2}-[0-9]{6}-[0-9]{2}")
_ENTERED = re.compile(r"[0-9]{12}")
_BLANKS = re.compile(r"[\s·\u2010-\u2015\u2212]")  # dashes of papers and of other keyboards among them
_PAPER = re.compile(r"[0-9A-Z\u4e00-\u9fff][0-9A-Z\u4e00-\u9fff〔〕()/-]{0,19}")


def allocate(moments):
    """{key: number} for {key: moment of issue}: in order of those moments, one lock for each year among them.

    The lock is the row of the year's series; it is held until the transaction ends, so that a number is spent
    only by what commits: no gaps, and none twice. Raises ``Refused`` when a year has no serials left.
    """
    numbers = {}
    by_year = {}
    for key in sorted(moments, key=lambda key: (moments[key], key)):
        by_year.setdefault(clock.day_of(moments[key]).year % 100, []).append(key)
    for year in sorted(by_year):
        keys = by_year[year]
        first = spend(year, len(keys))
        numbers |= {key: written(year, first + place) for place, key in enumerate(keys)}
    return numbers


def hold():
    """Take the lock of this year's series, spending nothing: whoever issues next waits for this transaction."""
    spend(clock.today().year % 100, 0)


def spend(year, count):
    """The first of ``count`` serials of a year, now spent. All types share them: a checker types no type.

    Raises ``Refused`` when there are not as many left.
    """
    table = connection.ops.quote_name(Serial._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} AS s (series, last) VALUES (%s, %s)"
            " ON CONFLICT (series) DO UPDATE SET last = s.last + EXCLUDED.last RETURNING last",
            [f"pass-{year:02}", count],
        )
        [last] = cursor.fetchone()
    if last > LAST:
        raise Refused(
            _("20{year:02}年的编号只剩{left}个，不够核发{count}张。").format(
                year=year, left=max(LAST - last + count, 0), count=count
            ),
            code="numbers_exhausted",
        )
    return last - count + 1


def written(year, serial):
    body = f"{year:02}{serial:06}"
    return f"{body[:2]}-{body[2:]}-{98 - int(body) * 100 % 97:02}"


def is_minted_form(number):
    return bool(_MINTED.fullmatch(number))


def is_minted(number):
    """Whether this is a number of the city's own form, with the right check digits."""
    return is_minted_form(number) and int(number.replace("-", "")) % 97 == 1


def normalise(typed):
    """A typed number in its one spelling: ten digits get their dashes, blanks and width do not matter."""
    plain = _BLANKS.sub("", unicodedata.normalize("NFKC", typed or "").upper())
    digits = plain.replace("-", "")
    if re.fullmatch(r"[0-9]{10}", digits):
        return f"{digits[:2]}-{digits[2:8]}-{digits[8:]}"
    return digits if _ENTERED.fullmatch(digits) else plain


def entered_fault(pass_type, number):
    """What is wrong with a number taken from paper, normalised: a sentence, or ""."""
    if not number:
        return _("请填写纸质证上的编号。")
    if pass_type.minted:
        if _MINTED.fullmatch(number):
            return _reserved_fault(number)
        if not _PAPER.fullmatch(number):
            return _("纸质证编号不超过20个字符。")
        return ""
    if not _ENTERED.fullmatch(number):
        return _("编号为12位数字：6位区划代码加6位序号。")
    return ""


def _reserved_fault(number):
    """A number of the portal's own form is taken from paper only if it was set aside for that, and once."""
    from .reserving import bearer_of, is_reserved  # it asks passes, which ask for numbers

    if not is_minted(number):
        return _("编号的末两位校验码不符，请核对是否看错。")
    if not is_reserved(number):
        return _("此编号不在停机预留号段内，不能按纸质证补录。")
    if bearer := bearer_of(number):
        return _("此编号已登记给{plate}，请核对纸质登记表。").format(plate=bearer.plate)
    return ""
