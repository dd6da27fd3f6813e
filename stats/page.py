"""What the page of a day shows, as plain values: the sentence, the table by county, the panels."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.conf import settings
from django.utils.timezone import localtime
from django.utils.translation import get_language

from clock import clock
from passes.models import Scope
from regions.models import Region
from whitelist.models import Level

from .drawing import map_of, trend_of
from .models import DailyFigure, ScopeKind
from .reading import legible, scope_names
from .scope_words import in_words
from .scopes import controlled_areas, just_before

TREND_DAYS = 14


@dataclass
class Board:
    """The figures of a moment by (figure, scope kind, code), as far as this person may read them."""

    rows: list
    user: object
    found: dict = field(init=False)
    counties: list = field(init=False)

    def __post_init__(self):
        pairs = legible(self.rows, self.user)
        self.found = {
            (r.figure, r.scope_kind, r.scope_code): r if readable else None for r, readable in pairs
        }
        self.counties = [
            (row.scope_code, row.scope_name)
            for row, _readable in pairs
            if row.figure == "I1" and row.scope_kind == ScopeKind.REGION
        ]

    def get(self, figure, kind=ScopeKind.CONTROLLED, code=None):
        return self.found.get((figure, kind, code or settings.OWN_REGION))

    @property
    def note(self):
        """Base year and missing outputs of the output share: told also where its value is withheld."""
        notes = {row.scope_kind: row.note for row in self.rows if row.figure == "I3"}
        return notes.get(ScopeKind.CONTROLLED) or {}

    def number(self, figure, kind=ScopeKind.CITY):
        row = self.get(figure, kind)
        return row.value if row else None


def board_of(made, user):
    """``made``: a Compilation, or the Live figures of now."""
    return Board(list(made.rows if hasattr(made, "rows") else made.figures.all()), user)


def headline(made, board):
    """The parts of the one sentence: until when, how many of how many, where and under what kind of control."""
    areas = controlled_areas(made.as_of, made.known_at)
    kinds = {area.kind_en if get_language() == "en" and area.kind_en else area.kind for area in areas}
    towns = [area for area in areas if area.level == Region.Level.TOWN]
    codes = {area.code for area in areas}
    own = settings.OWN_REGION[:4]
    whole = any(code.rstrip("0") in {own, own[:2]} for code in codes)
    counties = len(board.counties) if whole else len(codes - {area.code for area in towns})
    return {
        "scope": in_words(areas),
        "until": until(made.as_of),
        "share": board.get("I2"),
        "output": board.get("I3"),
        "running": board.number("I1", ScopeKind.CITY),
        "kind": kinds.pop() if len(kinds) == 1 else "",
        "counties": counties,
        "towns": len({area.code for area in towns}),
    }


def until(as_of):
    """(day, hour, minute) in words of the day: midnight is 24:00 of the day that ends."""
    last, local = localtime(just_before(as_of)), localtime(as_of)
    hour = 24 if local.date() > last.date() else local.hour
    return {"day": last.date(), "hour": hour, "minute": local.minute}


def by_county(day, board):
    """([line a county], the line of the area under control, the line of the whole city)."""
    called = scope_names()
    rows = DailyFigure.objects.filter(
        compilation__day=day - timedelta(days=1), compilation__is_current=True, figure="I2"
    )
    before = {(k, c): n for k, c, n in rows.values_list("scope_kind", "scope_code", "numerator")}

    def line(kind, code, name):
        share, was = board.get("I2", kind, code), before.get((kind, code))
        return {
            "kind": kind.value,
            "code": code,
            "name": called(name),
            "looped": board.get("I1", kind, code),
            "share": share,
            "change": None if was is None or not share else share.numerator - was,
            "output": board.get("I3", kind, code),
        }

    code = settings.OWN_REGION
    lines = [line(ScopeKind.REGION, county, name) for county, name in board.counties]
    return lines, line(ScopeKind.CONTROLLED, code, ""), line(ScopeKind.CITY, code, "")


def county_map(lines):
    return map_of({line["code"]: (line["name"], line["share"] and line["share"].value) for line in lines})


def trend(day, board):
    """The days up to this one: firms in closed loop in the area under control."""
    rows = DailyFigure.objects.filter(
        compilation__is_current=True,
        compilation__day__lte=day,
        compilation__day__gt=day - timedelta(days=TREND_DAYS),
        figure="I1",
        scope_kind=ScopeKind.CONTROLLED,
    ).order_by("compilation__day")
    points = list(rows.values_list("compilation__day", "numerator", "scope_name"))
    here = board.get("I1")
    return trend_of(points, here and here.scope_name)


def support(board):
    """The white list by level, and passes ever issued by scope; what the city has none of is left out."""
    levels = [
        (level, board.number(f"I17.{level.value}.park"), board.number(f"I17.{level.value}.enterprise"))
        for level in Level
    ]
    passes = [(scope, board.number(f"I15.issued.{scope.value}")) for scope in Scope]
    return {
        "levels": [one for one in levels if one[0] == Level.MUNICIPAL or one[1] or one[2]],
        "passes": [one for one in passes if one[0] == Scope.CITY or one[1]],
    }


def neighbours(day, days):
    """(the compiled day before, the one after)."""
    earlier, later = [d for d in days if d < day], [d for d in days if d > day]
    return max(earlier, default=None), min(later, default=None)


def day_of(made):
    return getattr(made, "day", None) or clock.day_of(just_before(made.as_of))
