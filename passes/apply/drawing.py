"""From the answers of a form, or a row of a sheet, to a pass that is not written yet."""

from django.utils.translation import gettext as _

from passes import plates
from passes.models import VehiclePass
from workflow.errors import Refused

from . import rules


def drawn_up(row, by):
    """An unsaved pass from a row of an application or a paper."""
    return VehiclePass(filed_by=by, **columns_of(row))


def columns_of(row):
    """The columns a row fills: the plate in its one spelling and its colour, the days as a span of time."""
    columns = {name: value for name, value in row.items() if name not in ("first_day", "last_day", "number")}
    plate = columns["plate"] = plates.normalise(row["plate"])
    if not columns.get("plate_colour") and plates.kind_of(plate) in ("small", "large"):
        columns["plate_colour"] = plates.colours_of(plate)[0]
    if row["last_day"] >= row["first_day"]:
        columns["validity"] = rules.validity_of(row["first_day"], row["last_day"])
    return columns


def refuse_faults(faults, place=None):
    for code, sentence in faults.values():
        if place is not None:
            sentence = _("第{place}项：{sentence}").format(place=place + 1, sentence=sentence)
        raise Refused(sentence, code=code)
