"""By which thresholds a version is judged."""

from .questions.findings import Yardstick


def yardstick_of(version):
    return Yardstick()
