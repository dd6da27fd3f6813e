"""Passes, their types, and what is kept around them."""

from passes.kinds import Channel, Goods, PassType, PassTypeEdit, Scope, ValidityKind

from .batches import PassBatch
from .counters import Asking, Serial
from .credentials import PassTick
from .edits import PassEdit
from .phrases import KeptPhrase
from .reconciliation import Reconciliation
from .reviews import PassReview
from .stable import StableVehicle
from .vehicle_pass import PassClaim, PassStep, VehiclePass

__all__ = [
    "Asking",
    "Channel",
    "Goods",
    "KeptPhrase",
    "PassBatch",
    "PassClaim",
    "PassEdit",
    "PassReview",
    "PassStep",
    "PassTick",
    "PassType",
    "PassTypeEdit",
    "Reconciliation",
    "Scope",
    "Serial",
    "StableVehicle",
    "ValidityKind",
    "VehiclePass",
]
