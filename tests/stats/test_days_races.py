"""Two at one day: workers that compile it, deeds still open while it is compiled."""

import threading
from datetime import date, timedelta

import pytest
from django.db import connection, transaction

from stats.models import Compilation
from stats.services import compile_day, days_owed

from .deeds import at, confirmed, figure, moment, ordered

pytestmark = pytest.mark.database
EIGHTH = date(2022, 9, 8)


def in_a_thread(work):
    """Run ``work`` on a connection of its own; its result is in the list that comes back, once joined."""
    results = []

    def run():
        try:
            results.append(work())
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread, results


@pytest.mark.django_db(transaction=True)
def test_two_workers_on_one_day_make_one_revision(county):
    with at("9 00:05"):
        workers = [in_a_thread(lambda: compile_day(EIGHTH)) for _worker in range(2)]
        for thread, _results in workers:
            thread.join()
    [[first], [second]] = [results for _thread, results in workers]
    assert first == second
    assert Compilation.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_deed_still_open_while_its_day_is_compiled_is_never_lost(county):
    """The compilation fixes its moment of knowledge only when the deed is over: it is in."""
    with at("8 13:00"):
        loops = ordered(county, county.firms)
    with at("9 00:05"):
        with transaction.atomic():
            confirmed(county, loops, "8 23:00")
            thread, results = in_a_thread(lambda: compile_day(EIGHTH))
            thread.join(0.5)
            assert thread.is_alive() and not results
        thread.join()
    assert figure(results[0], "I1").value == 3


@pytest.mark.django_db(transaction=True)
def test_a_deed_begun_while_a_day_is_compiled_makes_the_day_owed(county):
    with at("8 13:00"):
        loops = ordered(county, county.firms)
    with at("9 00:05"):
        compile_day(EIGHTH)
    with at(moment("9 00:05") + timedelta(milliseconds=1)):
        confirmed(county, loops, "8 23:00")
        assert days_owed() == [EIGHTH]
        assert figure(compile_day(EIGHTH), "I1").value == 3
