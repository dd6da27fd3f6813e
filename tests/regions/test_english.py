"""What a division is called on an English page."""

import io

import pytest
from django.utils import translation

from regions.english import english_name
from regions.models import Region
from ui.sheets.importing import IMPORTERS


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("江阳区", "Jiangyang District"),
        ("泸县", "Lu County"),
        ("泸州市", "Luzhou City"),
        ("小市街道", "Xiaoshi Subdistrict"),
        ("分水岭镇", "Fenshuiling Town"),
        ("合乐苗族乡", "Hele Miao Township"),
        ("西安市", "Xi'an City"),
        ("重庆市", "Chongqing City"),
        ("四川省", "Sichuan Province"),
        ("陕西省", "Shaanxi Province"),
        ("阿坝藏族羌族自治州", "Aba Tibetan Qiang Autonomous Prefecture"),
        ("市辖区", "Municipal Districts"),
        ("德宏傣族景颇族自治州", ""),
        ("鄂伦春自治旗", ""),
        ("县", ""),
    ],
)
def test_a_name_is_made_from_its_pinyin_and_its_kind(name, english):
    assert english_name(name) == english


def taken_in(text):
    return IMPORTERS["regions"](by=None).run(io.BytesIO(text.encode()), name="d.csv", dry_run=False)


def test_an_import_names_what_has_no_english_name_and_leaves_what_was_chosen(world):
    sheet = "code,name,level,parent\n510503,纳溪区,county,510500\n510502,江阳区,county,510500\n"
    Region.objects.filter(code="510502").update(name_en="Jiangyang")
    assert taken_in(sheet).done
    assert Region.objects.get(code="510503").name_en == "Naxi District"
    assert Region.objects.get(code="510502").name_en == "Jiangyang"
    again = taken_in(sheet.replace("纳溪区", "泸溪区"))
    assert again.done and Region.objects.get(code="510503").name_en == "Luxi District"


def test_lists_name_counties_in_the_readers_language(world, client):
    Region.objects.filter(code="510522").update(name_en="Hejiang County")
    client.force_login(world.chen)
    assert "Hejiang County" not in client.get("/enterprises/").content.decode()
    client.cookies["django_language"] = "en"
    with translation.override("en"):
        assert "Hejiang County" in client.get("/enterprises/").content.decode()
