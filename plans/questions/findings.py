"""What is wrong with an answer, and the yardstick by which figures are judged."""

import operator
from collections import namedtuple
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import ROUND_CEILING, ROUND_HALF_UP, Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ui.moments import english

BLOCK, WARN, OFF = "block", "warn", "off"
COMPARISONS = {">=": operator.ge, "<=": operator.le}
ASKED = {">=": gettext_lazy("不低于"), "<=": gettext_lazy("不超过")}

# What is wrong with an answer: where, how grave, in words, and by which rule.
Finding = namedtuple("Finding", "key severity sentence source")

# A threshold as it holds: from the city's rules or as shipped. ``value`` is a Decimal.
Threshold = namedtuple("Threshold", "key comparison value severity sentence source")


@dataclass(frozen=True)
class Measure:
    """A figure the city may set a threshold on: one of ``needs`` answers to compute it, told at ``at``.

    ``figure(answers) -> number``; ``short(answers, value) -> number`` is how many ``lacking`` (unit) are missing
    to reach ``value``, of which the sentence tells when above zero. ``shipped`` are (kind of control or "",
    comparison, value, severity): what holds until the city decides otherwise. ``yes`` is the sentence of a
    measure that is a yes or no (1 or 0).
    """

    key: str
    label: Any
    at: str
    needs: tuple
    figure: Callable
    shipped: tuple
    unit: Any = ""
    source: Any = ""
    short: Callable | None = None
    lacking: Any = ""
    yes: Any = ""

    def of(self, answers):
        """The figure, or None while an answer it needs is missing or there is nothing to divide by."""
        if any(answers.get(key) is None for key in self.needs):
            return None
        try:
            figure = self.figure(answers)
        except ZeroDivisionError:
            return None
        return None if figure is None else Decimal(str(figure))


@dataclass(frozen=True)
class Yardstick:
    """What a plan is judged by: the thresholds in force for it, and what the portal itself knows of it.

    ``facts`` may hold "listed": the subject is on the white list. Without thresholds the shipped ones hold.
    """

    thresholds: dict | None = None
    facts: frozenset = field(default=frozenset())

    def threshold(self, measure):
        """The ``Threshold`` in force on this measure, or None where it is switched off."""
        if self.thresholds is None:
            return shipped(measure)
        return self.thresholds.get(measure.key)

    def findings(self, measure, answers, questions):
        """What the threshold finds. A blocking one is not evaded by leaving an answer of the start form empty."""
        rule = self.threshold(measure)
        if rule is None or rule.severity == OFF:
            return []
        figure = measure.of(answers)
        if figure is None:
            open_ones = [key for key in measure.needs if answers.get(key) is None]
            started = all(questions.part_of[key].need == "start" for key in measure.needs)
            if rule.severity != BLOCK or not started or not open_ones:
                return []
            sentence = _("按规定须填：{label}。").format(label=measure.label)
            return [Finding(open_ones[0], BLOCK, sentence, str(rule.source))]
        if COMPARISONS[rule.comparison](figure, rule.value):
            return []
        return [Finding(measure.at, rule.severity, sentence_of(measure, rule, figure, answers), rule.source)]


def shipped(measure, kinds=()):
    """The threshold as the portal ships it, for a plan under these kinds of control (codes)."""
    wanted = [row for row in measure.shipped if row[0] in kinds] or [
        row for row in measure.shipped if row[0] == ""
    ]
    if not wanted:
        return None
    _kind, comparison, value, severity = wanted[0]
    return Threshold(measure.key, comparison, Decimal(str(value)), severity, "", str(measure.source))


def plain(number):
    """A figure as people write it: two places at most, no trailing zeros."""
    text = format(Decimal(str(number)).quantize(Decimal("0.01"), ROUND_HALF_UP), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def sentence_of(measure, rule, figure, answers):
    """The sentence with its figures, in the city's words where it gave some: 床位/人0.93，应不低于1，还差12张。"""
    gap = measure.short(answers, rule.value) if measure.short else 0
    gap = int(Decimal(str(gap)).to_integral_value(ROUND_CEILING))
    words = {"figure": plain(figure), "value": plain(rule.value), "missing": gap, "unit": measure.unit}
    if rule.sentence:
        return rule.sentence.format(**words)
    if measure.yes:
        return str(measure.yes)
    said = _("{label}{figure}{unit}，应{asked}{value}{unit}").format(
        label=measure.label, asked=ASKED[rule.comparison], **words
    )
    if gap > 0:
        said += _("，还差{missing}{unit}").format(missing=gap, unit=measure.lacking or measure.unit)
    return said + _("。")


def rule_words(measure, rule):
    """A threshold as it is told beside the question: 床位/人不低于1。"""
    return _("{label}{asked}{value}{unit}").format(
        label=measure.label, asked=ASKED[rule.comparison], value=plain(rule.value), unit=measure.unit
    )


def requirement(measure, rule):
    """The threshold alone: 不低于7天."""
    gap = " " if english() and str(measure.unit)[:1].isalpha() else ""
    return f"{ASKED[rule.comparison]} {plain(rule.value)}{gap}{measure.unit}"
