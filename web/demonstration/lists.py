"""The white list: municipal entries nominated and listed, higher ones recorded from their documents."""

from datetime import timedelta
from itertools import groupby

from enterprises.models import Park
from whitelist.models import Category, Level, WhitelistEntry
from whitelist.services import list_entry, nominate, record_entries

from .files import at, day_of


def white_list(files, cast):
    """[(moment, what happens)]: municipal entries nominated the day before and listed; higher ones recorded."""
    levels = {str(label): value for value, label in Level.choices}
    categories = {str(label): value for value, label in Category.choices}
    key = ("级别", "类别", "批次", "生效日期")
    rows = sorted(files.rows("whitelist_*.csv"), key=lambda row: [row[name] for name in key])
    events = []
    for (level, category, batch, since), group in groupby(
        rows, key=lambda row: tuple(row[name] for name in key)
    ):
        entries, day = list(group), day_of(since)
        how = {"category": categories[category], "effective_from": day, "batch": batch}
        if levels[level] == Level.MUNICIPAL:
            events.append((at(day - timedelta(days=1), 15), _nominated(cast, entries, how)))
            events.append((at(day, 9), lambda how=how: _listed(cast, how)))
        else:
            words = {**how, "level": levels[level], "document": f"{batch}{level}名单（演示）"}
            events.append((at(day, 10), _recorded(cast, entries, words)))
    return events


def _subjects(cast, rows):
    parks = {park.name: park for park in Park.objects.all()}
    return [
        cast.firms[row["统一社会信用代码"]] if row["对象类型"] == "企业" else parks[row["名称"]]
        for row in rows
    ]


def _nominated(cast, rows, how):
    return lambda: nominate(_subjects(cast, rows), by=cast.city[0], remark="符合五个方面的条件", **how)


def _listed(cast, how):
    waiting = WhitelistEntry.objects.filter(status="nominated", category=how["category"])
    for entry in waiting.filter(terms__batch=how["batch"], terms__superseded_at=None):
        list_entry(entry, by=cast.city[1])


def _recorded(cast, rows, words):
    return lambda: record_entries(_subjects(cast, rows), by=cast.city[0], **words)
