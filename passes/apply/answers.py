"""An application begun from what stands: a pass as its answers, a clone, 延期 and 变更, a vehicle of the stable."""

from datetime import timedelta

from clock import clock
from passes import plates
from passes.models import StableVehicle, ValidityKind
from passes.people import DRIVER

from . import amending, credentials, rules


def standing_answers(record):
    """A pass as the answers of its form."""
    first_day, last_day = rules.days_of(record.validity)
    answers = {
        name: getattr(record, name)
        for name in ("plate", "plate_colour", "driver_name", "driver_phone", "goods_category", "goods_name")
    }
    hours = {name: _time(getattr(record, name)) for name in ("hours_from", "hours_until")}
    return answers | {
        "type": record.type.code,
        "enterprise": record.enterprise.credit_code,
        "weight_t": record.weight_t,
        "origin": record.origin.code,
        "destination": record.destination.code,
        "origin_place": record.origin_place,
        "destination_place": record.destination_place,
        "route": record.route,
        "first_day": first_day,
        "last_day": last_day,
        "validity_kind": record.validity_kind,
        "amends": record.amends_id,
        **hours,
        **{name: getattr(record, name) for name in credentials.NAMES},
    }


def cloned_answers(record):
    """An earlier pass as the beginning of a new application: as many days, from the day after it, or today."""
    answers = _later(record) | {"amends": None}
    days = answers["last_day"] - answers["first_day"]
    first = max(clock.today(), answers["last_day"] + timedelta(days=1))
    if answers["validity_kind"] == ValidityKind.NOTICE:
        first = clock.today()
    days = min(days, timedelta(days=record.type.longest_days - 1))
    return answers | {"first_day": first, "last_day": first + days}


def _later(record):
    """An earlier pass's answers without what held for that day only."""
    left_out = credentials.OF_THE_DAY
    if getattr(record, "people_masked", False):
        left_out = (*DRIVER, *credentials.PERSONAL)
    return standing_answers(record) | dict.fromkeys(left_out)


def amended_answers(record, *, extend=False):
    """A pass in force as the beginning of the application that follows it: 延期, or 变更."""
    return amending.beginning(_later(record), record, extend=extend)


def vehicle_answers(vehicle):
    """A vehicle of the stable as the beginning of an application."""
    answers = {name: getattr(vehicle, name) for name in ("plate_colour", *StableVehicle.OFFERED)}
    return answers | {"enterprise": vehicle.enterprise.credit_code, "plate": plates.normalise(vehicle.plate)}


def _time(minutes):
    return "" if minutes is None else f"{minutes // 60 % 24:02}:{minutes % 60:02}"
