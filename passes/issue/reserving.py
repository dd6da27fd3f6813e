"""Numbers set aside for paper while the portal is down: spent under the series' lock, never minted again."""

from contextlib import suppress

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import NumericRange

from clock import clock
from outage.models import NumberBlock
from passes.models import PassType, Scope, VehiclePass
from workflow.errors import Refused
from workflow.policies import policy

from . import numbers

SIZE = 50  # of a block, unless the policy pass.paper_block says otherwise


def block_numbers():
    """The numbers on hand for paper, lowest first: those of the year's blocks that no pass bears.

    When fewer than half a block are left, another is set aside; the packs of one day carry the same ones. Of a year
    whose serials are used up there are no more than are left.
    """
    year = clock.today().year % 100
    size = int(policy("pass.paper_block", default=SIZE))
    with transaction.atomic():
        numbers.hold()  # whoever makes a pack at the same time waits, and finds this block
        left = unused(year)
        if len(left) < max(size // 2, 1):
            with suppress(Refused), transaction.atomic():
                first = numbers.spend(year, size)
                serials = NumericRange(first, first + size)
                NumberBlock.objects.create(series=series(year), serials=serials, reserved_at=clock.now())
                left = unused(year)
    return left


def unused(year):
    blocks = NumberBlock.objects.filter(series=series(year))
    every = [
        numbers.written(year, serial)
        for block in blocks
        for serial in range(block.serials.lower, block.serials.upper)
    ]
    taken = set(VehiclePass.objects.filter(number__in=every).values_list("number", flat=True))
    return sorted(set(every) - taken)


def is_reserved(number):
    """Whether a number of the portal's own form was set aside for paper."""
    year, serial, _check = number.split("-")
    return NumberBlock.objects.filter(series=series(int(year)), serials__contains=int(serial)).exists()


def paper_type():
    """The type of pass issued on paper meanwhile: the first the city numbers itself, or None."""
    kinds = PassType.objects.filter(minted=True, scope=Scope.CITY)
    return kinds.select_related("issuing_unit").order_by("pk").first()


def awaits_entry(number):
    """Whether a number was set aside for paper and no paper bearing it was entered yet."""
    return numbers.is_minted(number) and is_reserved(number) and bearer_of(number) is None


def bearer_of(number):
    """The pass that bears it already, or None."""
    return VehiclePass.objects.filter(number=number).first()


def series(year):
    return f"pass-{year:02}"
