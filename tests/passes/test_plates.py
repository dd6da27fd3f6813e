"""Plates as people type them."""

import pytest

from passes import plates


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("川E12345", "川E12345"),
        ("川e·12345", "川E12345"),
        (" 川Ｅ １２３ ４５ ", "川E12345"),
        ("川E-1234a", "川E1234A"),
        ("川E.fa5690", "川EFA5690"),
        ("", ""),
    ],
)
def test_one_spelling(typed, kept):
    assert plates.normalise(typed) == kept


@pytest.mark.parametrize(
    ("plate", "kind"),
    [
        ("川E12345", "ordinary"),
        ("川EQNJVE", "ordinary"),
        ("粤Z1234港", "ordinary"),
        ("川E1234学", "ordinary"),
        ("川EFA5690", "small"),
        ("川ED12345", "small"),
        ("川E12345D", "large"),
        ("川E12345F", "large"),
        ("川E1234", None),
        ("川E123456", None),
        ("川I12345", None),
        ("川E1234O", None),
        ("川E1I345", None),
        ("川EZ12345", None),
        ("川E1234挂", None),
        ("E12345", None),
        ("泸E12345", None),
    ],
)
def test_kinds(plate, kind):
    assert plates.kind_of(plate) == kind
    assert (plates.fault(plate) == "") == (kind is not None)


def test_each_refusal_says_why():
    assert "牵引车" in plates.fault("川E1234挂")
    assert "I或O" in plates.fault("川E1234O")
    assert "省份简称" in plates.fault("E12345")
    assert "7位" in plates.fault("川E123")
    assert plates.fault("") == "请填写车牌号码。"


def test_colours_fit_the_kind():
    assert plates.colour_fault("川EFA5690", "green") == ""
    assert plates.colour_fault("川E12345D", "yellow_green") == ""
    assert "不符" in plates.colour_fault("川EFA5690", "blue")
    assert "不符" in plates.colour_fault("川E12345", "green")
    assert plates.colour_of("渐变绿色") == "green" and plates.colour_of("") == ""


def test_the_last_four_suffice_and_three_do_not():
    assert plates.same_vehicle("川E12345", "2345") and plates.same_vehicle("川E12345", "川e·12345")
    assert not plates.same_vehicle("川E12345", "345") and not plates.same_vehicle("川E12345", "2346")
