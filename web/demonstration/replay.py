"""All of it in the order in which it happened, the clock moved from event to event."""

import csv
import io
import time
from datetime import timedelta

from django.db import transaction

from clock import clock
from stats.services import compile_day
from ui.sheets.importing import IMPORTERS
from workflow.models import Outbox

from . import collecting, desks, emergency, lists, night, posts, registry, roadside, traffic
from .cast import Cast
from .files import Files, at, day_of

LABEL = "演示数据：企业、人员、车牌均为虚构"


@transaction.atomic
def replay(folder, tell=lambda words: None):
    """Build the demonstration from a folder; all or nothing. ``tell`` is given a line for each stage done."""
    files, started = Files(folder), time.monotonic()

    def done(words):
        tell(f"{time.monotonic() - started:6.1f} s  {words}")

    first = min(_first_day(files) - timedelta(days=14), files.days[0] - timedelta(days=60))
    with clock.standing_at(at(first, 8)):
        registry.build(files)
        cast = Cast()
    done(f"registry: {len(cast.firms)} firms")
    events = [
        *lists.white_list(files, cast),
        *emergency.notices(files, cast),
        *emergency.loops(files, cast),
        *emergency.waiting_work(files, cast),
        *night.night(files, cast),
        *collecting.links(files, cast),
        *traffic.passes(files, cast),
        *posts.posts(files, cast),
        *roadside.roadside(files, cast),
        *_days(files),
    ]
    day = None
    for moment, happen in sorted(events, key=lambda event: event[0]):
        with clock.standing_at(moment):
            happen()
        if clock.day_of(moment) != day and moment >= at(files.days[0] - timedelta(days=3), 0):
            day = clock.day_of(moment)
            done(f"up to {day.isoformat()}")
    morning = at(files.days[-1] + timedelta(days=1), 8)
    # Nobody wants three weeks of notices on the first morning: only what is asked from here on is told.
    Outbox.objects.filter(delivered_at=None).update(delivered_at=morning)
    for moment, happen in desks.waiting_passes(files, cast):
        with clock.standing_at(moment):
            happen()
    clock.start_demonstration(morning, LABEL)
    done("ready")


def _first_day(files):
    """The earliest day any file tells of."""
    starts = [day_of(row["生效日期"]) for row in files.rows("whitelist_*.csv")]
    starts += [day_of(row["开始时间"][:10]) for row in files.rows("control_periods_*.csv")]
    starts += [day_of(row["核发时间"][:10]) for row in files.passes]
    return min(starts)


def _days(files):
    """Each day's returns come in by midnight; five minutes later the day is compiled."""
    events = []
    for day in files.days:
        rows = [row for row in files.returns if day_of(row["日期"]) == day]
        events.append((at(day, 23, 58), lambda rows=rows, day=day: _take_returns(rows, day)))
        events.append((at(day + timedelta(days=1), 0, 5), lambda day=day: compile_day(day)))
    return events


def _take_returns(rows, day):
    sheet = io.StringIO()
    writer = csv.DictWriter(sheet, fieldnames=list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    file = io.BytesIO(sheet.getvalue().encode("utf-8-sig"))
    report = IMPORTERS["returns"](by=None).run(file, name=f"daily_returns_{day}.csv", dry_run=False)
    if not report.done:
        raise registry.BadFile(f"{day}: {report.errors[:3]}")
