"""What each of the cast sees and does on the pages of control periods."""

import pytest

from periods.models import ControlPeriod
from periods.services import cancel_period

from .stories import announced, kind


def test_chen_transcribes_a_notice_over_two_counties(world, client):
    kind()
    client.force_login(world.chen)
    answers = {
        "issuer": "泸州市指挥部",
        "number": "2022年第5号",
        "kind": "static_management",
        "counties": ["510522", "510504"],
        "since": "2022-09-08T10:00",
    }
    response = client.post("/periods/transcribe/", answers)
    assert response.status_code == 302
    assert ControlPeriod.objects.in_force().count() == 2
    page = client.get(response.headers["Location"])
    assert [offer["verb"] for offer in page.context["offers"]] == [
        "correct",
        "release",
        "attach",
        "end",
        "cancel",
    ]
    assert "同一通告的其他区域" in page.content.decode()


def test_what_was_typed_is_kept_when_no_area_is_named(world, client):
    kind()
    client.force_login(world.chen)
    answers = {
        "issuer": "泸州市指挥部",
        "number": "2022年第9号",
        "kind": "static_management",
        "since": "2022-09-08T10:00",
    }
    response = client.post("/periods/transcribe/", answers)
    assert response.status_code == 400
    assert "2022年第9号" in response.content.decode()
    assert "须选择至少一个区县或镇街" in response.content.decode()


def test_an_area_is_ended_on_its_page(world, client):
    [period] = announced(world)
    client.force_login(world.chen)
    url = f"/periods/{period.pk}/"
    refused = client.post(url, {"verb": "end", "until": "2022-09-08T05:00"})
    assert refused.status_code == 409 and "结束时间须晚于开始时间" in refused.content.decode()
    assert client.post(url, {"verb": "end", "until": "2022-09-08T11:00"}).status_code == 302
    assert not ControlPeriod.objects.in_force().exists()
    assert "已结束" in client.get(url).content.decode()


def test_everyone_in_business_reads_and_only_the_city_is_offered_anything(world, client):
    [period] = announced(world)
    for person in ("sun", "luo", "li", "ren", "guan", "xuming"):
        client.force_login(world.people[person])
        page = client.get(f"/periods/{period.pk}/")
        assert page.status_code == 200 and page.context["offers"] == []
        assert client.get("/periods/transcribe/").status_code == 403
    for person in ("system", "security", "auditadmin"):
        client.force_login(world.people[person])
        assert client.get(f"/periods/{period.pk}/").status_code == 404
        assert client.get("/periods/").context["listing"].total == 0


def test_what_is_in_force_stands_first(world, client):
    [cancelled] = announced(world, number="2022年第1号", since="2022-09-08 11:00")
    cancel_period(cancelled, by=world.chen, remark="录错")
    [in_force] = announced(world, number="2022年第2号", since="2022-09-08 06:00")
    [ahead] = announced(world, number="2022年第3号", since="2022-09-08 20:00")
    client.force_login(world.li)
    rows = client.get("/periods/").context["listing"].rows
    assert [row["pk"] for row in rows] == [in_force.pk, ahead.pk, cancelled.pk]
    only = client.get("/periods/?phase=in_force").context["listing"].rows
    assert [row["pk"] for row in only] == [in_force.pk]


def test_the_list_is_exported(world, client):
    announced(world)
    client.force_login(world.li)
    response = client.get("/periods/?export=csv")
    assert response.status_code == 200
    text = b"".join(response).decode("utf-8-sig")
    assert "合江县" in text and "临时性静态管理" in text


def test_names_are_in_the_readers_language(world, client):
    announced(world)
    client.force_login(world.li)
    page = client.get("/periods/", headers={"Accept-Language": "en"}).content.decode()
    assert "Hejiang" in page and "Temporary static management" in page


@pytest.mark.parametrize("rows", [1, 50, 100])
def test_the_list_takes_six_statements_whatever_its_length(
    world, client, rows, django_assert_max_num_queries
):
    for n in range(rows):
        announced(world, number=f"2022年第{n}号")
    client.force_login(world.sun)
    client.get("/periods/")  # the clock has been read
    with django_assert_max_num_queries(6):
        page = client.get("/periods/")
    assert len(page.context["listing"].rows) == min(rows, 50)
