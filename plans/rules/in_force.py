"""Which thresholds hold for which plan: by its place, the kind of control there, and the moment."""

import hashlib
import json
from collections import defaultdict
from decimal import Decimal
from functools import cached_property

from django.db.models.functions import Coalesce

from clock import clock
from periods.models import ControlKind, ControlPeriod, PeriodRelease, PeriodTerm
from plans.models import Rule, RuleBook
from plans.questions import MEASURES
from plans.questions.findings import Threshold, shipped

NEAR_TO_FAR = ("town", "county", "city", "province")


def places_of(plans):
    """{plan: its (town, county, city, province)}, for a queryset; one statement."""
    county = [
        Coalesce(f"enterprise__{path}", f"park__{path}")
        for path in ("county", "county__parent", "county__parent__parent")
    ]
    rows = plans.order_by().values_list("pk", "enterprise__town", *county)
    return {pk: tuple(places) for pk, *places in rows}


class RulesInForce:
    """The thresholds at a moment (default: now), read once for any number of plans; two statements, and two more
    where a kind of control is in force."""

    def __init__(self, at=None):
        at = at or clock.now()
        decided = Rule.objects.current().filter(since__lte=at).order_by("since", "pk").select_related("kind")
        # {(key, kind or None, region or None): the last decided}
        self.decided = {(row.key, row.kind_id, row.region_id): row for row in decided}
        # {region: [(since, kind, towns released by then)]} of the periods in force there, but for those over a named
        # place (a compound, a road) only
        begun = defaultdict(list)
        periods = ControlPeriod.objects.in_force(at).filter(place="")
        terms = PeriodTerm.objects.current().filter(period__in=periods.values("pk"))
        terms = list(terms.values_list("period", "period__region", "since", "period__kind"))
        released = _released([period for period, *_rest in terms], at) if terms else {}
        for period, region, since, kind in terms:
            begun[region].append((since, kind, released.get(period, frozenset())))
        self.begun, self._found = begun, {}

    @cached_property
    def codes(self):
        return dict(ControlKind.objects.values_list("pk", "code"))

    def of(self, places):
        """{key: Threshold} for a plan in these divisions, town first. The nearest rule holds: the place's own before
        the wider one's, within a place the one for its kind of control before the one for all."""
        if places not in self._found:
            self._found[places] = self.under(places, self.kinds_of(places))
        return self._found[places]

    def under(self, places, kinds):
        """{key: Threshold} in these divisions under these kinds of control, whatever control is in force there."""
        found = {key: self._one(key, places, kinds) for key in MEASURES}
        return {key: rule for key, rule in found.items() if rule}

    def kinds_of(self, places):
        """The kinds of control in force over these divisions, the one begun last first."""
        spells = [
            (since, kind)
            for place in places
            for since, kind, gone in self.begun.get(place, ())
            if gone.isdisjoint(places)
        ]
        return list(dict.fromkeys(kind for _since, kind in sorted(spells, reverse=True)))

    def decision(self, key, places, kinds):
        """The ``Rule`` that holds, None where nobody decided and the shipped one does."""
        for region in [*(place for place in places if place), None]:
            for kind in [*kinds, None]:
                row = self.decided.get((key, kind, region))
                if row is not None:
                    return row
        return None

    def _one(self, key, places, kinds):
        row = self.decision(key, places, kinds)
        if row is not None:
            return as_threshold(row)
        return shipped(MEASURES[key], [self.codes[kind] for kind in kinds])


def _released(periods, at):
    """{period: its towns released by that moment}."""
    found = defaultdict(set)
    gone = PeriodRelease.objects.current().filter(period__in=periods, released_at__lte=at)
    for period, town in gone.values_list("period", "region"):
        found[period].add(town)
    return found


def as_threshold(row):
    source = row.source or str(row.basis)
    return Threshold(row.key, row.comparison, row.value, row.severity, row.sentence, source)


def kept(thresholds):
    """Thresholds as a book keeps them, in canonical order; values as text without trailing zeros."""
    return [_row(rule) for _key, rule in sorted(thresholds.items())]


def _row(rule):
    value = format(rule.value.normalize(), "f")
    return [rule.key, rule.comparison, value, rule.severity, rule.sentence, str(rule.source)]


def books_of(many):
    """The ``RuleBook`` of each of these {place: thresholds}, written where it is not yet kept; two statements."""
    wanted = {place: kept(thresholds) for place, thresholds in many.items()}
    digests = {place: _digest(rules) for place, rules in wanted.items()}
    RuleBook.objects.bulk_create(
        [RuleBook(sha256=digests[place], rules=rules) for place, rules in wanted.items()],
        ignore_conflicts=True,
    )
    found = {book.sha256: book for book in RuleBook.objects.filter(sha256__in=set(digests.values()))}
    return {place: found[digest] for place, digest in digests.items()}


def read(book):
    """A book's {key: Threshold}."""
    return {
        key: Threshold(key, comparison, Decimal(value), severity, sentence, source)
        for key, comparison, value, severity, sentence, source in book.rules
    }


def _digest(rules):
    return hashlib.sha256(json.dumps(rules, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()
