"""Every kind of column a sheet can be declared with."""

from .codes import CreditCode, Phone, Plate
from .quantities import Day, Moment, Number, Whole
from .texts import Choice, Code, SheetField, Text, YesNo

__all__ = [
    "Choice",
    "Code",
    "CreditCode",
    "Day",
    "Moment",
    "Number",
    "Phone",
    "Plate",
    "SheetField",
    "Text",
    "Whole",
    "YesNo",
]
