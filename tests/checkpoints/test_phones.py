"""A phone is enrolled by a code that works once; lost, it is cut off; its token opens nothing else."""

from datetime import timedelta

import pytest
from django.urls import get_resolver
from django.utils import timezone

from checkpoints import services
from checkpoints.models import Device, Enrolment
from tests.house.sitemap import list_routes
from workflow.errors import NotYours, Refused

from .stories import a_check, asked, send


def test_guan_enrols_a_phone_by_a_code_that_works_once(world, post, client):
    client.force_login(world.guan)
    made = client.post(f"/api/v1/posts/{post.pk}/code/").json()
    assert made["address"].endswith(f"/checkpoint/#{made['code']}")
    assert not Enrolment.objects.filter(digest__contains=made["code"]).exists()
    client.logout()
    typed = {"code": made["code"].lower(), "name": "1号手机"}
    first = client.post("/api/v1/checkpoint/enrol/", typed, content_type="application/json")
    assert first.status_code == 201 and first.json()["post"]["name"] == "G353白米卡口"
    head = {"HTTP_AUTHORIZATION": f"Device {first.json()['token']}"}
    assert client.get("/api/v1/checkpoint/phone/", **head).json()["phone"] == "1号手机"
    assert first.json()["token"] not in str(Device.objects.values())
    again = client.post("/api/v1/checkpoint/enrol/", typed, content_type="application/json")
    assert (again.status_code, again.json()["code"]) == (409, "bad_code")


def test_an_old_code_enrols_nothing(world, post):
    code, _until = services.make_code(post, by=world.guan)
    Enrolment.objects.update(expires_at=timezone.now() - timedelta(seconds=1))  # noqa: TID251
    with pytest.raises(Refused, match="已过期"):
        services.enrol(code, name="")
    with pytest.raises(Refused, match="请填入网码"):
        services.enrol(" - ", name="1号手机")


def test_a_code_is_made_on_the_page_and_shown_once(world, post, client):
    client.force_login(world.guan)
    page = client.post(f"/posts/{post.pk}/", {"verb": "code"})
    assert "只显示这一次" in page.content.decode() and "no-store" in page["Cache-Control"]
    assert "只显示这一次" not in client.get(f"/posts/{post.pk}/").content.decode()


def test_zhao_neither_sees_nor_keeps_a_post_of_hejiang(world, post, phone_at, client):
    device, _head = phone_at(post)
    client.force_login(world.zhao)
    assert client.get(f"/posts/{post.pk}/").status_code == 404
    assert client.post(f"/api/v1/posts/{post.pk}/code/").status_code == 404
    assert client.post(f"/api/v1/post-phones/{device.pk}/cut-off/", {"why": "遗失"}).status_code == 404
    with pytest.raises(NotYours):
        services.make_code(post, by=world.zhao)
    with pytest.raises(NotYours):
        services.open_post(by=world.zhao, name="别处", region=world.r510522, unit=world.police)
    client.force_login(world.xuming)  # the auditor reads and keeps nothing
    assert client.get(f"/posts/{post.pk}/").status_code == 200
    assert client.post(f"/api/v1/posts/{post.pk}/code/").status_code == 403


def test_a_lost_phone_is_cut_off(world, post, phone_at, client):
    device, head = phone_at(post)
    assert asked(client, head).status_code == 200
    client.force_login(world.guan)
    refused = client.post(f"/posts/{post.pk}/", {"verb": "cut_off", "device": device.pk, "why": ""})
    assert refused.status_code == 400
    client.post(f"/posts/{post.pk}/", {"verb": "cut_off", "device": device.pk, "why": "遗失在服务区"})
    client.logout()
    for answer in (asked(client, head), send(client, head, [a_check()])):
        assert (answer.status_code, answer.json()["code"]) == (401, "device_cut_off")
    with pytest.raises(Refused):
        services.cut_off(device, by=world.guan, why="再停一次")


def test_a_phones_token_opens_nothing_else(world, post, phone_at, client):
    _device, head = phone_at(post)
    token = head["HTTP_AUTHORIZATION"].split()[1]
    mine = {"/api/v1/checkpoint/phone/", "/api/v1/checkpoint/list/"}
    for url in list_routes(get_resolver()):
        if not url.startswith("/api/v1/") or url in mine | {"/api/v1/keys/", "/api/v1/schema/"}:
            continue
        for spelling in (head, {"HTTP_AUTHORIZATION": f"Token {token}"}):
            assert client.get(url, **spelling).status_code in {401, 405}, url


def test_a_persons_token_opens_no_phones_address(world, client):
    client.force_login(world.chen)
    assert client.get("/api/v1/checkpoint/phone/").status_code == 401
