"""The document of a higher list is kept with the entries it opened, for whoever may see them."""

from django.core.files.uploadedfile import SimpleUploadedFile

from files.models import StoredFile
from whitelist.models import EntryTerm, WhitelistEntry

PDF = b"%PDF-1.7\n1 0 obj"
ANSWERS = {
    "level": "provincial",
    "category": "key_industry",
    "document": "川经信〔2022〕1号",
    "batch": "第一批",
    "effective_from": "2022-09-08",
}


def pdf(name="通知.pdf"):
    return SimpleUploadedFile(name, PDF)


def test_chen_records_a_provincial_entry_with_its_document(world, client):
    client.force_login(world.chen)
    answers = ANSWERS | {"enterprise": world.shanda.credit_code, "file": pdf()}
    page = client.post("/whitelist/record/", answers, follow=True)
    assert "通知.pdf" in page.content.decode()
    entries = WhitelistEntry.objects.of(world.shanda).order_by("level")
    assert [(one.level, one.status, one.awaiting_city) for one in entries] == [
        ("municipal", "listed", True),
        ("provincial", "listed", False),
    ]
    for entry in entries:  # the municipal entry rests on the same paper
        answer = client.get(f"/whitelist/{entry.pk}/file/")
        assert answer.getvalue() == PDF and "sandbox" in answer["Content-Security-Policy"]
    client.force_login(world.li)
    assert client.get(f"/whitelist/{entries[0].pk}/file/").status_code == 200
    for stranger in (world.zhao, world.hu):
        client.force_login(stranger)
        assert client.get(f"/whitelist/{entries[0].pk}/file/").status_code == 404


def test_the_same_by_rest(world, api_of):
    chen = api_of(world.chen)
    answers = ANSWERS | {"park": world.port.name, "file": pdf()}
    made = chen.post("/api/v1/whitelist/record/", answers, format="multipart")
    assert made.status_code == 201 and made.json()["document"] == ANSWERS["document"]
    address = f"/api/v1/whitelist/{made.json()['id']}/file/"
    assert chen.get(address).getvalue() == PDF
    assert api_of(world.zhao).get(address).status_code == 404
    assert api_of(world.sun).post("/api/v1/whitelist/record/", answers | {"file": pdf()}).status_code == 403


def test_what_is_no_document_is_not_taken_and_nothing_is_recorded(world, client):
    client.force_login(world.chen)
    answers = ANSWERS | {
        "enterprise": world.shanda.credit_code,
        "file": SimpleUploadedFile("a.pdf", b"MZ\x00"),
    }
    page = client.post("/whitelist/record/", answers)
    assert page.status_code == 400 and ANSWERS["document"] in page.content.decode()
    assert not WhitelistEntry.objects.exists() and not StoredFile.objects.exists()


def test_a_document_that_comes_later_is_attached_to_all_entries_of_its_number(world, client):
    client.force_login(world.chen)
    for firm in (world.shanda, world.longfei):
        client.post("/whitelist/record/", ANSWERS | {"enterprise": firm.credit_code})
    assert len(client.get("/whitelist/?without_file=true").context["listing"].rows) == 4
    entry = WhitelistEntry.objects.of(world.shanda).get(level="provincial")
    assert client.get(f"/whitelist/{entry.pk}/file/").status_code == 404
    answer = client.post(f"/whitelist/{entry.pk}/", {"verb": "attach", "file": pdf(), "key": "k1"})
    assert answer.status_code == 302
    assert EntryTerm.objects.current().filter(file=StoredFile.objects.get()).count() == 4
    assert not client.get("/whitelist/?without_file=true").context["listing"].rows
