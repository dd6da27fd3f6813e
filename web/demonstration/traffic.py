"""Passes: applied for, accepted, recommended and issued at their minutes; paper ones entered."""

from datetime import timedelta

from accounts.models import Unit
from passes.apply.entering import enter_paper_passes
from passes.bulk import accept_passes, apply_in_bulk, issue_passes, recommend_passes
from passes.models import PassType, VehiclePass
from passes.plates import colour_of
from regions.models import Region

from .emergency import all_of
from .files import at, day_of, moment_of

AGREED = "市指挥部交通保障组会议纪要（演示）"


def passes(files, cast):
    """[(moment, what happens)]: a day's passes are recorded in the last minutes of that day."""
    days = by_key(files.passes, lambda row: day_of(row["核发时间"][:10]))
    return [(at(day, 23, 59), lambda rows=rows: _issue(cast, rows)) for day, rows in days]


def _issue(cast, rows):
    types = {kind.name: kind for kind in PassType.objects.all()}
    units = {unit.name: unit.pk for unit in Unit.objects.filter(name__in={row["核发单位"] for row in rows})}
    regions = {region.code: region for region in Region.objects.filter(code__in=codes_of(rows))}
    online = [row for row in rows if row["渠道"] == "线上"]
    paper = [row for row in rows if row["渠道"] != "线上"]
    made = {}  # key: when it was issued
    for officer, group in by_key(online, lambda row: cast.territory(cast.firms[row["统一社会信用代码"]])):
        moments = [moment_of(row["核发时间"]) for row in group]
        applied = apply_in_bulk(
            [columns_of(row, cast, types, regions) for row in group],
            by=officer,
            occurred_at=[moment - timedelta(minutes=90) for moment in moments],
        )
        made |= {new.pk: (moment, row) for new, moment, row in zip(applied, moments, group, strict=True)}
    for press, minutes in ((accept_passes, 60), (recommend_passes, 30)):
        counties = by_key(made.items(), lambda item: cast.county(cast.firms[item[1][1]["统一社会信用代码"]]))
        for officer, group in counties:
            times = {key: moment - timedelta(minutes=minutes) for key, (moment, _row) in group}
            all_of(press(VehiclePass.objects.filter(pk__in=times), by=officer, occurred_at=times))
    for unit, group in by_key(made.items(), lambda item: units[item[1][1]["核发单位"]]):
        times = {key: moment for key, (moment, _row) in group}
        issuer = cast.issuer(unit)
        done = _issued(times, issuer)
        doubtful = {
            key: times[key] for key, (code, _sentence) in done.refused.items() if code == "second_person"
        }
        if len(doubtful) < len(done.refused):
            all_of(done)
        if doubtful:
            all_of(_issued(doubtful, issuer, approver=cast.other_issuer(unit), basis=AGREED))
    for unit, group in by_key(paper, lambda row: units[row["核发单位"]]):
        enter_paper_passes(
            [{**columns_of(row, cast, types, regions), "number": row["证件编号"]} for row in group],
            by=cast.issuer(unit),
            basis="线下紧急办理，纸质证补录",
            occurred_at=[moment_of(row["核发时间"]) for row in group],
        )


def _issued(times, issuer, **words):
    passes = VehiclePass.objects.filter(pk__in=times)
    return issue_passes(passes, by=issuer, occurred_at=times, others="keep", **words)


def columns_of(row, cast, types, regions):
    return {
        "type": types[row["类型"]],
        "enterprise": cast.firms[row["统一社会信用代码"]],
        "plate": row["车牌号码"],
        "plate_colour": colour_of(row["车牌颜色"]),
        "driver_name": row["驾驶员"],
        "driver_phone": row["联系电话"],
        "goods_category": row["物资类别"],
        "goods_name": row["品名"],
        "weight_t": row["重量（吨）"] or None,
        "origin": regions[row["始发地代码"]],
        "destination": regions[row["目的地代码"]],
        "first_day": day_of(row["有效期起"]),
        "last_day": day_of(row["有效期止"]),
    }


def codes_of(rows):
    return {row[name] for row in rows for name in ("始发地代码", "目的地代码")}


def by_key(rows, who):
    groups = {}
    for row in rows:
        groups.setdefault(who(row), []).append(row)
    return groups.items()
