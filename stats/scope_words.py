"""The scope behind a denominator, in words: which areas, without which towns, how many, by which notices."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from regions.models import Region

from .models import ScopeKind

SCOPED = ("I2", "I3")  # of a county these count only what is under control; other figures count it whole


def in_words(areas):
    """江阳区、合江县（不含符阳街道）共2个区县；依据市指挥部2022年第2号."""
    if not areas:
        return _("没有管控中的区域")
    places = _merged(areas)
    listed = _("、").join(without(place, towns) for place, towns in places)
    said = _("{places}{counts}").format(places=listed, counts=_counts([place for place, _towns in places]))
    notices = list(dict.fromkeys(f"{area.issuer}{area.number}" for area in areas))
    return _("{said}；依据{notices}").format(said=said, notices=_("、").join(notices))


def of_row(row, areas, name):
    """The same for one figure's scope; ``name`` is the scope's own name in the reader's language."""
    figure = row.figure.split(".")[0]
    if row.scope_kind == ScopeKind.CONTROLLED:
        return in_words(areas)
    if row.scope_kind == ScopeKind.REGION and figure in SCOPED:
        found = [(place, towns) for place, towns in _merged(areas) if place.code == row.scope_code]
        return without(*found[0]) if found else name
    return name


def _merged(areas):
    """[(area, released towns)] a division: a town is out only if every notice over its division released it."""
    found = {}
    for area in areas:
        place, towns = found.get(area.code, (area, area.released))
        found[area.code] = (place, tuple(town for town in towns if town in area.released))
    return list(found.values())


def without(place, towns):
    """合江县（不含符阳街道）."""
    if not towns:
        return str(place)
    words = {"place": place, "towns": _("、").join(map(str, towns))}
    return _("{place}（不含{towns}）").format(**words)


def _counts(places):
    towns = sum(place.level == Region.Level.TOWN for place in places)
    counties = sum(place.level == Region.Level.COUNTY for place in places)
    parts = []
    if counties:
        parts.append(ngettext("{number}个区县", "{number}个区县", counties).format(number=counties))
    if towns:
        parts.append(ngettext("{number}个镇街", "{number}个镇街", towns).format(number=towns))
    return _("共{counts}").format(counts=_("、").join(parts)) if parts else ""
