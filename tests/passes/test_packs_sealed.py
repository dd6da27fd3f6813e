"""A whole pack goes to the service that seals and comes back; where there is none, the issuing unit hands in its scan."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from files.models import StoredFile
from papers import packing, sealing
from papers.models import Pack
from passes import services
from tests.conftest import shanghai

pytestmark = pytest.mark.database

SEALED = b"%PDF-1.7\n% /ByteRange [0 1 2 3]\nsealed elsewhere"
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20


class Gone(sealing.Sealer):
    """A service nobody answers at."""

    def hand_out(self, paper, content):
        raise ConnectionRefusedError("nobody answers")

    def fetch(self, paper):
        raise ConnectionRefusedError("nobody answers")


@pytest.fixture(autouse=True)
def folders(settings, tmp_path):
    settings.SEAL_DIR = tmp_path / "seal"
    settings.SEALER = "papers.sealing.FolderSealer"


@pytest.fixture
def passes(world, application, types):
    """Two national passes entered by He: their type demands a seal."""
    return [
        services.enter_paper_pass(
            by=world.he,
            basis="省指挥部名册",
            occurred_at=shanghai("2022-09-08 08:00"),
            **application(
                type=types["national_goods"], number=f"51052200018{place}", plate=f"川E5555{place}"
            ),
        )
        for place in range(2)
    ]


@pytest.fixture
def made(world, client, passes):
    """``made()``: He prints both as one file, and a worker has made it."""

    def make(by=world.he):
        client.force_login(by)
        client.post("/passes/pack/", {"selected": [one.pk for one in passes]})
        packing.make_packs()
        return Pack.objects.latest("pk")

    return make


def come_back(tmp_path, pack, content=SEALED):
    (tmp_path / "seal" / "in").mkdir(parents=True, exist_ok=True)
    (tmp_path / "seal" / "in" / f"{pack.code}.pdf").write_bytes(content)


def page_of(client, pack):
    return client.get(pack.get_absolute_url()).content.decode()


def test_a_pack_goes_out_comes_back_and_both_files_are_kept_whole(world, client, made, passes, tmp_path):
    pack = made()
    assert "待送签" in page_of(client, pack)
    assert sealing.seal_owed() == 0
    plain = b"".join(client.get(f"/papers/packs/{pack.uid}/file/"))
    assert (tmp_path / "seal" / "out" / f"{pack.code}.pdf").read_bytes() == plain
    assert "已送签" in page_of(client, pack)
    assert client.get(f"/papers/packs/{pack.uid}/sealed/").status_code == 404
    come_back(tmp_path, pack)
    assert sealing.seal_owed() == 1 and sealing.seal_owed() == 0
    page = page_of(client, pack)
    assert "已盖章" in page and "打开未盖章的PDF" in page and "重新送签" not in page
    assert b"".join(client.get(f"/papers/packs/{pack.uid}/sealed/")) == SEALED
    assert b"".join(client.get(f"/papers/packs/{pack.uid}/file/")) == plain
    url = f"/api/v1/paper-packs/{pack.uid}/"
    assert b"".join(client.get(f"{url}sealed/")) == SEALED
    assert client.get(url).json()["seal_state"] == "sealed"
    assert all(row["stamped"] for row in client.get("/api/v1/passes/").json()["results"])
    assert "成批盖章" in client.get(passes[0].get_absolute_url()).content.decode()


def test_with_the_service_dead_the_page_says_so_and_it_goes_out_once_the_service_is_back(
    world, client, made, settings, tmp_path
):
    settings.SEALER = f"{__name__}.Gone"
    pack = made()
    assert sealing.seal_owed() == 0 and sealing.seal_owed() == 0
    page = page_of(client, pack)
    assert "送签未成" in page and "已试2次" in page and "重新送签" in page
    assert client.get(f"/api/v1/paper-packs/{pack.uid}/").json()["seal_state"] == "failed"
    pack.refresh_from_db()
    assert "nobody answers" in pack.seal_error and pack.seal_handed_at is None
    settings.SEALER = "papers.sealing.FolderSealer"
    sealing.seal_owed()
    assert "已送签" in page_of(client, pack)
    come_back(tmp_path, pack)
    assert sealing.seal_owed() == 1


def test_what_came_back_broken_is_sent_again_by_hand_and_then_waits_no_more(world, client, made, tmp_path):
    pack = made()
    sealing.seal_owed()
    come_back(tmp_path, pack, b"half")
    sealing.seal_owed()
    assert "送签未成" in page_of(client, pack)
    (tmp_path / "seal" / "out" / f"{pack.code}.pdf").unlink()
    assert "将重新送签" in client.post(f"/papers/packs/{pack.uid}/resend/", follow=True).content.decode()
    sealing.seal_owed()
    assert (tmp_path / "seal" / "out" / f"{pack.code}.pdf").exists() and "已送签" in page_of(client, pack)
    come_back(tmp_path, pack)
    assert sealing.seal_owed() == 1
    again = client.post(f"/api/v1/paper-packs/{pack.uid}/resend/")
    assert again.status_code == 409 and again.json()["code"] == "no_seal_owed"


def test_a_worker_killed_after_handing_out_or_while_taking_back_loses_nothing_and_seals_nothing_twice(
    world, client, made, tmp_path, monkeypatch
):
    pack = made()
    hand_out = sealing.FolderSealer.hand_out
    handed = []

    def handed_and_killed(self, paper, content):
        hand_out(self, paper, content)
        handed.append(paper.code)
        raise KeyboardInterrupt

    monkeypatch.setattr(sealing.FolderSealer, "hand_out", handed_and_killed)
    with pytest.raises(KeyboardInterrupt):
        sealing.seal_owed()
    pack.refresh_from_db()
    assert pack.seal_state == "waiting", "of the handing out nothing was kept"
    come_back(tmp_path, pack)
    kept = StoredFile.objects.count()
    take = sealing.take_sealed

    def taken_and_killed(*given, **more):
        take(*given, **more)
        raise KeyboardInterrupt

    monkeypatch.setattr(sealing, "take_sealed", taken_and_killed)
    with pytest.raises(KeyboardInterrupt):
        sealing.seal_owed()
    pack.refresh_from_db()
    assert pack.sealed is None and StoredFile.objects.count() == kept
    monkeypatch.setattr(sealing, "take_sealed", take)
    assert sealing.seal_owed() == 1 and sealing.seal_owed() == 0
    assert handed == [pack.code], "sealed meanwhile: not handed out a second time"
    assert StoredFile.objects.count() == kept + 1


def test_where_no_service_seals_the_issuing_unit_hands_in_the_scan_and_every_pass_counts(
    world, client, made, passes, settings, issued
):
    settings.SEALER = ""
    other = issued()
    pack = made()
    url = f"/papers/packs/{pack.uid}/seal/"
    assert may_hand_in(client, pack), "the issuing unit's own officer printed it"
    assert "重新送签" not in page_of(client, pack)
    bad = client.post(url, {"file": SimpleUploadedFile("病毒.exe", b"MZ00")}, follow=True)
    assert "此处只收" in bad.content.decode()
    client.post(url, {"file": SimpleUploadedFile("盖章.png", PNG)})
    again = client.post(
        f"/api/v1/paper-packs/{pack.uid}/seal/", {"file": SimpleUploadedFile("盖章.png", PNG)}
    )
    assert again.status_code == 409 and again.json()["code"] == "sealed_already"
    assert b"".join(client.get(f"/papers/packs/{pack.uid}/sealed/")) == PNG
    client.force_login(world.chen)
    told = {row["id"]: row["stamped"] for row in client.get("/api/v1/passes/").json()["results"]}
    assert [told[one.pk] for one in passes] == [True, True] and told[other.pk] is False


def may_hand_in(client, pack):
    return "上传签章件" in page_of(client, pack)


def test_a_firm_that_printed_its_passes_stamps_none_and_nobody_reads_anothers_pack(
    world, client, made, passes
):
    pack = made(by=world.li)
    assert not may_hand_in(client, pack)
    given = {"file": SimpleUploadedFile("盖章.png", PNG)}
    assert client.post(f"/papers/packs/{pack.uid}/seal/", given).status_code == 403
    assert client.post(f"/api/v1/paper-packs/{pack.uid}/seal/", given).status_code == 403
    client.force_login(world.he)
    for address in ("", "sealed/"):
        assert client.get(f"/papers/packs/{pack.uid}/{address}").status_code == 404
        assert client.get(f"/api/v1/paper-packs/{pack.uid}/{address}").status_code == 404
    for address in (f"/papers/packs/{pack.uid}/", f"/api/v1/paper-packs/{pack.uid}/"):
        assert client.post(f"{address}seal/", given).status_code == 404
        assert client.post(f"{address}resend/").status_code == 404


def test_a_pack_of_city_passes_needs_no_seal_and_goes_nowhere(world, client, issued, tmp_path):
    made = issued()
    client.force_login(world.li)
    client.post("/passes/pack/", {"selected": [made.pk]})
    packing.make_packs()
    sealing.seal_owed()
    pack = Pack.objects.get()
    assert not (tmp_path / "seal").exists() and "送签" not in page_of(client, pack)
    assert client.get(f"/api/v1/passes/{made.pk}/").json()["stamped"] is False
