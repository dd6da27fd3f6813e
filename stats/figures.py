"""The figures the portal publishes: identifier, formula with its version, unit, words.

I1, I2, I3, I15 and I17 are those of the published reports: firms in closed loop, their share of the
above-scale firms, their share of output, passes ever issued, the white list.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from passes.models import Channel, Scope
from whitelist.models import Level

from .models import ScopeKind

SIX = Decimal("0.000001")
SUBJECTS = {
    "park": pgettext_lazy("in a sentence", "园区"),
    "enterprise": pgettext_lazy("in a sentence", "企业"),
}


@dataclass(frozen=True)
class Row:
    """One figure of one scope: what ``DailyFigure`` stores of it."""

    figure: str
    scope_kind: str
    scope_code: str
    scope_name: str
    numerator: Decimal
    denominator: Decimal | None = None
    value: Decimal | None = None
    unit: str = "家"
    note: dict | None = None
    firms_above: int | None = None
    firms_below: int | None = None

    @property
    def formula(self):
        return formula_of(self.figure)


def count(figure, scope, number, unit="家"):
    """A plain count: its value is itself, and it has no denominator."""
    number = Decimal(number)
    return Row(figure, *scope, numerator=number, value=number, unit=unit)


def share(figure, scope, above, below, **more):
    """A ratio to six places, half up; null when there is nothing below."""
    above, below = Decimal(above), Decimal(below)
    value = (above / below).quantize(SIX, ROUND_HALF_UP) if below else None
    return Row(figure, *scope, numerator=above, denominator=below, value=value, unit="1", **more)


def formula_of(figure):
    """The formula of a figure with its version: one for all scopes and channels of I15, one for I17."""
    return f"{figure.split('.')[0]}.v1"


def name_of(figure):
    """What a figure is called, in the reader's language."""
    number, *parts = figure.split(".")
    match number, parts:
        case "I1", []:
            return _("闭环生产企业数")
        case "I2", []:
            return _("闭环企业占比")
        case "I3", []:
            return _("闭环产值占比")
        case "I15", ["issued"]:
            return _("通行证累计核发")
        case "I15", ["issued", scope]:
            return _("%(scope)s通行证累计核发") % {"scope": Scope(scope).label}
        case "I15", ["issued", scope, channel]:
            words = {"scope": Scope(scope).label, "channel": Channel(channel).label}
            return _("%(scope)s通行证累计核发（%(channel)s）") % words
        case "I17", [level, subject]:
            words = {"level": Level(level).label, "subject": SUBJECTS[subject]}
            return _("%(level)s白名单%(subject)s") % words
    return figure


def plain(figure, number):
    """An exact decimal as text, the same from memory and from the database: outputs with two places."""
    if number is None:
        return None
    return f"{number:.2f}" if figure == "I3" else f"{number:.0f}"


def plain_value(row):
    if row.value is None:
        return None
    return f"{row.value:.6f}" if row.unit == "1" else plain(row.figure, row.value)


def scopes_known():
    return set(ScopeKind.values)


def known(figure):
    """Whether this is the name of a figure the portal publishes, so that a misspelt one is refused."""
    return figure in ALL


ALL = (
    "I1",
    "I2",
    "I3",
    "I15.issued",
    *(f"I15.issued.{scope}" for scope in Scope.values),
    *(f"I15.issued.{scope}.{channel}" for scope in Scope.values for channel in Channel.values),
    *(f"I17.{level}.{subject}" for level in Level.values for subject in SUBJECTS),
)
