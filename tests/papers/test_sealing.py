"""A national pass goes to the service that seals and comes back sealed, byte for byte."""

import json

import pytest

from papers import making, sealing
from papers.models import Paper
from passes import services
from tests.conftest import shanghai

SEALED = b"%PDF-1.7\n% /ByteRange [0 1 2 3]\nsealed elsewhere"


@pytest.fixture(autouse=True)
def folders(settings, tmp_path):
    settings.SEAL_DIR = tmp_path / "seal"
    settings.SEALER = "papers.sealing.FolderSealer"


@pytest.fixture
def asked(world, client, application, types):
    made = services.enter_paper_pass(
        by=world.he,
        basis="省指挥部名册",
        occurred_at=shanghai("2022-09-08 08:00"),
        **application(type=types["national_goods"], number="510522000187"),
    )
    client.force_login(world.he)
    client.get(f"/passes/{made.pk}/pdf/")
    making.make_owed()
    return made


def test_the_pdf_is_handed_out_and_the_sealed_one_served_in_its_place(world, client, asked, tmp_path):
    assert sealing.seal_owed() == 0
    paper = Paper.objects.get()
    plain = b"".join(client.get(f"/passes/{asked.pk}/pdf/"))
    assert (tmp_path / "seal" / "out" / f"{paper.code}.pdf").read_bytes() == plain
    assert sealing.seal_owed() == 0, "the service has not sealed it yet"
    (tmp_path / "seal" / "in").mkdir()
    (tmp_path / "seal" / "in" / f"{paper.code}.pdf").write_bytes(SEALED)
    assert sealing.seal_owed() == 1 and sealing.seal_owed() == 0
    assert b"".join(client.get(f"/passes/{asked.pk}/pdf/")) == SEALED
    assert b"".join(client.get(f"/api/v1/passes/{asked.pk}/pdf/")) == SEALED


def test_what_comes_back_and_is_no_pdf_is_not_taken(world, asked, tmp_path):
    sealing.seal_owed()
    (tmp_path / "seal" / "in").mkdir()
    (tmp_path / "seal" / "in" / f"{Paper.objects.get().code}.pdf").write_bytes(b"not yet")
    assert sealing.seal_owed() == 0 and Paper.objects.get().sealed is None


class Garbled(sealing.FolderSealer):
    """A service that answers nonsense for the first paper it was ever asked for."""

    def fetch(self, paper):
        if paper.pk == Paper.objects.order_by("pk").first().pk:
            raise json.JSONDecodeError("Expecting value", "<html>", 0)
        return super().fetch(paper)


def test_an_answer_nobody_can_read_keeps_no_other_paper_waiting(
    world, client, asked, application, types, settings, tmp_path
):
    settings.SEALER = f"{__name__}.Garbled"
    other = services.enter_paper_pass(
        by=world.he,
        basis="省指挥部名册",
        occurred_at=shanghai("2022-09-08 08:00"),
        **application(type=types["national_goods"], number="510522000188", plate="川E54321"),
    )
    client.get(f"/passes/{other.pk}/pdf/")
    making.make_owed()
    sealing.seal_owed()
    first, second = Paper.objects.order_by("pk")
    assert (first.seal_attempts, "JSONDecodeError" in first.seal_error) == (1, True)
    assert [file.stem for file in (tmp_path / "seal" / "out").glob("*.pdf")] == [second.code]


def test_a_city_pass_needs_no_seal_and_goes_nowhere(world, client, issued, tmp_path):
    made = issued()
    client.force_login(world.li)
    client.get(f"/passes/{made.pk}/pdf/")
    making.make_owed()
    sealing.seal_owed()
    assert not (tmp_path / "seal").exists()
