"""Columns of codes with a form of their own: credit codes, telephone numbers, number plates."""

import re

from django.utils.translation import gettext as _
from stdnum.cn import uscc

from .cells import CellError
from .texts import Code, spoiled


class CreditCode(Code):
    """统一社会信用代码, 18 characters with a check digit (GB 32100-2015)."""

    def __init__(self, label, **more):
        super().__init__(label, length=18, **more)

    def value(self, cell):
        text = super().value(cell)
        if text.isdecimal() and text.endswith("000"):
            raise spoiled()  # what a number cell leaves of an all-digit code; a right check digit is chance
        if not uscc.is_valid(text):
            raise CellError(
                "wrong_check_digit", _("不是有效的统一社会信用代码，请核对（校验位不符或含有不允许的字母）。")
            )
        return text


class Phone(Code):
    """A mobile or fixed-line number of the mainland, such as 0830-1234567 or 08301234567."""

    def __init__(self, label, **more):
        super().__init__(label, max_length=20, **more)

    def value(self, cell):
        text = re.sub(
            r"^(\+?86-?)(?=1\d{10}$)",
            "",
            super().value(cell).replace("—", "-").replace("(", "").replace(")", "-"),
        )
        if not re.fullmatch(r"1\d{10}|(0\d{2,3}-?)?\d{7,8}(-\d{1,6})?", text):
            raise CellError("wrong_phone", _("不是有效的手机号或带区号的固定电话。"))
        return text


class Plate(Code):
    """号牌号码 of a motor vehicle: province sign, letter, five or six signs; blanks and the dot left out."""

    FORM = re.compile(
        r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z][A-Z0-9]{4,5}[A-Z0-9挂学警港澳]"
    )

    def __init__(self, label, **more):
        super().__init__(label, max_length=8, **more)

    def text(self, cell):
        return re.sub(r"[·•.\-]", "", super().text(cell))

    def value(self, cell):
        text = super().value(cell)
        if not self.FORM.fullmatch(text):
            raise CellError("wrong_plate", _("不是有效的号牌号码。"))
        return text
