"""English names of divisions whose sheet gives none: the name in pinyin, and the kind of division in English."""

from ui.pinyin import pinyin_of

from .models import Region

# Longest first. A name of one character keeps its kind: 泸县 is Luxian, not Lu.
KINDS = [
    ("街道", "Subdistrict"),
    ("自治县", "Autonomous County"),
    ("自治州", "Autonomous Prefecture"),
    ("自治区", "Autonomous Region"),
    ("新区", "New Area"),
    ("地区", "Prefecture"),
    ("区", "District"),
    ("县", "County"),
    ("市", ""),
    ("省", ""),
    ("镇", "Town"),
    ("乡", "Township"),
]


def english_name(name):
    """江阳区 → Jiangyang District; 泸县 → Luxian County; 泸州市 → Luzhou."""
    for ending, kind in KINDS:
        stem = name.removesuffix(ending)
        if stem != name and stem:
            spelt = name if len(stem) == 1 else stem
            return f"{_spelt(spelt)} {kind}".strip()
    return _spelt(name)


def name_in_english(regions):
    """Give the divisions of a queryset that have no English name one; what officials wrote stays."""
    unnamed = list(regions.filter(name_en=""))
    for region in unnamed:
        region.name_en = english_name(region.name)[:80]
    Region.objects.bulk_update(unnamed, ["name_en"], batch_size=2000)


def _spelt(name):
    return pinyin_of(name).replace(" ", "").capitalize()
