"""Eight issuers at once, some of whom fail, take back, or issue on paper: no number is borne twice, none comes back."""

from itertools import count

import pytest
from django.db import transaction

from clock import clock
from passes import bulk, services
from passes.issue import numbers, reserving, undoing
from passes.models import Serial, VehiclePass
from workflow.errors import Refused
from workflow.models import Deed

from .test_races import at_once, fresh

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]
EACH, PAPERS = 6, 30  # so many papers that a second block is set aside meanwhile


@pytest.fixture
def waiting(world, application):
    """``waiting(n)``: so many passes that only lack their number, of one press each step."""
    plates = count(10000)

    def make(n):
        rows = [application(plate=f"川E{next(plates)}") for _one in range(n)]
        made = bulk.apply_in_bulk(rows, by=world.li)
        rows = VehiclePass.objects.filter(pk__in=[one.pk for one in made])
        bulk.accept_passes(rows, by=world.sun)
        bulk.recommend_passes(rows, by=world.ren)
        return made

    return make


def test_no_number_is_borne_twice_or_comes_back_whatever_eight_issuers_do(world, application, waiting):
    class Lost(Exception):
        """The connection is gone before the press is committed."""

    paper = reserving.block_numbers()[:PAPERS]
    told = {name: [] for name in ("issued", "lost", "undone", "entered")}

    def issue(passes):
        def act():
            for one in passes:
                services.issue_pass(fresh(one), by=world.chen)
                told["issued"].append(fresh(one).number)

        return act

    def issue_many(passes):
        def act():
            rows = VehiclePass.objects.filter(pk__in=[one.pk for one in passes])
            bulk.issue_passes(rows, by=world.lin)
            told["issued"].extend(rows.values_list("number", flat=True))

        return act

    def lose(passes):
        def act():
            for one in passes:
                with pytest.raises(Lost), transaction.atomic():
                    services.issue_pass(fresh(one), by=world.chen)
                    raise Lost
                told["lost"].append(one.pk)

        return act

    def take_back(passes):
        def act():
            for one in passes:
                services.issue_pass_undoably(fresh(one), by=world.lin)
                undoing.undo_issue(fresh(one), by=world.lin)
                told["undone"].append(fresh(one).number)

        return act

    def enter(taken, first):
        def act():
            for place, number in enumerate(taken):
                row = application(plate=f"川E{first + place}", number=number)
                made = services.enter_paper_pass(by=world.chen, basis="停机", occurred_at=clock.now(), **row)
                told["entered"].append(made.number)
                reserving.block_numbers()  # the hourly pack meanwhile, which may set aside another block

        return act

    every = [waiting(EACH) for _issuer in range(6)]
    acts = [issue(every[0]), issue(every[1]), issue_many(every[2]), lose(every[3])]
    acts += [take_back(every[4]), take_back(every[5]), enter(paper[::2], 20000), enter(paper[1::2], 30000)]
    assert not [one for one in at_once(*acts) if isinstance(one, Refused)]

    borne = list(VehiclePass.objects.exclude(number=None).values_list("number", flat=True))
    assert len(borne) == len(set(borne)) == 5 * EACH + PAPERS
    assert set(borne) == {*told["issued"], *told["undone"], *told["entered"]}
    assert all(numbers.is_minted(number) for number in borne)
    lost = VehiclePass.objects.filter(pk__in=told["lost"])
    assert {one.number for one in lost} == {None} and {one.status for one in lost} == {"recommended"}
    assert not set(borne) & set(reserving.block_numbers()), "what is still on hand for paper nobody bears"
    spent = Serial.objects.get().last
    assert spent == 5 * EACH + 2 * reserving.SIZE, "beside the two blocks each serial was issued: no gaps"
    assert Deed.objects.filter(verb="undo").count() == 2 * EACH

    one = lost.get(pk=told["lost"][0])
    services.issue_pass(one, by=world.chen)
    assert one.number == numbers.written(22, spent + 1), "the next is a new one, not one that was taken back"


def test_a_number_taken_back_cannot_be_entered_from_paper_nor_set_aside(world, application, waiting):
    [one] = waiting(1)
    services.issue_pass_undoably(one, by=world.chen)
    undoing.undo_issue(one, by=world.chen)
    with pytest.raises(Refused, match="不在停机预留号段内"):
        row = application(number=one.number)
        services.enter_paper_pass(by=world.chen, basis="停机", occurred_at=clock.now(), **row)
    assert one.number not in reserving.block_numbers()
