"""The public check over REST: what the page at the roadside says, in words for programs."""

import re

import pytest
from django.utils import translation
from jsonschema import Draft202012Validator

from clock import clock
from passes import services
from passes.models import Asking, VehiclePass
from passes.roadside import asking
from tests.conftest import shanghai

from .test_public import told as told_on_page
from .test_signed import code_of

URL = "/api/v1/verify/"
RIGHT = {"number": "22-000001-59", "plate": "2345"}


def ask(client, **body):
    answer = client.post(URL, body, content_type="application/json")
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_a_gate_asks_by_number_and_is_told_what_the_page_tells_and_nothing_personal(issued, client):
    made = issued()
    answer = client.post(URL, RIGHT, content_type="application/json")
    body = answer.json()
    assert (body["verdict"], body["word"], body["fault"]) == ("valid", "有效", None)
    assert body["server_time"] == "2022-09-08T12:00:00+08:00"
    assert body["issuing_unit"] == {"name": "泸州市经济和信息化局", "telephone": "0830-3100000"}
    told = body["pass"]
    assert told["id"] == str(made.uid) and told["plate"] == "川E12345" and told["number"] == made.number
    assert told["destination"] == {"code": "510502", "name": "江阳区", "place": ""}
    assert (told["first_day"], told["last_day"], told["hours"]) == ("2022-09-08", "2022-09-14", None)
    for personal in ("赵师傅", "13900000001", "山达", "李静"):
        assert personal not in answer.content.decode()
    assert answer["Cache-Control"] == "no-store" and not answer.cookies


def test_by_the_code_as_scanned_its_letters_or_its_link(issued, client):
    made = issued()
    letters = code_of(made)
    for code in (letters, f"HTTPS://PASS.EXAMPLE/V/{letters}", f"https://pass.example/v/{made.uid}/"):
        assert ask(client, code=code)["verdict"] == "valid", code
        assert ask(client, code=code, plate="川e·12345")["verdict"] == "valid"
        other = ask(client, code=code, plate="9999")
        assert (other["verdict"], other["word"]) == ("wrong_plate", "车证不符")
        assert other["pass"]["plate"] == "川E12345", "a guard sees whose it is"


def test_every_verdict_is_the_pages_own(issued, application, world, client):
    """Each end, in the order of a pass's life; the page by its link, the program by its code."""
    made = issued()

    def both(at=None):
        with clock.standing_at(at or clock.now()):
            page = told_on_page(client.get(f"/v/{made.uid}/"))
            body = ask(client, code=f"/v/{made.uid}/")
        assert page[1] == body["word"]
        return body["verdict"]

    assert both() == "valid"
    assert both(shanghai("2022-09-15 00:00")) == "expired"
    VehiclePass.objects.filter(pk=made.pk).update(hours_from=60, hours_until=120)
    assert both() == "outside_hours"
    VehiclePass.objects.filter(pk=made.pk).update(return_only_until=shanghai("2022-09-09 18:00"))
    assert both() == "return_only"
    VehiclePass.objects.filter(pk=made.pk).update(return_only_until=None, hours_from=None, hours_until=None)
    services.suspend_pass(made, by=world.chen, remark="核对")
    assert both() == "suspended"
    services.revoke_pass(made, by=world.chen, remark="材料不实", basis="第9号通告")
    assert both() == "revoked"
    for verb in ("recall", "void"):
        made = issued()
        getattr(services, f"{verb}_pass")(made, by=world.chen, remark="转借", basis="第9号通告")
        assert both() == {"recall": "recalled", "void": "voided"}[verb]
    made = issued()
    issued()
    assert both() == "superseded"
    made = services.apply_for_pass(by=world.li, **application())
    assert both() == "pending" and ask(client, code=f"/v/{made.uid}/")["pass"]["last_day"] is None
    services.refuse_pass(made, by=world.sun, remark="不需要")
    assert both() == "never"


