"""The pack as one PDF to print: what is in it, what its blank passes bear, and what goes out when it fails."""

import re
import zipfile
from urllib.parse import parse_qs, urlsplit

import pytest

from outage import printing
from outage.parts import declared
from outage.writing import make_pack
from passes import services
from passes.issue import reserving
from tests.conftest import shanghai
from tests.passes.test_public import told


@pytest.fixture
def data(monkeypatch):
    """What the printer was given, in place of the print."""
    given = {}
    monkeypatch.setattr(printing, "pdf", lambda _template, *, data, **_more: given.update(data))
    return given


def test_one_pdf_of_all_lies_in_the_pack_and_is_opened_by_the_city_alone(world, client, issued, folder):
    issued()
    make_pack("https://portal.example")
    content = (folder / "current" / "outage.pdf").read_bytes()
    assert content.startswith(b"%PDF")
    pages = len(re.findall(rb"/Type\s*/Page\b", content))
    assert pages == 0 or pages > reserving.SIZE, "a sheet for each blank pass, and the rest"
    with zipfile.ZipFile(folder / "outage.zip") as archive:
        assert archive.read("outage.pdf") == content
    for address in ("/outage/print/", "/api/v1/outage-pack/print/"):
        client.force_login(world.sun)
        assert client.get(address).status_code == 403
        client.force_login(world.chen)
        assert b"".join(client.get(address)) == content


def test_it_prints_every_part_with_the_last_four_first_and_large(world, issued, data):
    made = issued()
    printing.printed(declared(), "https://portal.example/")
    parts = {part["title"]: part for part in data["parts"]}
    live = parts["有效通行证"]
    assert live["first-large"] and live["rows"][0][:3] == ["2345", "川E12345", made.number]
    assert parts["预留编号登记表"]["roomy"] and not live["roomy"]
    assert {"不能使用的证", "各单位值班电话", "通行证申请表"} <= set(parts)
    blank = next(part for part in data["parts"] if part["template"])
    assert [one["number"] for one in blank["copies"]] == reserving.block_numbers()
    assert blank["copies"][0]["link"] in data["codes"] and blank["copies"][0]["plate"] == ""


def test_a_blank_pass_opens_the_public_page_with_its_number_and_says_it_waits_to_be_entered(
    world, client, application, types, data
):
    printing.printed(declared(), "https://portal.example")
    address = urlsplit(data["codes"][0])
    number = parse_qs(address.query)["number"][0]
    page = client.get(f"{address.path}?{address.query}").content.decode()
    assert f'value="{number}"' in page and "answer is-" not in page, (
        "asked of nothing before the plate is typed"
    )
    answer = client.post("/verify/", {"number": number, "plate": "6666"})
    page = answer.content.decode()
    assert told(answer) == ("pending", "待补录") and "停机期间纸质核发" in page
    assert f'href="tel:{world.bureau.duty_phone}"' in page and "无证" not in page
    at = shanghai("2022-09-08 11:30")
    row = application(plate="川E66666", number=number)
    services.enter_paper_pass(by=world.chen, basis="停机", occurred_at=at, **row)
    assert told(client.post("/verify/", {"number": number, "plate": "6666"})) == ("valid", "有效")
    assert told(client.post("/verify/", {"number": number, "plate": "7777"}))[0] == "none"


def test_without_an_address_blank_passes_have_no_code_and_too_long_a_table_says_so(
    world, types, data, monkeypatch
):
    monkeypatch.setattr(printing, "MOST", 3)
    printing.printed(declared())
    assert data["codes"] == []
    contacts = next(part for part in data["parts"] if part["title"] == "各单位值班电话")
    assert len(contacts["rows"]) == 3 and f"另有{contacts['count'] - 3}行不印" in contacts["left"]


def test_a_print_that_fails_leaves_the_tables(world, client, issued, folder, monkeypatch):
    issued()

    def broken(*_all):
        raise OSError("no fonts")

    monkeypatch.setattr("outage.writing.printed", broken)
    make_pack()
    names = {file.name for file in (folder / "current").iterdir()}
    assert "passes-live.csv" in names and "outage.pdf" not in names
    client.force_login(world.chen)
    assert client.get("/outage/print/").status_code == 404
    assert "打印件未能生成" in client.get("/outage/").content.decode()
