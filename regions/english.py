"""English names of divisions, made from their pinyin: 江阳区 is Jiangyang District."""

import re

from pypinyin import lazy_pinyin

KINDS = {
    "街道": "Subdistrict",
    "镇": "Town",
    "乡": "Township",
    "自治县": "Autonomous County",
    "县": "County",
    "区": "District",
    "自治州": "Autonomous Prefecture",
    "地区": "Prefecture",
    "市": "City",
    "省": "Province",
}
PEOPLES = {"苗族": "Miao", "彝族": "Yi", "藏族": "Tibetan", "羌族": "Qiang", "土家族": "Tujia", "回族": "Hui"}
# Names that are not their pinyin, or whose last character is not their kind.
KNOWN = {
    "市辖区": "Municipal Districts",
    "陕西省": "Shaanxi Province",
    "内蒙古自治区": "Inner Mongolia",
    "广西壮族自治区": "Guangxi",
    "西藏自治区": "Tibet",
    "宁夏回族自治区": "Ningxia",
    "新疆维吾尔自治区": "Xinjiang",
}
_KIND = "|".join(sorted(KINDS, key=len, reverse=True))
_NAME = re.compile(rf"(.+?)((?:{'|'.join(PEOPLES)})*)({_KIND})")


def english_name(name):
    """ "合乐苗族乡" → "Hele Miao Township"; "" for what no rule fits, which then keeps its Chinese name."""
    if name in KNOWN:
        return KNOWN[name]
    if not (match := _NAME.fullmatch(name)) or "族" in match[1]:
        return ""
    peoples = [PEOPLES[people] for people in re.findall("|".join(PEOPLES), match[2])]
    return " ".join([_joined(match[1]), *peoples, KINDS[match[3]]])


def _joined(name):
    """西安 → Xi'an: an apostrophe keeps a syllable that begins with a vowel apart."""
    first, *rest = lazy_pinyin(name)
    return (first + "".join(f"'{part}" if part[0] in "aeo" else part for part in rest)).capitalize()
