"""A plan as a PDF: made by a worker, checked by its code, sealed outside and kept whole."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from papers import making
from papers.models import Paper
from plans.services import endorse_plan
from tests.plans.forms import WHOLE, filed, submitted

SEALED = b"%PDF-1.7\n% /ByteRange [0 1 2 3]\nsealed elsewhere"


@pytest.fixture
def plan(world):
    return filed(world.shanda, clerk=world.li, territory=world.luo, district=world.sun)


def pdf_of(client, plan):
    """Ask, let the worker work, ask again."""
    client.get(f"/plans/{plan.pk}/pdf/")
    making.make_owed()
    return client.get(f"/plans/{plan.pk}/pdf/")


def test_li_asks_for_the_pdf_waits_and_gets_it(world, client, plan):
    client.force_login(world.li)
    waiting = client.get(f"/plans/{plan.pk}/pdf/")
    assert (
        waiting.status_code == 202 and waiting.headers["Refresh"] and "正在生成" in waiting.content.decode()
    )
    assert making.make_owed() == 1
    whole = b"".join(client.get(f"/plans/{plan.pk}/pdf/"))
    assert whole.startswith(b"%PDF-1.7") and len(whole) > 10_000
    assert making.make_owed() == 0, "made once"


def test_asking_again_is_the_same_paper_and_a_later_step_another(world, client):
    plan = submitted(world.shanda, world.li)
    client.force_login(world.li)
    for _time in range(3):
        client.get(f"/plans/{plan.pk}/pdf/")
    assert Paper.objects.count() == 1
    endorse_plan(plan, by=world.luo)
    client.get(f"/plans/{plan.pk}/pdf/")
    assert Paper.objects.count() == 2


def test_a_paper_made_again_has_the_same_bytes(world, client, plan):
    pdf_of_plan = pdf_of_logged_in(client, world.li, plan)
    paper = Paper.objects.get()
    assert making.rendered(paper) == pdf_of_plan


def pdf_of_logged_in(client, person, plan):
    client.force_login(person)
    return b"".join(pdf_of(client, plan))


def test_zhao_of_another_county_gets_no_pdf_by_page_or_rest(world, client, plan):
    pdf_of_logged_in(client, world.li, plan)
    client.force_login(world.zhao)
    for url in (f"/plans/{plan.pk}/pdf/", f"/api/v1/plans/{plan.pk}/pdf/", f"/plans/{plan.pk}/seal/"):
        assert (client.post if "seal" in url else client.get)(url).status_code == 404
    assert Paper.objects.count() == 1


def test_whoever_holds_the_paper_checks_it_without_login_and_reads_nobody_s_name(world, client, plan):
    pdf_of_logged_in(client, world.li, plan)
    paper = Paper.objects.get()
    client.logout()
    found = client.post("/papers/verify/", {"code": paper.shown_code.lower()}, follow=True).content.decode()
    assert "已备案" in found and "泸州山达重工装备有限公司" in found and paper.file.sha256 in found
    assert "赵建国" not in found and "1390" not in found and "李静" not in found


def test_a_code_nobody_printed_is_not_found_and_half_a_code_is_told(client, db):
    assert client.get("/papers/verify/ABCDEFGHJKLMNPQR/").status_code == 404
    response = client.post("/papers/verify/", {"code": "ABCD-EFGH"})
    assert response.status_code == 400 and "16位" in response.content.decode()


def test_the_public_page_tells_how_the_plan_stands_now_not_when_it_was_printed(world, client):
    plan = submitted(world.shanda, world.li)
    pdf_of_logged_in(client, world.li, plan)
    endorse_plan(plan, by=world.luo)
    page = client.get(Paper.objects.get().get_verify_url()).content.decode()
    assert "待备案" in page and "待属地初审" in page


def test_the_sealed_pdf_is_kept_whole_once_and_handed_to_those_who_see_the_plan(world, client, plan):
    pdf_of_logged_in(client, world.li, plan)
    upload = {"file": SimpleUploadedFile("签章.pdf", SEALED)}
    assert "原样保存" in client.post(f"/plans/{plan.pk}/seal/", upload, follow=True).content.decode()
    paper = Paper.objects.get()
    client.force_login(world.sun)
    assert b"".join(client.get(f"/plans/{plan.pk}/sealed/{paper.sealed.uid}/")) == SEALED
    again = {"file": SimpleUploadedFile("签章.pdf", SEALED + b"!")}
    assert client.post(f"/api/v1/plans/{plan.pk}/seal/", again).status_code == 409
    assert Paper.objects.get().sealed_id == paper.sealed_id
    client.force_login(world.zhao)
    assert client.get(f"/plans/{plan.pk}/sealed/{paper.sealed.uid}/").status_code == 404


def test_a_picture_is_no_sealed_pdf_and_the_auditor_hands_in_none(world, client, plan):
    pdf_of_logged_in(client, world.li, plan)
    picture = {"file": SimpleUploadedFile("签章.pdf", b"\x89PNG\r\n\x1a\n")}
    assert "只收PDF" in client.post(f"/plans/{plan.pk}/seal/", picture, follow=True).content.decode()
    client.force_login(world.xuming)
    upload = {"file": SimpleUploadedFile("签章.pdf", SEALED)}
    assert client.post(f"/plans/{plan.pk}/seal/", upload).status_code == 403
    assert Paper.objects.get().sealed is None


def test_what_a_firm_typed_never_becomes_markup(world, client):
    given = WHOLE | {"principal_name": '#panic("!") *王* $x$ ]'}
    plan = submitted(world.shanda, world.li, given)
    assert pdf_of_logged_in(client, world.li, plan).startswith(b"%PDF")


def test_a_paper_that_cannot_be_made_says_so_and_keeps_no_other_waiting(world, client, plan, monkeypatch):
    client.force_login(world.li)
    client.get(f"/plans/{plan.pk}/pdf/")
    Paper.objects.update(data={})  # what a template cannot print
    other = filed(world.longfei, clerk=world.hu, territory=world.gao, district=world.zhao)
    client.force_login(world.hu)
    client.get(f"/plans/{other.pk}/pdf/")
    assert making.make_owed() == 1
    spoilt = Paper.objects.get(data={})
    assert spoilt.attempts == 1 and "subject" in spoilt.error
    Paper.objects.filter(pk=spoilt.pk).update(attempts=making.TRIES, digest="x")
    assert not making.owed(spoilt.wanted_at).exists()
