"""A smaller, altered copy of the demonstration's folder: two counties under control, some 44 firms."""

import csv
from pathlib import Path

from django.conf import settings

FULL = Path(settings.BASE_DIR, "demonstration", "luzhou-2022")
FIRMS = {"510521": 16, "510522": 16, "510502": 6, "510524": 6}
CONTROLLED = {"510521", "510522"}
CODE = "统一社会信用代码"
LOOP = "闭环生产"


def read(folder, name):
    with (folder / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def write(folder, name, rows):
    with (folder / name).open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def smaller_copy(folder):
    """Written to ``folder``: fewer firms, passes, entries; other counties under control; other firms in loop."""
    for name in ("luzhou_towns_2023.csv", "parks_2022.csv"):
        (folder / name).write_bytes((FULL / name).read_bytes())
    firms = _firms()
    codes = {row[CODE] for row in firms}
    write(folder, "enterprise_directory_2022.csv", firms)
    write(folder, "divisions_2023.csv", [r for r in read(FULL, "divisions_2023.csv") if _near(r["code"])])
    people = read(FULL, "people_2022.csv")
    write(
        folder,
        "people_2022.csv",
        [row for row in people if row["角色"] != "enterprise_clerk" or row["所辖"] in codes],
    )
    periods = [row for row in read(FULL, "control_periods_2022.csv") if row["区县代码"] in CONTROLLED]
    write(folder, "control_periods_2022.csv", periods)
    entries = [row for row in read(FULL, "whitelist_2022.csv") if row["对象类型"] == "园区"]
    entries = [row for row in entries if row["名称"] != "泸县经济开发区"]
    firm = {"对象类型": "企业", "类别": "居民生活", "批次": "2022年第一批", "生效日期": "2022-07-18"}
    for row in firms[:5]:
        entries.append(entries[0] | firm | {"名称": row["企业名称"], CODE: row[CODE], "级别": "市级"})
    write(folder, "whitelist_2022.csv", entries)
    passes = [row for row in read(FULL, "passes_2022-09.csv") if row[CODE] in codes]
    passes = [row for row in passes if _near(row["始发地代码"]) and _near(row["目的地代码"])]
    write(folder, "passes_2022-09.csv", passes[1:])
    write(folder, "daily_returns_2022-09.csv", _returns(codes))
    return folder


def _near(code):
    return code[:2] in ("51", "50")


def _firms():
    """The first firms of each county, those with a provincial pass before the others."""
    passes = read(FULL, "passes_2022-09.csv")
    provincial = {row[CODE] for row in passes if row["类型"] == "省内应急通行证"}
    rows = sorted(
        read(FULL, "enterprise_directory_2022.csv"), key=lambda row: (row[CODE] not in provincial, row[CODE])
    )
    return [row for code, many in FIRMS.items() for row in [r for r in rows if r["区县代码"] == code][:many]]


def _returns(codes):
    """Two firms that were sealed are not, two that were not are from the 10th on."""
    rows = [row for row in read(FULL, "daily_returns_2022-09.csv") if row[CODE] in codes]
    sealed = sorted({row[CODE] for row in rows if row["生产状态"] == LOOP})
    others = sorted({row[CODE] for row in rows} - set(sealed))
    for row in rows:
        if row[CODE] in sealed[:2] and row["生产状态"] == LOOP:
            row["生产状态"] = "限产"
        if row[CODE] in others[:2] and row["日期"] >= "2022-09-10":
            row["生产状态"] = LOOP
    return rows
