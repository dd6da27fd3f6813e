"""Number plates (车牌): one spelling for each, whatever was typed, and which ones may carry a pass.

Forms after GA 36-2018: ordinary (province, area letter, five characters), new-energy small (six, the first a
letter of its kind) and new-energy large (five digits and that letter). I and O are not used in the serial.
"""

import re
import unicodedata

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_AREA = f"[{PROVINCES}][A-HJ-Z]"
_KIND = "[A-HJK]"  # D and F came first; the other letters are used where those ran out
_ORDINARY = re.compile(rf"{_AREA}[A-HJ-NP-Z0-9]{{4}}[A-HJ-NP-Z0-9学警港澳]")
_SMALL = re.compile(rf"{_AREA}{_KIND}[A-HJ-NP-Z0-9]\d{{4}}")
_LARGE = re.compile(rf"{_AREA}\d{{5}}{_KIND}")


class Colour(models.TextChoices):
    BLUE = "blue", gettext_lazy("蓝色")
    YELLOW = "yellow", gettext_lazy("黄色")
    GREEN = "green", gettext_lazy("渐变绿色")
    YELLOW_GREEN = "yellow_green", gettext_lazy("黄绿双拼色")
    BLACK = "black", gettext_lazy("黑色")
    WHITE = "white", gettext_lazy("白色")


_BY_NAME = {
    "蓝色": Colour.BLUE,
    "黄色": Colour.YELLOW,
    "渐变绿色": Colour.GREEN,
    "黄绿双拼色": Colour.YELLOW_GREEN,
    "黑色": Colour.BLACK,
    "白色": Colour.WHITE,
}


def normalise(typed):
    """ "川e·12 3ａb" → "川E123AB": width, case, dots, dashes and blanks do not matter."""
    return re.sub(r"[^0-9A-Z\u4e00-\u9fff]", "", unicodedata.normalize("NFKC", typed or "").upper())


def kind_of(plate):
    """ "ordinary", "small" or "large" (new-energy) for a normalised plate; None if it is no plate."""
    for kind, form in (("small", _SMALL), ("large", _LARGE), ("ordinary", _ORDINARY)):
        if form.fullmatch(plate):
            return kind
    return None


def fault(plate):
    """What is wrong with a normalised plate as the plate of a pass: a sentence, or "" if nothing is."""
    if not plate:
        return _("请填写车牌号码。")
    if plate.endswith("挂"):
        return _("“{plate}”是挂车号牌。半挂车请填写牵引车的号牌。").format(plate=plate)
    if plate[0] not in PROVINCES:
        return _("“{plate}”不是完整的车牌：须以省份简称开头，如川E12345。").format(plate=plate)
    if kind_of(plate):
        return ""
    if re.search("[IO]", plate[2:]):
        return _("“{plate}”中有字母I或O；车牌序号不用这两个字母，请核对是否为数字1或0。").format(plate=plate)
    return _("“{plate}”不是有效的车牌：普通号牌7位，新能源号牌8位。").format(plate=plate)


def colours_of(plate):
    """The colours a normalised plate may have; the first is what it has if nobody says."""
    return {
        "small": [Colour.GREEN],
        "large": [Colour.YELLOW_GREEN],
        "ordinary": [Colour.YELLOW, Colour.BLUE, Colour.BLACK, Colour.WHITE],
    }.get(kind_of(plate), [])


def colour_fault(plate, colour):
    """What is wrong with this colour on this plate, or ""."""
    if not colour or colour in colours_of(plate):
        return ""
    return _("{colour}与号牌“{plate}”不符。").format(colour=Colour(colour).label, plate=plate)


def colour_of(words):
    """The colour's code for what a paper or spreadsheet says (渐变绿色), or "" for nothing; ``KeyError`` else."""
    return _BY_NAME[words.strip()].value if words.strip() else ""


def same_vehicle(plate, typed):
    """Whether ``typed`` (the whole plate, or its last four) is this plate."""
    wanted = normalise(typed)
    return len(wanted) >= 4 and plate.endswith(wanted)
