"""Numbers: two check digits, no gaps, none twice, whoever issues at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django.db import close_old_connections, connection, transaction

from passes.issue import numbers
from passes.models import Serial
from tests.conftest import shanghai
from workflow.errors import Refused

pytestmark = pytest.mark.database

NOW = datetime(2022, 9, 8, 4, tzinfo=UTC)


def test_the_form_of_a_number():
    assert numbers.written(22, 1) == "22-000001-59"
    assert numbers.is_minted("22-000001-59")
    assert not numbers.is_minted("22-000010-59") and not numbers.is_minted("2200000159")


def test_every_slip_of_one_digit_or_swap_of_two_neighbours_is_noticed():
    right = numbers.written(22, 123456).replace("-", "")
    for place, digit in enumerate(right):
        for other in set("0123456789") - {digit}:
            assert not numbers.is_minted(numbers.normalise(right[:place] + other + right[place + 1 :]))
        swapped = right[:place] + right[place + 1 : place + 2] + digit + right[place + 2 :]
        assert swapped == right or not numbers.is_minted(numbers.normalise(swapped))


@pytest.mark.parametrize(
    "typed", ["2200000159", "22-000001-59", " ２２-０００００１-59 ", "22 000001 59", "22‐000001‑59"]
)
def test_one_spelling(typed):
    assert numbers.normalise(typed) == "22-000001-59"


def test_digits_of_another_script_make_no_second_number():
    assert not numbers.is_minted("٢٢-٠٠٠٠٠١-٥٩")
    province = SimpleNamespace(minted=False)
    assert numbers.entered_fault(province, numbers.normalise("٥١٠٥٢٢٠٠٠١٨٧"))


def test_numbers_follow_the_moments_and_begin_anew_each_year(db):
    given = numbers.allocate(
        {1: shanghai("2023-01-01 00:00"), 2: shanghai("2022-12-31 23:59"), 3: shanghai("2022-12-31 12:00")}
    )
    assert {key: number[:9] for key, number in given.items()} == {
        3: "22-000001",
        2: "22-000002",
        1: "23-000001",
    }


def test_a_number_is_not_spent_by_what_is_undone(db):
    with pytest.raises(RuntimeError), transaction.atomic():
        numbers.allocate({1: NOW})
        raise RuntimeError
    assert numbers.allocate({1: NOW})[1].startswith("22-000001-")


def test_the_last_number_of_a_year(db):
    Serial.objects.create(series="pass-22", last=999_998)
    with pytest.raises(Refused, match="22年的编号只剩1个，不够核发2张") as refused, transaction.atomic():
        numbers.allocate({1: NOW, 2: NOW})
    assert refused.value.code == "numbers_exhausted"
    assert numbers.allocate({1: NOW})[1].startswith("22-999999-")
    with pytest.raises(Refused), transaction.atomic():
        numbers.allocate({1: NOW})


@pytest.mark.django_db(transaction=True)
def test_eight_at_once_get_different_numbers_and_leave_no_gap():
    def take(batch):
        close_old_connections()
        try:
            with transaction.atomic():
                given = numbers.allocate(dict.fromkeys(range(5), NOW))
                if batch % 4 == 3:
                    transaction.set_rollback(True)
                    return []
            return list(given.values())
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        every = [number for batch in pool.map(take, range(24)) for number in batch]
    assert sorted(every) == [numbers.written(22, serial) for serial in range(1, 18 * 5 + 1)]
