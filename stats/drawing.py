"""The map and the trend as plain numbers for SVG: labelled directly, no script, the same on paper."""

import itertools
import re
from decimal import ROUND_FLOOR, Decimal

from django.utils.translation import gettext as _

from ui.moments import english, percent

from .shapes import outlines

STEPS = (1, 2, 5, 10, 20, 25)


def bands(shares):
    """Three round thresholds (per cent) that part the shares into four shades."""
    shares = [share * 100 for share in shares] or [Decimal(0)]
    low, high = min(shares), max(shares)
    step = next((step for step in STEPS if step * 4 >= high - low and step >= 5), STEPS[-1])
    first = int((low / step).to_integral_value(ROUND_FLOOR) + 1) * step
    return [first, first + step, first + 2 * step]


def map_of(counties):
    """``counties``: {code: (name, share or None)}. None where the city has no outlines."""
    drawn = outlines()
    if drawn is None:
        return None
    limits = bands([share for _name, share in counties.values() if share is not None])
    shapes = []
    for shape in drawn.shapes:
        name, share = counties.get(shape.code, ("", None))
        shade = "off" if share is None else f"q{1 + sum(share * 100 >= limit for limit in limits)}"
        words = _("未管控") if share is None else f"{percent(share)}%"
        shapes.append(
            {"d": shape.d, "x": shape.x, "y": shape.y, "shade": shade, "name": on_a_map(name), "words": words}
        )
    return {"box": drawn.box, "source": drawn.source, "shapes": shapes, "legend": _legend(limits)}


def on_a_map(name):
    """A county's name where there is little room: English without District or County, Chinese as it is."""
    return re.sub(r" (?:District|County)$", "", name)


def _legend(limits):
    first, second, third = limits
    return [
        ("q1", _("不足%(limit)s") % {"limit": first}),
        ("q2", f"{first}–{second}"),
        ("q3", f"{second}–{third}"),
        ("q4", _("%(limit)s及以上") % {"limit": third}),
    ]


def trend_of(points, here):
    """``points``: [(day, number, scope)] in time; hollow where the scope was not the one of ``here``."""
    if len(points) < 2:
        return None
    left, right, top, bottom = 30, 252, 28, 100
    numbers = [number for _day, number, _scope in points]
    low, high = min(numbers), max(numbers)
    spread = (high - low) or 1
    places = []
    for place, (day, number, scope) in enumerate(points):
        x = left + (right - left) * place / (len(points) - 1)
        y = bottom - (bottom - top) * float((number - low) / spread) * 0.9
        label = f"{day.day}/{day.month}" if english() else f"{day.month}-{day.day}"
        places.append(
            {
                "x": round(x, 1),
                "y": round(y, 1),
                "above": round(y - 10, 1),
                "number": number,
                "day": label,
                "other": scope != here,
            }
        )
    lines = [
        {"d": f"M{a['x']} {a['y']}L{b['x']} {b['y']}", "other": a["other"] or b["other"]}
        for a, b in itertools.pairwise(places)
    ]
    return {"points": _thinned(places), "lines": lines, "other": any(p["other"] for p in places)}


def _thinned(places):
    """Every point is drawn; from seven on only some carry words, the last always."""
    every = -(-len(places) // 6)
    for place, point in enumerate(reversed(places)):
        point["worded"] = place % every == 0
    return places
