"""The joint check as a 会签: on site, line by line, with the photo of the signed sheet."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clock import clock
from plans.models import CheckSignature, Plan, PlanVersion
from plans.review.checking import judge_plan, record_signatures, sign_plan
from plans.services import endorse_plan, file_plan, return_plan, submit_plan
from workflow.errors import NotYours, Refused

from .forms import ALL_MET, UNITS, WHOLE, checked, submitted

pytestmark = pytest.mark.database
JPEG = b"\xff\xd8\xff\xe0" + b"0" * 40


def photo():
    return SimpleUploadedFile("签字表.jpg", JPEG, "image/jpeg")


@pytest.fixture
def plan(world):
    made = submitted(world.shanda, world.li)
    endorse_plan(made, by=world.luo)
    return made


def sign_all(plan, by, verdict="pass"):
    for unit in UNITS:
        sign_plan(plan, by=by, unit=unit, signer="周强", verdict=verdict)


def test_it_is_complete_when_every_unit_has_signed_and_all_is_met(world, plan):
    sign_all(plan, world.luo)
    assert plan.checked_at is None
    judge_plan(plan, by=world.sun, **{**ALL_MET, "stock": "not_checked"})
    with pytest.raises(Refused, match="联合核查尚未完成"):
        file_plan(plan, by=world.sun)
    judge_plan(plan, by=world.sun, **ALL_MET, safety_note="消防通道已清理")
    assert plan.checked_at and not plan.check_failed
    file_plan(plan, by=world.sun)
    with pytest.raises(Refused, match="联合核查已完成"):
        sign_plan(plan, by=world.luo, unit="health", signer="周强", verdict="fail")


def test_one_unit_saying_no_or_safety_stops_the_filing_until_it_is_mended(world, plan):
    sign_all(plan, world.luo)
    sign_plan(plan, by=world.luo, unit="market", signer="何军", verdict="fail", remark="留样不足")
    judge_plan(plan, by=world.sun, **ALL_MET)
    with pytest.raises(Refused, match="有不合格项"):
        file_plan(plan, by=world.sun)
    sign_plan(plan, by=world.luo, unit="market", signer="何军", verdict="mended", remark="已补留样")
    assert plan.checked_at
    judge_plan(plan, by=world.sun, **{**ALL_MET, "safety": "not_met"})
    with pytest.raises(Refused, match="有不合格项"):
        file_plan(plan, by=world.sun)
    assert CheckSignature.objects.filter(unit="market").count() == 3  # corrected, never overwritten
    assert CheckSignature.objects.current().get(unit="market").deed.by == world.luo


def test_who_filed_transcribes_signatures_but_passes_no_verdict(world):
    plan = submitted(world.shanda, world.luo)
    sign_plan(plan, by=world.luo, unit="health", signer="周强", verdict="pass")
    with pytest.raises(Refused, match="须由他人办理"):
        judge_plan(plan, by=world.luo, **ALL_MET)
    judge_plan(plan, by=world.luo, **ALL_MET, approver=world.xu, basis="许平 9月8日 22:10 电话同意")
    for stranger in (world.li, world.zhou, world.zhao, world.chen):
        with pytest.raises(NotYours):
            sign_plan(plan, by=stranger, unit="fire", signer="周强", verdict="pass")


def test_a_mended_plan_is_checked_anew(world, plan):
    checked(plan, by=world.sun)
    return_plan(plan, by=world.sun, remark="补充床位")
    submit_plan(plan, by=world.li)
    endorse_plan(plan, by=world.luo)
    with pytest.raises(Refused, match="联合核查尚未完成"):
        file_plan(plan, by=world.sun)


def test_what_is_added_to_the_form_later_leaves_the_check_alone(world, plan):
    checked(plan, by=world.sun)
    PlanVersion.objects.create(
        plan=plan, number=2, question_set="enterprise.2", frozen_at=clock.now(), sha256="a" * 64
    )
    sign_plan(plan, by=world.luo, unit="fire", signer="何军", verdict="pass")
    assert plan.checked_at and CheckSignature.objects.current().get(unit="fire").version.number == 1
    file_plan(plan, by=world.sun, sha256="a" * 64)  # the version on the screen is the one with what was added


def test_nobody_signs_tomorrow(world, plan, noon):
    tomorrow = noon + timedelta(days=1)
    with pytest.raises(Refused, match="晚于现在"):
        sign_plan(plan, by=world.luo, unit="health", signer="周强", verdict="pass", occurred_at=tomorrow)


@pytest.mark.parametrize("many", [1, 3])
def test_many_are_checked_at_the_cost_of_one(world, many):
    pairs = [(world.shanda, world.li), (world.qingquan, world.ma), (world.port, world.luo)][:many]
    from .forms import PARK

    plans = [submitted(s, by, PARK if s == world.port else WHOLE) for s, by in pairs]
    rows = Plan.objects.filter(pk__in=[plan.pk for plan in plans])
    lines = [{"unit": unit, "signer": "周强", "verdict": "pass"} for unit in UNITS]
    with CaptureQueriesContext(connection) as asked:
        done = record_signatures(rows, by=world.sun, signatures=lines)
    assert len(done.moved) == many
    assert len([q for q in asked.captured_queries if "SAVEPOINT" not in q["sql"]]) <= 20


def test_luo_on_site_with_a_phone(world, plan, client):
    client.force_login(world.luo)
    url = f"/plans/{plan.pk}/check/"
    page = client.get(url)
    text = page.content.decode()
    assert 'capture="environment"' in text and "还差：" in text
    [sign] = [offer["form"] for offer in page.context["offers"] if offer["verb"] == "sign"]
    assert sign["unit"].value() == "territory"
    line = {"verb": "sign", "unit": "territory", "signer": "许平", "verdict": "pass", "photo": photo()}
    assert client.post(url, {**line, "key": "a"}).url == url
    [sign] = [offer["form"] for offer in client.get(url).context["offers"] if offer["verb"] == "sign"]
    assert sign["unit"].value() == "health"  # whose turn is next
    bad = client.post(url, {**line, "photo": SimpleUploadedFile("a.jpg", b"MZ" + b"0" * 30), "key": "b"})
    assert bad.status_code == 400 and "许平" in bad.content.decode()
    row = CheckSignature.objects.current().get()
    kept = client.get(f"{url}photos/{row.photo.uid}/")
    assert kept.getvalue() == JPEG
    client.force_login(world.zhao)
    for address in (url, f"{url}print/", f"{url}photos/{row.photo.uid}/"):
        assert client.get(address).status_code == 404
    client.force_login(world.li)
    assert client.get(f"{url}photos/{row.photo.uid}/").status_code == 200
    other = submitted(world.longfei, world.hu)
    client.force_login(world.chen)
    assert client.get(f"/plans/{other.pk}/check/photos/{row.photo.uid}/").status_code == 404


def test_the_sheet_to_print_has_a_place_for_every_unit(world, plan, client):
    client.force_login(world.sun)
    text = client.get(f"/plans/{plan.pk}/check/print/").content.decode()
    assert all(word in text for word in ("卫生健康", "应急管理", "市场监管", "整改后合格", "现场情况"))
    draft = submitted(world.qingquan, world.ma)
    assert client.get(f"/plans/{draft.pk}/check/").status_code == 200


def test_over_rest_with_the_photo(world, plan, api_of):
    luo = api_of(world.luo)
    url = f"/api/v1/plans/{plan.pk}/"
    line = {"unit": "health", "signer": "周强", "verdict": "pass", "photo": photo()}
    assert luo.post(url + "sign/", line, format="multipart").status_code == 200
    told = luo.get(url).json()["check"]["units"]
    [mine] = [unit for unit in told if unit["unit"] == "health"]
    assert mine["signer"] == "周强"
    assert luo.get(f"{url}photos/{mine['photo']}/").getvalue() == JPEG
    assert api_of(world.zhao).get(f"{url}photos/{mine['photo']}/").status_code == 404
    wrong = luo.post(url + "sign/", {"unit": "nobody", "signer": ""}, format="json")
    assert {error["field"] for error in wrong.json()["errors"]} == {"unit", "signer", "verdict"}
