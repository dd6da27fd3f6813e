"""Where no service seals, the issuing unit stamps the paper by hand and hands in the scan: kept whole."""

import csv
import io
import re

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from clock import clock
from files.services import keep
from papers.models import Pack, Paper
from passes.paper.printing import pass_paper

pytestmark = pytest.mark.database

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20


@pytest.fixture
def printed(world, issued):
    """A pass of Shanda's whose PDF was made."""
    made = issued()
    paper = pass_paper(made, by=world.chen, base="https://x")
    kept = keep(ContentFile(b"%PDF-1.7\n", name="a.pdf"), by=world.chen)
    Paper.objects.filter(pk=paper.pk).update(file=kept, made_at=clock.now())
    return made


def scan(name="盖章.png", content=PNG):
    return SimpleUploadedFile(name, content)


def test_chen_hands_in_the_stamped_scan_and_the_firm_fetches_it_byte_for_byte(world, printed, client):
    client.force_login(world.chen)
    assert "上传签章件" in client.get(printed.get_absolute_url()).content.decode()
    client.post(f"/passes/{printed.pk}/seal/", {"file": scan()})
    again = client.post(f"/passes/{printed.pk}/seal/", {"file": scan()}, follow=True)
    assert "不能替换" in again.content.decode()
    sealed = Paper.objects.get().sealed
    client.force_login(world.li)
    page = client.get(printed.get_absolute_url()).content.decode()
    address = f"/passes/{printed.pk}/sealed/{sealed.uid}/"
    assert address in page and "上传签章件" not in page
    assert b"".join(client.get(address).streaming_content) == PNG
    client.force_login(world.xuming)
    assert client.get(address).status_code == 404, "it names the driver"


def test_the_same_over_rest_for_the_issuing_unit_alone(world, printed, client):
    url = f"/api/v1/passes/{printed.pk}/seal/"
    for person in (world.he, world.sun, world.li):
        client.force_login(person)
        assert client.post(url, {"file": scan()}).status_code == 403
        assert client.post(f"/passes/{printed.pk}/seal/", {"file": scan()}).status_code == 403
    client.force_login(world.chen)
    assert client.post(url, {"file": scan("病毒.exe", b"MZ00")}).status_code == 400
    done = client.post(url, {"file": scan()})
    assert done.status_code == 201 and done.json()["sealed_sha256"] == Paper.objects.get().sealed.sha256


def test_a_pass_that_was_never_printed_has_nothing_to_stamp(world, issued, client):
    made = issued()
    client.force_login(world.chen)
    assert client.post(f"/api/v1/passes/{made.pk}/seal/", {"file": scan()}).json()["code"] == "no_paper"


def test_chen_finds_what_is_stamped_and_what_still_lies_to_be_stamped(world, printed, issued, client):
    """By a paper of its own or with a whole pack: list, chip, REST and file tell the same."""
    packed, bare = issued(plate="川E22222"), issued(plate="川E33333")
    client.force_login(world.chen)
    client.post(f"/passes/{printed.pk}/seal/", {"file": scan()})
    pack = {"kind": "pass", "keys": [str(packed.pk)], "title": "成批", "count": 1, "by": world.chen}
    sealed = keep(ContentFile(PNG, name="盖章.png"), by=world.chen)
    Pack.objects.create(wanted_at=clock.now(), sealed=sealed, sealed_at=clock.now(), **pack)
    for wanted, found in (("true", {printed.pk, packed.pk}), ("false", {bare.pk})):
        rows = client.get(f"/api/v1/passes/?stamped={wanted}").json()["results"]
        assert {row["id"] for row in rows} == found
        assert {row["stamped"] for row in rows} == {wanted == "true"}
        page = client.get(f"/passes/?stamped={wanted}").content.decode()
        assert ("川E33333" in page, "川E22222" in page) == (wanted == "false", wanted == "true")
        chip = "是" if wanted == "true" else "否"
        assert re.search(rf"已盖章.{{0,40}}{chip}", page, re.S), "the chip tells by what the list is narrowed"
    rows = csv.DictReader(io.StringIO(client.get("/passes/?export=csv").getvalue().decode("utf-8-sig")))
    assert {row["车牌号码"]: row["已盖章"] for row in rows} == {
        "川E12345": "是",
        "川E22222": "是",
        "川E33333": "否",
    }