@pytest.mark.parametrize(
    ("body", "verdict", "fault"),
    [
        ({"number": "22-000001-59", "plate": "2346"}, "not_found", None),
        ({"number": "500116000017", "plate": "2345"}, "foreign", None),
        ({"code": "HTTPS://X/V/HELLO"}, "foreign", "unreadable"),
        ({"code": "https://x/v/6a0f4a86-6b0b-4f7e-9b0e-3c1d2e3f4a5b/"}, "not_found", None),
        ({"code": "https://x/v/12/"}, "foreign", None),
    ],
)
def test_what_there_is_not_and_what_is_not_ours(issued, client, body, verdict, fault):
    issued()
    told = ask(client, **body)
    assert (told["verdict"], told["fault"], told["pass"]) == (verdict, fault, None)


def test_a_changed_letter_is_named(issued, client):
    good = code_of(issued())
    spoilt = good[:-20] + ("A" if good[-20] != "A" else "B") + good[-19:]
    assert ask(client, code=spoilt)["fault"] in {"bad_signature", "unreadable"}


def test_a_number_alone_tells_nothing_and_all_that_is_missing_is_said_at_once(issued, client):
    issued()
    for body, missing in (
        ({"number": "22-000001-59"}, {"plate"}),
        ({"number": "22-000001-59", "plate": "345"}, {"plate"}),
        ({}, {"number", "plate"}),
        ({"code": "X", "plate": "5"}, {"plate"}),
    ):
        answer = client.post(URL, body, content_type="application/json")
        assert answer.status_code == 400 and answer["Content-Type"] == "application/problem+json"
        assert {error["field"] for error in answer.json()["errors"]} == missing
    nonsense = client.post(URL, [1], content_type="application/json")
    assert nonsense.status_code == 400 and nonsense.json()["code"] == "unreadable_body"


def test_page_and_program_are_counted_together(issued, client, monkeypatch):
    monkeypatch.setattr(asking, "LIMIT", 3)
    issued()
    wrong = {**RIGHT, "plate": "9999"}
    for _time in range(5):
        assert ask(client, **RIGHT)["verdict"] == "valid", "what is found is not held against one"
    assert Asking.objects.get().failures == 0
    assert ask(client, **wrong)["verdict"] == "not_found"
    for _time in range(2):
        client.post("/verify/", wrong)
    stopped = client.post(URL, RIGHT, content_type="application/json")
    assert stopped.status_code == 429 and stopped.json()["code"] == "throttled"
    assert stopped["Retry-After"] == "600"
    assert ask(client, code=code_of(VehiclePass.objects.get()))["verdict"] == "valid", "codes are not guessed"


def test_in_english(issued, client):
    issued()
    with translation.override("zh-hans"):
        answer = client.post(
            URL, RIGHT, content_type="application/json", headers={"Accept-Language": "en"}
        ).json()
    assert answer["word"] == "Valid" and answer["pass"]["destination"]["name"] == "Jiangyang"
    assert not re.search("[\u4e00-\u9fff]", answer["word"] + answer["reason"])


def test_it_is_described_and_every_example_is_of_its_form(db, client):
    schema = client.get("/api/v1/schema/?format=json").json()
    post = schema["paths"][URL]["post"]
    assert "security" not in post, "open to anyone"
    asked = post["requestBody"]["content"]["application/json"]
    assert len(asked["examples"]) == 2
    answer = post["responses"]["200"]["content"]["application/json"]
    form = {**answer["schema"], "components": schema["components"]}
    assert len(answer["examples"]) == 4
    for example in answer["examples"].values():
        Draft202012Validator(form).validate(example["value"])
    verdicts = schema["components"]["schemas"]
    assert "wrong_plate" in str(verdicts) and "429" in post["responses"]


def test_an_answer_is_of_the_described_form(issued, client):
    issued()
    schema = client.get("/api/v1/schema/?format=json").json()
    answer = schema["paths"][URL]["post"]["responses"]["200"]["content"]["application/json"]
    form = {**answer["schema"], "components": schema["components"]}
    Draft202012Validator(form).validate(ask(client, **RIGHT))
