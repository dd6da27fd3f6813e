"""Plates in a chat message, with what is said about each beside it: nothing is asked of who wrote it.

A paragraph about one plate is that vehicle's; where a paragraph holds several, a line (or the part of a line)
belongs to the plate in it. What a paragraph without a plate says holds for all. Nothing is corrected: a plate
with a digit missing comes out as it stands, so that the check names it.
"""

import re
import unicodedata

from passes.plates import PROVINCES

HAN = r"\u4e00-\u9fff"
_PLATE = re.compile(rf"([{PROVINCES}][A-Z])[ ·•.\-]{{0,2}}([A-Z0-9]{{3,8}}[学警港澳挂]?)")
_PHONE = re.compile(r"(?<!\d)1\d{2}[ -]?\d{4}[ -]?\d{4}(?!\d)")
_WEIGHT = re.compile(r"(\d+(?:\.\d+)?) ?(?:吨|T(?![A-Z0-9]))")
_DRIVER = re.compile(rf"(?:驾驶员|驾驶人|司机|姓名) ?[:是]? ?([{HAN}·]{{2,4}})|([{HAN}]{{1,3}}师傅)")
_GOODS = re.compile(
    rf"(?:货物|物资|品名|运输|货|拉|装|运)(?:名称|的是|的)? ?[:是]? ?([{HAN}A-Z][{HAN}A-Z0-9]{{0,19}})"
)
_ROUTE = re.compile(r"(?:途经|路线|线路|走) ?[:是]? ?([^\n,;。]{2,60})")
_ARROW = r" ?(?:到|至|往|去|→|[-=~—–]+>?) ?"
_NUMBERING = re.compile(r"^ *(?:\d{1,3} ?[.、):]|第?\d{1,3}[车辆] ?[:、]?|车牌号?码?|车号|车辆) ?[:是]? ?")
_NAME = re.compile(rf"[{HAN}]{{2,3}}|[{HAN}]·[{HAN}]+")
SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜"
    "戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段钱汤尹黎易常武乔贺赖龚文庞樊兰殷施陶洪翟安"
)


def read(text, places):
    """[{plate, driver_name, driver_phone, goods_name, weight_t, origin, destination, route}] as texts.

    ``places`` are the words for divisions that may be an end: {"合江": "合江县", "合江县": "合江县"}. A key that
    nothing was said about is missing.
    """
    text = unicodedata.normalize("NFKC", text).replace("\r\n", "\n")
    common, found = {}, []
    for paragraph in re.split(r"\n\s*\n", text):
        entries, rest = _entries(paragraph)
        common = _said(rest, places, free="") | common
        found += entries
    return [common | _said(said, places, free=free) | {"plate": plate} for plate, said, free in found]


def _entries(paragraph):
    """([(plate, all that is said of it, the part where unlabelled words count)], what is said of none)."""
    plates = list(_plates(paragraph))
    if len(plates) == 1:
        line = next(line for line in paragraph.split("\n") if next(_plates(line), None))
        return [(plates[0][0], _without(paragraph), _without(line))], ""
    entries, rest = [], []
    for line in paragraph.split("\n"):
        parts = _parts(line)
        if not parts and entries:
            plate, said, free = entries[-1]
            entries[-1] = (plate, f"{said}\n{line}", free)
        elif not parts:
            rest.append(line)
        entries += [(plate, said, said) for plate, said in parts]
    return entries, "\n".join(rest)


def _parts(line):
    """[(plate, its part of the line)]: before its plate where something stands before the first, else after."""
    plates = list(_plates(line))
    before = plates and _NUMBERING.sub("", line[: plates[0][1]]).strip(" ,;、")
    cuts = [end for _plate, _start, end in plates] if before else [start for _plate, start, _end in plates]
    cuts = [0, *cuts[:-1], len(line)] if before else [*cuts, len(line)]
    return [(plate, _without(line[a:b])) for (plate, *_), a, b in zip(plates, cuts, cuts[1:], strict=False)]


def _plates(text):
    for found in _PLATE.finditer(text.upper()):
        yield found[1] + found[2], found.start(), found.end()


def _without(text):
    lines = [_PLATE.sub(" , ", _NUMBERING.sub("", line.upper())) for line in text.split("\n")]
    return "\n".join(_NUMBERING.sub("", line) for line in lines)


def _said(text, places, *, free):
    """What a text says of one vehicle. Each thing found is taken out, so that it is not found twice."""
    found = {}
    names = "|".join(sorted(map(re.escape, places), key=len, reverse=True))
    ends = re.compile(rf"(?:从|由)?({names}){_ARROW}({names})") if names else None
    for key, pattern in [
        ("driver_phone", _PHONE),
        ("weight_t", _WEIGHT),
        ("route", _ROUTE),
        ("driver_name", _DRIVER),
        ("ends", ends),
        ("goods_name", _GOODS),
    ]:
        if pattern and (hit := pattern.search(text.upper())):
            found[key] = hit.groups() if key == "ends" else next(filter(None, hit.groups()), hit[0]).strip()
        if pattern:
            free = pattern.sub(" , ", free.upper())
    if "driver_phone" in found:
        found["driver_phone"] = re.sub(r"\D", "", found["driver_phone"])
    if ends := found.pop("ends", None):
        found["origin"], found["destination"] = (places[end] for end in ends)
    return found | _free(free, found, places)


def _free(text, found, places):
    """Unlabelled words beside the plate: a person's name by its surname, else the goods."""
    more = {}
    for word in re.split(r"[\s,;、/|:。()]+", text):
        if not re.search(f"[{HAN}]", word) or word in places:
            continue
        if "driver_name" not in found | more and _NAME.fullmatch(word) and word[0] in SURNAMES:
            more["driver_name"] = word
        elif "goods_name" not in found | more and len(word) <= 20:
            more["goods_name"] = word
    return more
