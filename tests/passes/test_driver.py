"""The driver's page: one link a pass, on a phone at a checkpoint, without login."""

import uuid

from clock import clock
from passes import services
from tests.conftest import shanghai


def page_of(client, record):
    return client.get(f"/d/{record.uid}/")


def test_li_finds_the_link_on_the_pass_and_the_driver_opens_it_without_login(world, client, issued):
    made = issued()
    client.force_login(world.li)
    assert f"/d/{made.uid}/" in client.get(made.get_absolute_url()).content.decode()
    client.logout()
    page = page_of(client, made)
    said = page.content.decode()
    for words in (
        "川E12345",
        "有效",
        "合江县 至 江阳区",
        "9月14日24时",
        "0830-3100000",
        "data:image/svg+xml",
    ):
        assert words in said
    assert "赵师傅" not in said and "1390" not in said and "no-store" in page.headers["Cache-Control"]
    assert len(page.content) < 14_000 and not page.cookies


def test_a_revoked_pass_shows_so_at_the_next_opening_and_has_no_code_to_scan(world, client, issued):
    made = issued()
    services.revoke_pass(made, by=world.chen, remark="错发", basis="口头")
    page = page_of(client, made)
    assert "无效" in page.content.decode() and "已撤销" in page.content.decode()
    assert "data:image/svg+xml" not in page.content.decode() and "错发" not in page.content.decode()


def test_the_page_ends_with_the_pass(world, client, issued):
    made = issued()
    assert page_of(client, made).headers["Refresh"]
    with clock.standing_at(shanghai("2022-09-15 00:00")):
        page = page_of(client, made)
    assert "已到期" in page.content.decode() and "data:image" not in page.content.decode()
    assert "Refresh" not in page.headers


def test_an_application_has_no_such_page_nor_has_an_unknown_link(world, client, recommended):
    assert page_of(client, recommended()).status_code == 404
    assert client.get(f"/d/{uuid.uuid4()}/").status_code == 404
