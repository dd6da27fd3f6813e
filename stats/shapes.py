"""The outlines of the city's counties, drawn to the pixel: equirectangular, at the latitude of the city's middle.

``data/<code of the city>.json`` is GeoJSON with ``adcode``, ``name`` and ``label`` (where a name has most room)
and names its source. A city without such a file has no map; everything else on the page stands.
"""

import json
from dataclasses import dataclass
from functools import cache
from math import cos, radians
from pathlib import Path

from django.conf import settings

WIDTH, MARGIN = 352, 2


@dataclass(frozen=True)
class Shape:
    code: str
    d: str
    x: float
    y: float


@dataclass(frozen=True)
class Outlines:
    source: str
    box: str
    shapes: tuple


@cache
def outlines():
    """The drawn outlines of the portal's own city, or None."""
    path = Path(__file__).parent / "data" / f"{settings.OWN_REGION}.json"
    if not path.exists():
        return None
    data = json.loads(path.read_text(encoding="utf-8"))
    rings = {f["properties"]["adcode"]: list(_rings(f["geometry"])) for f in data["features"]}
    points = [point for parts in rings.values() for ring in parts for point in ring]
    west, east = min(p[0] for p in points), max(p[0] for p in points)
    south, north = min(p[1] for p in points), max(p[1] for p in points)
    narrowing = cos(radians((south + north) / 2))
    scale = WIDTH / ((east - west) * narrowing)

    def drawn(point):
        return round((point[0] - west) * narrowing * scale, 1), round((north - point[1]) * scale, 1)

    height = round((north - south) * scale)
    shapes = [
        Shape(code, "".join(_path(ring, drawn) for ring in parts), *drawn(_label(data, code, parts)))
        for code, parts in rings.items()
    ]
    box = f"-{MARGIN} -{MARGIN} {WIDTH + 2 * MARGIN} {height + 2 * MARGIN}"
    return Outlines(data.get("source", ""), box, tuple(shapes))


def _rings(geometry):
    polygons = geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]
    return (ring for polygon in polygons for ring in polygon)


def _path(ring, drawn):
    return "M" + "L".join(f"{x:g},{y:g}" for x, y in map(drawn, ring)) + "Z"


def _label(data, code, rings):
    properties = next(f["properties"] for f in data["features"] if f["properties"]["adcode"] == code)
    ring = max(rings, key=len)
    middle = [sum(point[axis] for point in ring) / len(ring) for axis in (0, 1)]
    return properties.get("label", middle)
