"""One visit, many firms: the units' lines and the verdicts entered once, a firm's own where it differs."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from files.models import StoredFile
from plans.many.visits import record_visit
from plans.models import CheckSignature, CheckVerdict, Plan
from plans.review.checking import record_verdicts
from plans.services import endorse_plans
from workflow.errors import Refused
from workflow.models import Deed

from .forms import ALL_MET, UNITS
from .test_many import again, handed_in

pytestmark = pytest.mark.database
JPEG = b"\xff\xd8\xff\xe0" + b"0" * 40
URL, REST = "/plans/check/", "/api/v1/plans/sign-many/"


def photo(name="签字表.jpg", more=b""):
    return SimpleUploadedFile(name, JPEG + more, "image/jpeg")


def endorsed(world, count):
    plans = handed_in(world, count)
    endorse_plans(Plan.objects.all(), by=world.xu)
    return plans


def shown(plans):
    return {plan.pk: plan.versions.last().sha256 for plan in plans}


def entered(plans, **more):
    """What the page posts where every unit signs 合格 and all is met."""
    said = {"confirm": "1", "key": "v-1", "selected": [plan.pk for plan in plans], **ALL_MET}
    for unit in UNITS:
        said |= {f"{unit}_signer": "周强", f"{unit}_verdict": "pass"}
    said |= {f"sha256_{key}": digest for key, digest in shown(plans).items()}
    return {**said, **more}


def test_sun_enters_the_visit_once_and_all_firms_are_checked(world, client):
    plans = endorsed(world, 3)
    client.force_login(world.sun)
    listed = client.get(URL)
    assert {one.plan for one in listed.context["rows"]} == set(plans)
    assert "园区或镇街" in listed.content.decode()
    form = client.post(URL, {"selected": [plan.pk for plan in plans]})
    assert form.status_code == 200 and "记录3家的核查" in form.content.decode()
    press = entered(plans, photo=photo())
    assert client.post(URL, press).url == URL
    assert client.post(URL, {**press, "photo": photo()}).url == URL  # pressed twice, done once
    assert not client.get(URL).context["rows"]
    assert Plan.objects.exclude(checked_at=None).count() == 3
    assert Deed.objects.filter(verb="sign").get().count == 3  # one press, one deed
    assert CheckVerdict.objects.count() == 12 and StoredFile.objects.count() == 1
    rows = CheckSignature.objects.all()
    assert len(rows) == 12 and len({row.photo_id for row in rows}) == 1


def test_a_firm_that_differs_has_its_own_verdict_note_and_photo(world, client):
    good, bad, absent = plans = endorsed(world, 3)
    client.force_login(world.sun)
    own = {
        f"p{bad.pk}_market": "fail",
        f"p{bad.pk}_safety": "not_met",
        f"p{bad.pk}_note": "留样不足，消防通道堵塞",
        f"p{bad.pk}_photo": photo("一厂.jpg", b"1"),
        f"p{absent.pk}_health": "none",
    }
    assert client.post(URL, entered(plans, photo=photo(), **own)).status_code == 302
    for plan in plans:
        plan.refresh_from_db()
    assert good.checked_at and not good.check_failed
    assert bad.check_failed and not bad.checked_at and not absent.checked_at
    market = CheckSignature.objects.current().get(version__plan=bad, unit="market")
    assert (market.verdict, market.note, market.photo.name) == ("fail", "留样不足，消防通道堵塞", "一厂.jpg")
    assert CheckSignature.objects.current().get(version__plan=bad, unit="health").note == ""
    safety = CheckVerdict.objects.current().get(version__plan=bad, condition="safety")
    assert (safety.verdict, safety.note) == ("not_met", "留样不足，消防通道堵塞")
    assert not CheckSignature.objects.filter(version__plan=absent, unit="health").exists()
    [left] = [one for one in client.get(URL).context["rows"] if one.plan == absent]
    assert [str(name) for name in left.lacking] == ["卫生健康"]


def test_who_filed_enters_what_was_signed_and_the_verdicts_wait_for_another(world, client):
    plans = endorsed(world, 1)
    client.force_login(world.luo)
    form = client.post(URL, {"selected": [plans[0].pk]})
    assert "由您填报，只录会签" in form.content.decode()
    told = client.post(URL, entered(plans))
    text = told.content.decode()
    assert (
        told.status_code == 200 and "已记录1家的核查" in text and "结论未录：本人填报的须由他人办理" in text
    )
    assert CheckSignature.objects.count() == 4 and not CheckVerdict.objects.exists()


def test_another_version_than_the_one_shown_is_left_and_named(world, client):
    same, changed = plans = endorsed(world, 2)
    press = entered(plans)
    again(changed, world.luo, beds=240)
    client.force_login(world.sun)
    told = client.post(URL, press)
    assert [plan for plan, _why in told.context["left"]] == [changed, changed]
    assert "已被第2版替代" in told.content.decode()
    assert {row.version.plan for row in CheckSignature.objects.all()} == {same}
    del press[f"sha256_{changed.pk}"]
    again_told = client.post(URL, {**press, "key": "other", "selected": [changed.pk]})
    assert again_told.status_code == 409 and "须先预览" in again_told.content.decode()


def test_what_is_wrong_is_said_at_its_field_and_what_was_typed_stays(world, client):
    plans = endorsed(world, 1)
    client.force_login(world.sun)
    wrong = entered(
        plans, health_verdict="", market_signer="", photo=SimpleUploadedFile("a.jpg", b"MZ" + b"0" * 30)
    )
    page = client.post(URL, wrong)
    assert page.status_code == 400 and not CheckSignature.objects.exists()
    assert set(page.context["form"].errors) == {"health_verdict", "market_signer", "photo"}
    assert 'value="周强"' in page.content.decode()
    late = client.post(URL, entered(plans, occurred_at="2022-09-09T12:00"))
    assert late.status_code == 409 and "晚于现在" in late.content.decode()
    nothing = {"confirm": "1", "key": "n", "selected": [plans[0].pk]}
    assert "没有可记录的内容" in client.post(URL, nothing).content.decode()
    assert client.post(URL, {}).url == URL
    assert client.post(URL, {"selected": list(range(1, 70))}).url == URL


def test_nobody_from_elsewhere_and_no_firm_enters_it(world, client, api_of):
    plans = endorsed(world, 1)
    for name in ("li", "chen", "xuming"):
        client.force_login(world.people[name])
        assert client.get(URL).status_code == 403 and client.post(URL, entered(plans)).status_code == 403
        assert api_of(world.people[name]).post(REST, {}, format="json").status_code == 403
    for name in ("zhao", "zhou"):
        client.force_login(world.people[name])
        assert "临港第0厂" not in client.get(URL).content.decode()
        assert client.post(URL, entered(plans)).url == URL
        body = {"plans": [{"id": plans[0].pk, "sha256": "x"}], "verdicts": ALL_MET}
        told = api_of(world.people[name]).post(REST, body, format="json").json()
        assert told["refused"][0]["reasons"][0]["code"] == "not_found"
    assert not CheckSignature.objects.exists() and not CheckVerdict.objects.exists()


def test_verdicts_alone_and_nothing_at_all(world):
    [plan] = endorsed(world, 1)
    done = record_visit(Plan.objects.all(), by=world.sun, shown=shown([plan]), verdicts=ALL_MET)
    assert done.judged.moved == [plan.pk] and done.signed.moved == []
    assert Deed.objects.latest("pk").verb == "judge"
    with pytest.raises(Refused, match="没有可记录"):
        record_visit(Plan.objects.all(), by=world.sun, shown=shown([plan]))
    assert not record_verdicts(Plan.objects.none(), by=world.sun, verdicts=ALL_MET).moved
