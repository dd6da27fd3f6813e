"""Keyset pages walk every row once, whatever the keys."""

import pytest
from django.db.models import F

from ui import keyset

from .samples import Firm

pytestmark = pytest.mark.database

PER_PAGE = 150


def walk(order, expression, *, back=False):
    """All keys page by page: forward from the first page, or back from the last."""
    cursor, pages = "", []
    while True:
        page = keyset.take(
            Firm.objects.all(), ["pk"], expression=expression, order=order, cursor=cursor, limit=PER_PAGE
        )
        pages.append([row[0] for row in page.rows])
        cursor = page.next
        if not cursor:
            break
    if not back:
        return [key for keys in pages for key in keys]
    back_pages, cursor = [pages[-1]], page.previous
    while cursor:
        page = keyset.take(
            Firm.objects.all(), ["pk"], expression=expression, order=order, cursor=cursor, limit=PER_PAGE
        )
        back_pages.insert(0, [row[0] for row in page.rows])
        cursor = page.previous
    return [key for keys in back_pages for key in keys]


@pytest.mark.parametrize("back", [False, True])
@pytest.mark.parametrize("order", ["people", "-people"])
def test_two_thousand_equal_keys(firms, order, back):
    firms.bulk_create(Firm(code=str(n), name="同名企业", people=7) for n in range(2000))
    keys = list(firms.order_by("-pk" if order[0] == "-" else "pk").values_list("pk", flat=True))
    assert walk(order, F("people"), back=back) == keys


@pytest.mark.parametrize("back", [False, True])
@pytest.mark.parametrize("order", ["output", "-output"])
def test_empty_keys_come_last_and_are_all_there(firms, order, back):
    firms.bulk_create(
        Firm(code=str(n), name="企业", output=None if n % 3 == 0 else n % 5) for n in range(700)
    )
    down = order[0] == "-"
    ordering = F("output").desc(nulls_last=True) if down else F("output").asc(nulls_last=True)
    keys = list(firms.order_by(ordering, "-pk" if down else "pk").values_list("pk", flat=True))
    assert walk(order, F("output"), back=back) == keys


def test_a_required_column_keeps_its_index_order(firms):
    sql = str(keyset.ordered(firms.all(), F("people"), True).query)
    assert "NULLS" not in sql
    assert "NULLS LAST" in str(keyset.ordered(firms.all(), F("output"), True).query)


@pytest.mark.parametrize(
    "cursor",
    [
        "泸",
        "AAAA",
        "%%%",
        keyset.encode(0, "people", "x", 1),
        keyset.encode(0, "people", 1, "a\x00"),
        keyset.encode(0, "-people", 1, 1),
        keyset.encode(0, "people"),
        keyset.encode(0, "people", {"a": 1}, 1),
    ],
)
def test_a_made_up_cursor_is_refused(firms, cursor):
    with pytest.raises(keyset.BadCursor) as bad:
        keyset.take(firms.all(), ["pk"], expression=F("people"), order="people", cursor=cursor)
    assert bad.value.code == "bad_cursor"
