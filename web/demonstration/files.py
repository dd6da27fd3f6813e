"""The folder of files: what is in it, as rows by their Chinese headings."""

import csv
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import zip_longest
from pathlib import Path

from django.utils import timezone

from clock import clock

WAITING = 18  # firms whose plans wait on the desks the first morning


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

    @cached_property
    def waiting(self):
        """Codes of firms outside every loop, under control, with most people inside: county by county in turn."""
        inside = {row["统一社会信用代码"]: int(row["在厂人数"] or 0) for row in self.returns}
        controlled = {row["区县代码"] for row in self.rows("control_periods_*.csv")}
        places = {}
        for row in self.rows("enterprise_directory_*.csv"):
            code = row["统一社会信用代码"]
            if row["区县代码"] in controlled and inside.get(code) and code not in self.sealed:
                places.setdefault(row["区县代码"], []).append(code)
        most_first = [sorted(codes, key=lambda code: (-inside[code], code)) for codes in places.values()]
        return [code for turn in zip_longest(*most_first) for code in turn if code][:WAITING]


def day_of(text):
    return date.fromisoformat(text)


def moment_of(text):
    """ "2022-09-01 07:15" in the city's time zone."""
    return timezone.make_aware(datetime.fromisoformat(text))


def at(day, hour, minute=0):
    """That hour of that day in the city."""
    return clock.day_start(day) + timedelta(hours=hour, minutes=minute)
