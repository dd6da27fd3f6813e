"""A demonstration built beside the cast, and counts taken from its files without the portal."""

import csv
from contextlib import contextmanager
from pathlib import Path

from django.db import connection, transaction

from clock import clock

SHIPPED = Path(__file__).parents[2] / "demonstration" / "luzhou-2022"
NAME = {
    "directory": "enterprise_directory_2022.csv",
    "parks": "parks_2022.csv",
    "whitelist": "whitelist_2022.csv",
    "periods": "control_periods_2022.csv",
    "people": "people_2022.csv",
    "returns": "daily_returns_2022-09.csv",
    "passes": "passes_2022-09.csv",
    "towns": "luzhou_towns_2023.csv",
    "divisions": "divisions_2023.csv",
}


@contextmanager
def emptied():
    """Within the block the database holds nothing; afterwards everything stands as before."""
    with transaction.atomic():
        tables = [name for name in connection.introspection.table_names() if name != "django_migrations"]
        with connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {', '.join(map(connection.ops.quote_name, tables))} CASCADE")
        yield
        transaction.set_rollback(True)
    clock.forget()


def read(folder, what):
    with (folder / NAME[what]).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def write(folder, what, rows):
    with (folder / NAME[what]).open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def sealed_by(folder, day):
    """Credit codes of the firms that had reported closed-loop production by a day."""
    rows = read(folder, "returns")
    return {r["统一社会信用代码"] for r in rows if r["生产状态"] == "闭环生产" and r["日期"] <= day}


def above_scale(folder, *counties):
    rows = read(folder, "directory")
    return {r["统一社会信用代码"] for r in rows if r["是否规上"] == "是" and r["区县代码"] in counties}


def reduce(folder):
    """Another city's worth: two counties, thirty firms, other dates, one of the counties under control."""
    counties, first = {"510502", "510522"}, 15
    firms = []
    for county in sorted(counties):
        firms += [row for row in read(SHIPPED, "directory") if row["区县代码"] == county][:first]
    for place, row in enumerate(firms):
        row["是否规上"] = "是" if place % 3 else "否"
        row["上年工业总产值（万元）"] = str(100 + place)
    codes = {row["统一社会信用代码"] for row in firms}
    write(folder, "directory", firms)
    write(folder, "parks", read(SHIPPED, "parks"))
    write(folder, "towns", read(SHIPPED, "towns"))
    write(folder, "divisions", [r for r in read(SHIPPED, "divisions") if r["code"][:2] in {"51", "50"}])
    write(folder, "whitelist", _listed(firms))
    periods = [row for row in read(SHIPPED, "periods") if row["区县代码"] == "510502"]
    write(folder, "periods", [row | {"开始时间": "2022-09-07 12:00"} for row in periods])
    people = read(SHIPPED, "people")
    write(folder, "people", [r for r in people if r["单位类型"] != "enterprise"])
    returns = [row for row in read(SHIPPED, "returns") if row["统一社会信用代码"] in codes]
    for place, row in enumerate(returns):
        row["生产状态"] = "闭环生产" if place % 4 == 0 else "正常生产"
    write(folder, "returns", returns)
    passes = [row for row in read(SHIPPED, "passes") if row["统一社会信用代码"] in codes]
    write(folder, "passes", passes)


def _listed(firms):
    rows = read(SHIPPED, "whitelist")[:2]
    model = next(row for row in read(SHIPPED, "whitelist") if row["对象类型"] == "企业")
    named = [{"名称": f["企业名称"], "统一社会信用代码": f["统一社会信用代码"]} for f in firms[::6]]
    return rows + [model | name for name in named]
