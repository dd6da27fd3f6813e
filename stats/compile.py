"""``compile(as_of, known_at)``: every figure of every scope as a function of a moment and of what was known.

Pure: it reads and writes nothing, and the same arguments give the same rows and the same digest for ever. The
number of statements does not depend on the number of firms.
"""

import hashlib
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from passes.models import Channel, Scope
from whitelist.models import Level

from . import counting
from .figures import SUBJECTS, count, plain, share
from .scopes import Places, lies_in


@dataclass
class Tally:
    """Above-scale firms of one scope and the output the directory has of them (万元)."""

    firms: int = 0
    looped: int = 0
    outputs: int = 0  # firms whose output is known
    looped_outputs: int = 0
    output: Decimal = Decimal(0)
    looped_output: Decimal = Decimal(0)

    def add(self, group):
        self.firms += group["firms"]
        self.outputs += group["with_output"]
        self.output += group["output"] or 0
        if group["in_loop"]:
            self.looped += group["firms"]
            self.looped_outputs += group["with_output"]
            self.looped_output += group["output"] or 0


def compile(as_of, known_at):
    """The rows (``figures.Row``) of the moment ``as_of`` by what was on record at ``known_at``."""
    places = Places.read(as_of, known_at)
    year = counting.directory_year(as_of, known_at)
    whole, in_scope, parks = _tallies(places, counting.firms_by_place(as_of, known_at, year))
    scopes = [places.controlled, places.city, *places.counties.values(), *parks]
    return [
        *firms_in_loop(scopes, whole),
        *share_of_firms(scopes, in_scope),
        *share_of_output(scopes, in_scope, year),
        *passes_issued(places, parks, counting.passes_by_place(as_of, known_at, year)),
        *white_list(places, parks, counting.entries_by_place(as_of, known_at, year)),
    ]


def _tallies(places, groups):
    """({scope: Tally} of all its firms, the same of its firms in scope, the parks the directory names).

    The city is in scope whole; a county or park only as far as it is under control.
    """
    whole, in_scope, parks = {}, {}, set()
    for group in groups:
        county, park = group["county__code"], group["park"]
        scopes = places.of(county, park)
        parks.update(scopes[2:])
        if not (scopes and group["above_scale"]):
            continue
        covered = lies_in(places.areas, county, group["town__code"])
        for scope in scopes:
            whole.setdefault(scope, Tally()).add(group)
        for scope in [*scopes, places.controlled] if covered else [places.city]:
            in_scope.setdefault(scope, Tally()).add(group)
        if covered:
            whole.setdefault(places.controlled, Tally()).add(group)
    return whole, in_scope, [scope for scope in places.parks.values() if scope in parks]


def firms_in_loop(scopes, whole):
    """I1: above-scale firms with a loop running. Of a county or park: all of it, under control or not."""
    return [count("I1", scope, whole.get(scope, Tally()).looped) for scope in scopes]


def share_of_firms(scopes, in_scope):
    """I2 = I1 / above-scale firms of the directory, both in scope. Null where nothing is under control."""
    tallies = [(scope, in_scope.get(scope, Tally())) for scope in scopes]
    return [share("I2", scope, t.looped, t.firms) for scope, t in tallies]


def share_of_output(scopes, in_scope, year):
    """I3 = last year's output of firms in closed loop / of all above-scale firms in scope.

    Numerator and denominator have the same base period, named in the note; a firm whose output is missing
    is left out above and below and counted there.
    """
    rows = []
    for scope in scopes:
        tally = in_scope.get(scope, Tally())
        note = {"base_year": year and year - 1, "missing": tally.firms - tally.outputs}
        more = {"note": note, "firms_above": tally.looped_outputs, "firms_below": tally.outputs}
        rows.append(share("I3", scope, tally.looped_output, tally.output, **more))
    return rows


def passes_issued(places, parks, groups):
    """I15: passes ever issued before the moment, by scope and channel, with their sums."""
    counts = Counter()
    for group in groups:
        kind, channel = group["record__type__scope"], group["record__channel"]
        for scope in _counted_in(places, group["place__county__code"], group["place__park"]):
            for figure in ("I15.issued", f"I15.issued.{kind}", f"I15.issued.{kind}.{channel}"):
                counts[figure, scope] += group["number"]
    names = ["I15.issued"]
    for kind in Scope.values:
        names += [f"I15.issued.{kind}", *(f"I15.issued.{kind}.{channel}" for channel in Channel.values)]
    scopes = [places.city, *places.counties.values(), *parks]
    return [count(name, scope, counts[name, scope], "件") for name in names for scope in scopes]


def white_list(places, parks, groups):
    """I17: entries open at the moment, by level and subject. A park has no row of parks."""
    counts = Counter()
    for group in groups:
        county = group["park__county__code"] if group["of_park"] else group["place__county__code"]
        subject = "park" if group["of_park"] else "enterprise"
        for scope in _counted_in(places, county, group["place__park"]):
            counts[f"I17.{group['level']}.{subject}", scope] += group["number"]
    wide = [places.city, *places.counties.values()]
    return [
        count(f"I17.{level}.{subject}", scope, counts[f"I17.{level}.{subject}", scope], unit)
        for level in Level.values
        for subject, unit in zip(SUBJECTS, ("个", "家"), strict=True)
        for scope in (wide if subject == "park" else [*wide, *parks])
    ]


def _counted_in(places, county, park):
    """A pass or entry counts in the city, even where the directory does not know its firm's place."""
    return places.of(county, park) or [places.city]


def digest_of(rows):
    """SHA-256 over the sorted (figure, scope, numerator, denominator, formula) of a day's rows."""
    lines = sorted(
        "|".join(
            (
                row.figure,
                row.scope_kind,
                row.scope_code,
                plain(row.figure, row.numerator),
                plain(row.figure, row.denominator) or "",
                row.formula,
            )
        )
        for row in rows
    )
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
