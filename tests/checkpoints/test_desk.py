"""The duty desk: by hour and shift, why vehicles were turned back, one pass at two posts."""

import uuid

import pytest

from .stories import a_check, send


@pytest.fixture
def a_day(world, post, other_post, phone_at, client, noon):
    """Zhou Qiang at Baimi lets two pass and turns one back; eight minutes later one of them stands at Jiangyang."""
    _device, here = phone_at(post)
    shift = {
        "uid": str(uuid.uuid4()),
        "officer": "周强",
        "unit": "交警一大队",
        "since": noon.timestamp() - 9000,
    }
    at = noon.timestamp() - 7200
    checks = [
        a_check(seen_at=at, shift=shift["uid"]),
        a_check(seen_at=at + 60, shift=shift["uid"], plate="川E54321"),
        a_check(
            seen_at=at + 3600, shift=shift["uid"], plate="川A00001", verdict="expired", action="turn_back"
        ),
    ]
    send(client, here, checks, [shift])
    _other, there = phone_at(other_post)
    send(client, there, [a_check(seen_at=at + 480), a_check(seen_at=at + 3000, plate="川E54321")])


def test_the_city_reads_the_day_by_page_and_by_rest(world, a_day, client):
    client.force_login(world.chen)
    desk = client.get("/api/v1/duty-desk/").json()
    assert desk["total"] == {"checks": 5, "pass": 4, "turn_back": 1, "hand_over": 0, "exempt": 0}
    assert [(hour["hour"][11:16], hour["checks"]) for hour in desk["hours"]] == [("10:00", 4), ("11:00", 1)]
    assert [(row["officer"], row["checks"]) for row in desk["shifts"] if row["officer"]] == [("周强", 3)]
    assert desk["reasons"] == [{"verdict": "expired", "words": "已到期", "count": 1}]
    assert [(row["plate"], row["before_name"], row["post_name"]) for row in desk["twice"]] == [
        ("川E12345", "G353白米卡口", "G93江阳卡口")
    ]
    assert {row["plate"] for row in desk["surprises"]} == {"川E12345", "川E54321"}, (
        "no pass stands behind them"
    )
    page = client.get("/posts/desk/").content.decode()
    for words in ("周强", "已到期", "十分钟内在两个查验点出现", "G93江阳卡口", "现场判有效，服务器不认"):
        assert words in page, words


def test_a_district_reads_its_own_county_and_a_checkpoint_its_unit(world, a_day, client):
    client.force_login(world.sun)
    assert client.get("/api/v1/duty-desk/").json()["total"]["checks"] == 3
    client.force_login(world.zhao)
    assert client.get("/api/v1/duty-desk/").json()["total"]["checks"] == 0
    client.force_login(world.guan)
    assert client.get("/api/v1/duty-desk/").json()["total"]["checks"] == 5
    for who in (world.li, world.luo, world.security):
        client.force_login(who)
        assert client.get("/api/v1/duty-desk/").status_code == 403
        assert client.get("/posts/desk/").status_code == 403


def test_a_pass_that_was_also_in_another_county_is_told_without_that_countys_post(world, a_day, client):
    client.force_login(world.sun)
    desk = client.get("/api/v1/duty-desk/").json()
    assert [(row["plate"], row["before_name"], row["post_name"]) for row in desk["twice"]] == [
        ("川E12345", "G353白米卡口", "江阳区的查验点")
    ]
    page = client.get("/posts/desk/").content.decode()
    assert "江阳区的查验点" in page and "G93江阳卡口" not in page
    client.force_login(world.chen)
    assert client.get("/api/v1/duty-desk/").json()["twice"][0]["post_name"] == "G93江阳卡口"
    client.force_login(world.zhao)
    assert client.get("/api/v1/duty-desk/").json()["twice"] == []


def test_the_desk_takes_the_same_statements_whatever_the_day(
    world, a_day, client, django_assert_max_num_queries
):
    client.force_login(world.chen)
    client.get("/posts/desk/")
    with django_assert_max_num_queries(14):
        client.get("/posts/desk/")


def test_posts_are_listed_with_their_last_sync_and_list(world, post, phone_at, client):
    from .stories import asked

    _device, head = phone_at(post)
    asked(client, head)
    client.force_login(world.sun)
    [row] = client.get("/api/v1/posts/").json()["results"]
    assert (row["name"], row["phones"]) == ("G353白米卡口", 1) and row["synced_at"].startswith(
        "2022-09-08T12:00"
    )
    for url in ("/posts/", "/posts/checks/", f"/posts/{post.pk}/", "/posts/new/"):
        assert client.get(url).status_code == 200, url


def test_sun_opens_a_post_by_page_and_by_rest_but_not_twice_of_a_name(world, client):
    client.force_login(world.sun)
    answers = {"name": "九支卡口", "region": "510522001", "unit": world.police.name}
    assert client.post("/posts/new/", answers).status_code == 302
    again = client.post("/api/v1/posts/", answers, content_type="application/json")
    assert (again.status_code, again.json()["code"]) == (409, "one_post_of_a_name")
    made = client.post("/api/v1/posts/", answers | {"name": "王场卡口"}, content_type="application/json")
    assert made.status_code == 201


def test_a_pass_at_two_posts_around_midnight_is_found(world, post, other_post, phone_at, client, noon):
    midnight = noon.timestamp() - 12 * 3600
    _device, here = phone_at(post)
    send(client, here, [a_check(seen_at=midnight - 120)])
    _other, there = phone_at(other_post)
    send(client, there, [a_check(seen_at=midnight + 180)])
    client.force_login(world.chen)
    [row] = client.get("/api/v1/duty-desk/?day=2022-09-08").json()["twice"]
    assert (row["before_name"], row["post_name"]) == ("G353白米卡口", "G93江阳卡口")
    assert client.get("/api/v1/duty-desk/?day=2022-09-07").json()["twice"] == []
