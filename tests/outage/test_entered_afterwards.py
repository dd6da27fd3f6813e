"""Paper from the pack is entered once the portal is back."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, transaction

from clock import clock
from outage.models import NumberBlock
from outage.writing import make_pack
from passes import services
from passes.issue import numbers, reserving
from passes.models import VehiclePass
from stats.compile import compile
from tests.conftest import shanghai
from workflow.errors import Refused

from .test_pack import rows

BASIS = "停机期间纸质核发"


def test_paper_from_the_pack_is_entered_afterwards_and_the_figures_are_as_if_it_had_been_online(
    world,
    application,
    issued,
    folder,
):
    issued()
    make_pack()
    [number, *_rest] = rows(folder, "numbers")[0]
    noon = shanghai("2022-09-08 11:30")
    entered = services.enter_paper_pass(
        by=world.chen,
        basis=BASIS,
        occurred_at=noon,
        **application(plate="川E66666", number=number.replace("-", "")),
    )
    assert (entered.number, entered.issued_at, entered.channel) == (number, noon, "offline")
    online = issued(plate="川E77777")
    assert online.number not in {row[0] for row in rows(folder, "numbers")}
    told = figures()
    assert told["I15.issued.city"] == 3
    assert (told["I15.issued.city.online"], told["I15.issued.city.offline"]) == (2, 1)
    make_pack()
    assert number not in {row[0] for row in rows(folder, "numbers")}, "what was used is not handed out again"
    assert "川E66666" in {row[1] for row in rows(folder, "passes-live")}


def figures():
    now = clock.now() + timedelta(minutes=1)
    return {row.figure: row.value for row in compile(now, now) if row.scope_kind == "city"}


def test_clashes_are_shown_and_numbers_never_set_aside_are_not_taken(
    world, client, application, issued, folder
):
    made = issued()
    make_pack()
    number = rows(folder, "numbers")[0][0]
    paper = {"by": world.chen, "basis": BASIS, "occurred_at": shanghai("2022-09-08 11:30")}
    services.enter_paper_pass(**paper, **application(plate="川E66666", number=number))
    with pytest.raises(Refused, match="已登记给川E66666"):
        services.enter_paper_pass(**paper, **application(plate="川E77777", number=number))
    for wrong in (made.number, numbers.written(22, 999)):
        with pytest.raises(Refused, match="不在停机预留号段内"):
            services.enter_paper_pass(**paper, **application(plate="川E77777", number=wrong))
    with pytest.raises(Refused, match="校验码不符"):
        services.enter_paper_pass(**paper, **application(plate="川E77777", number=number[:-2] + "00"))


@pytest.mark.django_db(transaction=True)
def test_eight_issuers_beside_the_pack_never_get_a_reserved_number(world, types):
    def mint(_turn):
        try:
            with transaction.atomic():
                return list(numbers.allocate({1: clock.now(), 2: clock.now()}).values())
        finally:
            connection.close()

    def reserve(_turn):
        try:
            return reserving.block_numbers()
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as threads:
        minted = [threads.submit(mint, turn) for turn in range(16)]
        blocks = [threads.submit(reserve, turn) for turn in range(4)]
    given = [number for one in minted for number in one.result()]
    reserved = {number for one in blocks for number in one.result()}
    assert len(given) == len(set(given)) == 32 and not reserved & set(given)
    assert NumberBlock.objects.count() == 1 and len(reserved) == reserving.SIZE
    assert not VehiclePass.objects.exists()
