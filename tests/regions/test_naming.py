"""Divisions named in English by rule, where nobody has named them."""

import pytest

from regions.models import Region
from regions.naming import english_name, name_in_english


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("江阳区", "Jiangyang District"),
        ("合江县", "Hejiang County"),
        ("泸县", "Luxian County"),
        ("泸州市", "Luzhou"),
        ("四川省", "Sichuan"),
        ("重庆市", "Chongqing"),
        ("符阳街道", "Fuyang Subdistrict"),
        ("白沙镇", "Baisha Town"),
        ("县", "Xian"),
    ],
)
def test_a_name_is_spelt_with_its_kind(name, english):
    assert english_name(name) == english


def test_what_somebody_wrote_stays(world):
    Region.objects.filter(code="510524").update(name_en="")
    name_in_english(Region.objects.own())
    assert Region.objects.get(code="510524").name_en == "Xuyong County"
    assert Region.objects.get(code="510522").name_en == "Hejiang"
