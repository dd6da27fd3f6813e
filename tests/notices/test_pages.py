"""The inbox as its owner sees it."""

import pytest
from rest_framework.test import APIClient

from accounts.tokens import create_token
from notices.delivering import deliver_outbox
from notices.models import Notice
from tests.periods.stories import announced


@pytest.fixture
def told(world):
    announced(world)
    deliver_outbox()
    return Notice.objects.get(user=world.sun)


def test_the_bell_counts_what_is_unread(world, client, told):
    client.force_login(world.sun)
    bell = client.get("/notices/").context["shell"]["bell"]
    assert (bell["url"], bell["count"]) == ("/notices/", 1)
    client.post("/notices/read/", {"up_to": told.pk})
    assert client.get("/notices/").context["shell"]["bell"]["count"] is None


def test_opening_a_notice_reads_it_and_leads_to_the_record(world, client, told):
    client.force_login(world.sun)
    response = client.get(f"/notices/{told.pk}/")
    assert response.headers["Location"] == f"/periods/{told.record_id}/"
    told.refresh_from_db()
    assert told.read_at


def test_nobody_opens_anothers(world, client, told):
    client.force_login(world.zhao)
    assert client.get(f"/notices/{told.pk}/").status_code == 404
    assert told.subject not in client.get("/notices/").content.decode()


def test_a_notice_of_many_records_lists_those_one_sees(world, client):
    from whitelist.services import nominate

    nominate(
        [world.shanda, world.qingquan, world.longfei],
        by=world.chen,
        category="livelihood",
        effective_from="2022-09-08",
    )
    deliver_outbox()
    notice = Notice.objects.get(user=world.li)
    Notice.objects.filter(pk=notice.pk).update(record_id=None, count=3)
    client.force_login(world.li)
    page = client.get(f"/notices/{notice.pk}/").content.decode()
    assert world.shanda.name in page and world.longfei.name not in page


def test_unread_stands_before_read(world, client, told):
    announced(world, number="2022年第6号")
    deliver_outbox()
    client.force_login(world.sun)
    newer = Notice.objects.filter(user=world.sun).first()
    client.get(f"/notices/{newer.pk}/")
    assert [notice.pk for notice in client.get("/notices/").context["page"]] == [told.pk, newer.pk]


@pytest.mark.parametrize("path", ["/notices/?page=x", "/notices/?page=999", "/notices/"])
def test_an_odd_page_number_is_no_error(world, client, path):
    client.force_login(world.xuming)
    assert client.get(path).status_code == 200


@pytest.mark.parametrize("rows", [1, 50, 100])
def test_the_inbox_takes_six_statements_whatever_its_length(
    world, client, rows, django_assert_max_num_queries
):
    for n in range(rows):
        announced(world, number=f"2022年第{n}号")
    deliver_outbox()
    client.force_login(world.sun)
    client.get("/notices/")  # the clock has been read
    with django_assert_max_num_queries(6):
        page = client.get("/notices/")
    assert len(page.context["page"].object_list) == min(rows, 50)


def test_over_rest_one_reads_ones_own(world, told):
    _token, key = create_token(world.sun, name="test", write=True)
    sun = APIClient()
    sun.credentials(HTTP_AUTHORIZATION=f"Token {key}")
    [row] = sun.get("/api/v1/notices/?unread=true").json()["results"]
    assert (row["kind"], row["verb"], row["by"]) == ("periods.ControlPeriod", "announce", "陈思远")
    assert sun.post(f"/api/v1/notices/{told.pk}/read/").json()["read_at"]
    assert sun.get("/api/v1/notices/?unread=true").json()["count"] == 0
    other = Notice.objects.exclude(user=world.sun).first()
    assert sun.post(f"/api/v1/notices/{other.pk}/read/").status_code == 404
