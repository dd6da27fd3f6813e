"""Who may read an output figure.

An output figure over fewer than three firms tells a firm's own output: it is withheld from everyone but the
city, the auditor and the firm's own county. What is withheld must not come back by subtraction either, so the
next smallest cell of its sum goes with it (secondary suppression), judged for what this reader knows.
"""

from dataclasses import dataclass

from accounts.models import Role
from enterprises.jurisdiction import SEE_ALL
from enterprises.models import Park
from regions.models import Region

from .models import ScopeKind

FEWEST = 3
WITHHELD = frozenset({"I3"})


@dataclass(frozen=True)
class Cell:
    """How many firms' outputs a figure adds up: of those in closed loop, and of the rest (below less above)."""

    looped: int = 0
    rest: int = 0

    def __add__(self, other):
        return Cell(self.looped + other.looped, self.rest + other.rest)

    def __sub__(self, other):
        return Cell(self.looped - other.looped, self.rest - other.rest)

    @property
    def firms(self):
        return self.looped + self.rest

    @property
    def tells(self):
        return 0 < self.looped < FEWEST or 0 < self.rest < FEWEST


@dataclass(frozen=True)
class Sum:
    """``total`` = published ``parts`` + what no figure is published of (firms in no park, say)."""

    total: tuple
    parts: tuple
    unpublished: Cell


def withheld(rows, user):
    """{(scope kind, scope code)} of the output figures this person may not read, of one day's I3 ``rows``."""
    if user.holds(*SEE_ALL):
        return frozenset()
    cells = {(r.scope_kind, r.scope_code): Cell(r.firms_above, r.firms_below - r.firms_above) for r in rows}
    parks = dict(Park.objects.values_list("pk", "county__code"))
    own = own_counties(user)
    known = {scope for scope in cells if _county(scope, parks) in own}
    hidden = {scope for scope, cell in cells.items() if cell.tells} - known
    sums = _sums(cells, parks)
    while grown := {scope for one in sums for scope in _more(one, cells, hidden, known)} - hidden:
        hidden |= grown
    return frozenset(hidden)


def own_counties(user):
    """Codes of the counties this person answers for."""
    places = user.regions_as(Role.DISTRICT)
    return set(Region.objects.filter(pk__in=places).values_list("code", flat=True)) if places else set()


def viewer_class(user):
    """People of one class read the same figures: what an answer's ETag must tell apart."""
    return "all" if user.holds(*SEE_ALL) else ",".join(map(str, sorted(user.regions_as(Role.DISTRICT))))


def _county(scope, parks):
    kind, code = scope
    if kind == ScopeKind.REGION:
        return code
    return parks.get(int(code)) if kind == ScopeKind.PARK else None


def _sums(cells, parks):
    """County = its parks and the rest; area under control = counties; city = that area and the rest."""
    counties = [scope for scope in cells if scope[0] == ScopeKind.REGION]
    of_parks = {county: [] for county in counties}
    for scope in cells:
        if scope[0] == ScopeKind.PARK and (ScopeKind.REGION, _county(scope, parks)) in of_parks:
            of_parks[ScopeKind.REGION, _county(scope, parks)].append(scope)
    [city] = [scope for scope in cells if scope[0] == ScopeKind.CITY]
    [controlled] = [scope for scope in cells if scope[0] == ScopeKind.CONTROLLED]
    tree = [*of_parks.items(), (controlled, counties), (city, [controlled])]
    return [
        Sum(total, tuple(parts), cells[total] - sum((cells[part] for part in parts), Cell()))
        for total, parts in tree
    ]


def _more(one, cells, hidden, known):
    """The cell that must go too, if a withheld one could be told from this sum."""
    secret = [part for part in one.parts if part in hidden]
    left = sum((cells[part] for part in secret), one.unpublished)
    candidates = [p for p in one.parts if p not in hidden and p not in known and cells[p].firms]
    smallest = min(candidates, key=lambda part: (cells[part].firms, part), default=None)
    if one.total not in hidden:
        if not left.tells:
            return []
        return [smallest or one.total] if smallest or one.total not in known else []
    return [smallest] if smallest and not left.firms else []
