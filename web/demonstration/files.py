"""The folder of files: what is in it, as rows by their Chinese headings."""

import csv
from datetime import date, datetime, timedelta
from functools import cached_property
from pathlib import Path

from django.utils import timezone

from clock import clock


class Files:
    """A demonstration's folder. Raises ``FileNotFoundError`` with the pattern that is missing."""

    def __init__(self, folder):
        self.folder = Path(folder)

    def path(self, pattern):
        found = sorted(self.folder.glob(pattern))
        if not found:
            raise FileNotFoundError(f"{self.folder}: {pattern}")
        return found[-1]

    def rows(self, pattern):
        with self.path(pattern).open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    @cached_property
    def returns(self):
        return self.rows("daily_returns_*.csv")

    @cached_property
    def passes(self):
        return self.rows("passes_*.csv")

    @cached_property
    def days(self):
        """The days the returns tell of, in their order: the first is the city's first day of figures."""
        return sorted({day_of(row["日期"]) for row in self.returns})

    @cached_property
    def sealed(self):
        """{credit code: first return in closed loop}: that day the firm's loop was confirmed."""
        first = {}
        for row in sorted(self.returns, key=lambda row: row["日期"]):
            if row["生产状态"] == "闭环生产":
                first.setdefault(row["统一社会信用代码"], row)
        return first


def day_of(text):
    return date.fromisoformat(text)


def moment_of(text):
    """ "2022-09-01 07:15" in the city's time zone."""
    return timezone.make_aware(datetime.fromisoformat(text))


def at(day, hour, minute=0):
    """That hour of that day in the city."""
    return clock.day_start(day) + timedelta(hours=hour, minutes=minute)
