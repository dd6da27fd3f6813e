"""What is handed in with a plan: kept, read by whom the plan may be read, part of the version on file."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from files.models import StoredFile
from plans.answers import questions_of
from plans.attachments.services import attach, remove
from plans.fill.supplements import hand_in, open_supplement
from plans.models import PlanAttachment
from plans.services import return_plan, save_sections, start_plan, submit_plan
from plans.versions import is_intact
from tests.conftest import shanghai
from workflow.errors import NotYours, Refused

from .forms import WHOLE, submitted

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20
PDF = b"%PDF-1.7\n"


def drawing(name="厂区.png", content=PNG):
    return SimpleUploadedFile(name, content)


def typed(firm, by):
    """A draft with its start form answered."""
    plan = start_plan(firm, by=by)
    parted = questions_of(plan.versions.get()).parted(WHOLE)
    save_sections(plan, parted, by=by, revisions=dict.fromkeys(parted, 0))
    return plan


def test_li_hands_in_a_drawing_and_sun_reads_it_where_zhao_finds_nothing(world, client, api_of):
    plan = typed(world.shanda, world.li)
    client.force_login(world.li)
    page = client.get(f"/plans/{plan.pk}/fill/?step=attachments").content.decode()
    assert 'enctype="multipart/form-data"' in page and ",image/*" in page
    sent = client.post(f"/plans/{plan.pk}/attachments/", {"kind": "site_plan", "file": drawing()})
    assert sent.status_code == 302
    uid = PlanAttachment.objects.get().file.uid
    submit_plan(plan, by=world.li)
    client.force_login(world.sun)
    text = client.get(f"/plans/{plan.pk}/").content.decode()
    assert f"/plan-attachments/{uid}/" in text and "上传平面图：厂区.png" in text
    assert client.get(f"/plan-attachments/{uid}/").getvalue() == PNG
    assert PlanAttachment.objects.get().file.sha256 in client.get(f"/plans/{plan.pk}/print/").content.decode()
    sun, zhao = api_of(world.sun), api_of(world.zhao)
    [told] = sun.get(f"/api/v1/plans/{plan.pk}/attachments/").json()
    assert (told["kind"], told["name"], told["version"]) == ("site_plan", "厂区.png", 1)
    assert sun.get(told["file"]).getvalue() == PNG
    client.force_login(world.zhao)
    assert client.get(f"/plan-attachments/{uid}/").status_code == 404
    assert client.post(f"/plan-attachments/{uid}/remove/").status_code == 404
    for address in ("", "file/"):
        assert zhao.get(f"/api/v1/plan-attachments/{uid}/{address}").status_code == 404
    assert zhao.get(f"/api/v1/plans/{plan.pk}/attachments/").status_code == 404
    assert zhao.delete(f"/api/v1/plan-attachments/{uid}/").status_code == 404


def test_a_program_is_refused_with_its_reason_by_page_and_rest(world, client, api_of):
    plan = start_plan(world.shanda, by=world.li)
    client.force_login(world.li)
    answers = {"kind": "other", "file": drawing("平面图.png", b"MZ\x90\0")}
    refused = client.post(f"/plans/{plan.pk}/attachments/", answers)
    assert refused.status_code == 400 and "只收PDF" in refused.content.decode()
    answers["file"] = drawing("平面图.png", b"MZ\x90\0")
    refused = api_of(world.li).post(f"/api/v1/plans/{plan.pk}/attachments/", answers, format="multipart")
    assert refused.status_code == 400 and refused.json()["errors"][0]["field"] == "file"
    assert not StoredFile.objects.exists()


def test_a_version_on_file_keeps_what_came_with_it_though_the_next_takes_it_away(world):
    plan = typed(world.shanda, world.li)
    first = attach(plan, drawing(), kind="site_plan", by=world.li)
    submit_plan(plan, by=world.li)
    [one] = plan.versions.all()
    assert is_intact(one)
    with pytest.raises(Refused, match="不能填写"):
        remove(first, by=world.li)
    return_plan(plan, by=world.luo, remark="换新图")
    remove(first, by=world.luo)
    attach(plan, drawing("新厂区.png", PNG + b"1"), kind="site_plan", by=world.li)
    submit_plan(plan, by=world.li)
    one, two = plan.versions.all()
    names = [[a.file.name for a in PlanAttachment.objects.of_version(version)] for version in (one, two)]
    assert names == [["厂区.png"], ["新厂区.png"]]
    assert is_intact(one) and is_intact(two)
    with pytest.raises(IntegrityError), transaction.atomic():
        PlanAttachment.objects.filter(pk=first.pk).delete()
    with pytest.raises(Refused, match="不能填写"):
        attach(plan, drawing(), kind="other", by=world.li)


def test_versions_without_attachments_verify_as_before_there_were_any(world):
    plan = submitted(world.shanda, world.li)
    assert is_intact(plan.versions.get())


def test_a_stamped_plan_stands_for_the_rest_and_gives_it_a_later_term(world):
    plan = typed(world.shanda, world.li)
    stamped = attach(plan, SimpleUploadedFile("方案.pdf", PDF), kind="stamped_plan", by=world.li)
    plan.refresh_from_db()
    assert plan.stamped
    submit_plan(plan, by=world.li)
    plan.refresh_from_db()
    assert plan.rest_due_at == shanghai("2022-09-20 12:00")  # seven working days, the 12th being a holiday
    return_plan(plan, by=world.luo, remark="章不清")
    remove(stamped, by=world.li)
    submit_plan(plan, by=world.li)
    plan.refresh_from_db()
    assert not plan.stamped and plan.rest_due_at == shanghai("2022-09-14 12:00")


def test_a_stamped_plan_added_after_the_start_counts_once_it_is_handed_in(world, client):
    plan = typed(world.shanda, world.li)
    submit_plan(plan, by=world.li)
    open_supplement(plan, by=world.li)
    attach(plan, SimpleUploadedFile("方案.pdf", PDF), kind="stamped_plan", by=world.li)
    plan.refresh_from_db()
    client.force_login(world.luo)
    assert not plan.stamped and "方案.pdf" not in client.get(f"/plans/{plan.pk}/").content.decode()
    hand_in(plan, by=world.li)
    plan.refresh_from_db()
    assert plan.stamped and plan.rest_due_at == shanghai("2022-09-20 12:00")
    assert "补齐部分以盖章件代替" in client.get(f"/plans/{plan.pk}/").content.decode()
    assert [is_intact(version) for version in plan.versions.all()] == [True, True]


def test_only_who_files_the_plan_hands_in_and_takes_away(world, client, api_of):
    plan = start_plan(world.shanda, by=world.li)
    kept = attach(plan, drawing(), kind="roster", by=world.li)
    with pytest.raises(NotYours):
        attach(plan, drawing(), kind="roster", by=world.sun)
    assert api_of(world.sun).delete(f"/api/v1/plan-attachments/{kept.file.uid}/").status_code == 403
    client.force_login(world.luo)
    assert client.post(f"/plan-attachments/{kept.file.uid}/remove/").status_code == 302
    assert api_of(world.li).delete(f"/api/v1/plan-attachments/{kept.file.uid}/").status_code == 409
    assert api_of(world.li).get(f"/api/v1/plans/{plan.pk}/attachments/").json() == []
