"""A pass as a PDF, and many as one file."""

import json
from datetime import date

import pytest
import typst
from django.core.files.storage import storages

from files.models import StoredFile
from papers import making, packing, rendering
from papers.models import Pack, Paper
from passes import services
from passes.models import VehiclePass
from passes.paper.printing import data_of, printed

BASE = "https://portal.example"


def sizes(sheets):
    return typst.query(
        str(rendering.ROOT / "passes/pass.typ"),
        "<sizes>",
        field="value",
        root=str(rendering.ROOT),
        sys_inputs=rendering.inputs_of(data=data_of(sheets), title="x"),
        font_paths=rendering.fonts(),
        ignore_system_fonts=True,
    )


def test_li_asks_for_the_pdf_waits_and_gets_it_and_it_is_kept(world, client, issued):
    made = issued()
    client.force_login(world.li)
    assert client.get(f"/passes/{made.pk}/pdf/").status_code == 202
    assert making.make_owed() == 1
    whole = b"".join(client.get(f"/passes/{made.pk}/pdf/"))
    assert whole.startswith(b"%PDF") and whole == b"".join(client.get(f"/api/v1/passes/{made.pk}/pdf/"))
    paper = Paper.objects.get()
    assert paper.data["passes"][0]["driver"] == "赵师傅"
    assert paper.data["codes"][0].startswith("HTTP://TESTSERVER/V/")


def test_the_sheet_is_large_enough_to_be_read_through_a_windscreen(world, issued):
    plates = ["川E12345", "川ED12345", "川AWWWWW"]
    sheet = printed(issued(), BASE, True) | {"until": "2022年12月28日24时"}
    told = json.loads(sizes([sheet | {"plate": plate} for plate in plates]))
    assert len(told) == 3
    for one in told:
        assert one["plate"] >= 25 and one["until"] >= 12 and one["qr"] >= 60
        assert one["plate_width"] <= 269 and one["until_width"] <= 171, "nothing is broken or cut"


def test_the_national_pass_has_the_green_ground_and_the_city_s_its_own(world, issued, application, types):
    city = printed(issued(), BASE, True)
    national = services.enter_paper_pass(
        by=world.he,
        basis="省指挥部名册",
        occurred_at=VehiclePass.objects.get().issued_at,
        **application(type=types["national_goods"], number="510522000187", plate="川E55555"),
    )
    green = printed(national, BASE, True)
    assert (city["ground"], city["needs_seal"]) == ("own", False)
    assert (green["ground"], green["needs_seal"]) == ("green", True)
    assert green["link"].endswith(f"/v/{national.uid}/")
    template = (rendering.ROOT / "passes/sheet.typ").read_text()
    assert "green: cmyk(50%, 0%, 50%, 0%)" in template
    assert "未盖章无效" in template and "本证不代替核酸检测和目的地闭环管理要求" in template


def test_the_auditor_s_paper_bears_no_driver_s_name_and_zhao_gets_none(world, client, issued):
    made = issued()
    client.force_login(world.xuming)
    client.get(f"/passes/{made.pk}/pdf/")
    assert "赵师傅" not in str(Paper.objects.get().data)
    client.force_login(world.zhao)
    assert client.get(f"/passes/{made.pk}/pdf/").status_code == 404
    assert client.get(f"/api/v1/passes/{made.pk}/pdf/").status_code == 404


def test_a_revoked_pass_is_not_printed_any_more(world, client, issued):
    made = issued()
    services.revoke_pass(made, by=world.chen, remark="错发", basis="口头")
    client.force_login(world.li)
    assert client.get(f"/passes/{made.pk}/pdf/").status_code == 409
    assert client.get(f"/api/v1/passes/{made.pk}/pdf/").status_code == 409
    assert not Paper.objects.exists()


def many(issued, count):
    return [issued(plate=f"川E{20000 + place}", last_day=date(2022, 9, 14)) for place in range(count)]


def test_selected_passes_become_one_file_in_parts_with_its_progress_shown(world, client, issued, monkeypatch):
    monkeypatch.setattr("passes.paper.printing.PART", 2)
    rows = many(issued, 5)
    client.force_login(world.li)
    asked = client.post("/passes/pack/", {"selected": [one.pk for one in rows]})
    pack = Pack.objects.get()
    assert asked.headers["Location"] == pack.get_absolute_url()
    page = client.get(pack.get_absolute_url())
    assert "已生成0张，共5张" in page.content.decode() and page.headers["Refresh"]
    assert making.make_owed() == 0, "a pack's parts wait behind single papers"
    assert packing.make_packs(most=2) == 2
    assert "已生成4张，共5张" in client.get(pack.get_absolute_url()).content.decode()
    packing.make_packs()
    done = client.get(pack.get_absolute_url())
    assert "已生成5张，共5张" in done.content.decode() and "Refresh" not in done.headers
    whole = b"".join(client.get(f"/papers/packs/{pack.uid}/file/"))
    assert whole.startswith(b"%PDF") and rendering.joined([(whole, 5)], pack.wanted_at)
    with pytest.raises(typst.TypstError):
        rendering.joined([(whole, 6)], pack.wanted_at)
    assert client.get(f"/api/v1/paper-packs/{pack.uid}/").json()["done"] == 5
    assert StoredFile.objects.count() == 1 and not Paper.objects.exists(), "the parts are not kept beside it"
    client.force_login(world.sun)
    assert client.get(pack.get_absolute_url()).status_code == 404
    assert client.get(f"/api/v1/paper-packs/{pack.uid}/").status_code == 404


def test_a_worker_killed_between_parts_goes_on_where_it_was_and_makes_one_file(
    world, client, issued, monkeypatch, tmp_path
):
    monkeypatch.setattr("passes.paper.printing.PART", 2)
    many(issued, 4)
    client.force_login(world.li)
    client.post("/passes/pack/", {"all": "q=川E2000"})
    packing.make_packs(most=1)
    [first] = StoredFile.objects.all()
    real = packing.joined
    monkeypatch.setattr(packing, "joined", lambda *_parts: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        packing.make_packs()
    assert StoredFile.objects.filter(pk=first.pk).exists() and Pack.objects.get().file is None
    monkeypatch.setattr(packing, "joined", real)
    packing.make_packs()
    packing.make_packs()
    assert StoredFile.objects.count() == 1 and Pack.objects.get().file_id == StoredFile.objects.get().pk
    assert storages["default"].exists(StoredFile.objects.get().content.name)


def test_a_pack_by_rest_holds_only_what_its_asker_sees_and_refuses_none_and_too_many(
    world, client, issued, monkeypatch
):
    made = issued()
    client.force_login(world.zhao)
    url = "/api/v1/passes/pack/"
    asked = {"content_type": "application/json", "data": {"ids": [made.pk]}}
    assert client.post(url, **asked).status_code == 409
    client.force_login(world.li)
    assert client.post(url, **asked).json()["count"] == 1
    assert client.post(f"{url}?q=川E99999", content_type="application/json").status_code == 409
    monkeypatch.setattr("passes.paper.printing.MOST", 0)
    assert client.post(url, **asked).json()["code"] == "too_many"
    assert "请先选中" in client.post("/passes/pack/", follow=True).content.decode()
