"""The signed code of a pass: made at issue, opened by any phone, true to the pass, and revoked with it."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from clock import clock
from passes import services
from passes.issue.claims import address, letters_of, read_claims
from passes.models import VehiclePass
from signing.models import SignatureLog
from signing.services import current_key, read_text, to_text, withdraw_key
from tests.conftest import shanghai

from .test_public import told


def code_of(made):
    made.refresh_from_db()
    return to_text(bytes(made.code))


def test_the_code_says_what_the_pass_says_and_nobody_s_name(issued):
    made = issued()
    code = read_claims(read_text(code_of(made), purpose="pass").claims)
    assert (code.uid, code.plate, code.type) == (made.uid, "川E12345", "city_emergency")
    assert (code.origin, code.destination, code.goods) == ("510522", "510502", "raw_materials")
    assert code.valid_until == shanghai("2022-09-15 00:00") and code.hours is None
    for personal in ("赵师傅".encode(), b"13900000001", "山达".encode()):
        assert personal not in bytes(made.code)


def test_every_signature_is_logged_with_the_deed_that_asked_for_it(issued):
    made = issued()
    logged = SignatureLog.objects.get(subject=str(made.uid))
    assert logged.deed == made.steps.get(target="issued").deed


def test_any_phone_opens_the_code_and_a_revoked_one_is_grey_at_once(issued, world, client):
    made = issued()
    link = f"/V/{code_of(made)}"
    assert told(client.get(link)) == ("valid", "有效")
    services.revoke_pass(made, by=world.chen, remark="材料不实", basis="第9号通告")
    assert told(client.get(link)) == ("void", "无效")


def test_a_code_of_somebody_else_is_not_called_invalid_but_not_ours(issued, client):
    good = code_of(issued())
    for letters in (
        "HELLO",
        good[:-9],
        good[:60] + ("A" if good[60] != "A" else "B") + good[61:],
        "川E12345",
    ):
        assert told(client.get(f"/V/{letters}"))[0] == "foreign", letters


def test_what_a_leaked_key_signed_is_not_called_valid(issued, world, client):
    made = issued()
    withdraw_key(current_key(), by=world.security, why="泄露")
    assert told(client.get(f"/V/{code_of(made)}"))[0] == "foreign"


def test_a_rightly_signed_pass_nobody_registered_is_not_found(issued, client):
    made = issued()
    letters = code_of(made)
    VehiclePass.objects.filter(pk=made.pk).update(uid="0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0")
    answer = client.get(f"/V/{letters}")
    assert told(answer)[0] == "none" and "登记中没有" in answer.content.decode()


def test_the_printed_code_is_an_upper_case_address_with_the_letters(issued, world, client):
    made = issued()
    client.force_login(world.li)
    page = client.get(f"/passes/{made.pk}/print/").content.decode()
    written = address(bytes(made.code) if made.code else code_of(made), "http://testserver")
    assert written.isupper() and written in page and letters_of(written) == code_of(made)


def test_a_pass_for_the_night_is_grey_by_day_and_says_its_hours(recommended, world, client):
    made = recommended()
    VehiclePass.objects.filter(pk=made.pk).update(hours_from=22 * 60, hours_until=6 * 60)
    services.issue_pass(made, by=world.chen)
    link = f"/V/{code_of(made)}"
    day = client.get(link)
    assert told(day) == ("void", "无效") and "22:00–06:00" in day.content.decode()
    with clock.standing_at(shanghai("2022-09-09 03:00")):
        assert told(client.get(link)) == ("valid", "有效")
    assert read_claims(read_text(code_of(made), purpose="pass").claims).hours == (1320, 360)


@pytest.mark.parametrize("hours", [(None, 60), (60, None), (60, 60), (1440, 60), (0, 1441)])
def test_the_database_keeps_hours_within_a_day(recommended, hours):
    made = recommended()
    with pytest.raises((IntegrityError, ValidationError)):
        VehiclePass.objects.filter(pk=made.pk).update(hours_from=hours[0], hours_until=hours[1])


def test_a_paper_pass_entered_afterwards_is_never_signed(world, application, types):
    paper = application(type=types["province_emergency"], number="510000000123")
    made = services.enter_paper_pass(by=world.he, basis="省级发证", occurred_at=clock.now(), **paper)
    assert made.code is None and not SignatureLog.objects.exists()
