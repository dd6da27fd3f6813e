"""The notices, the plans, the loops: as events, each at its moment."""

from datetime import timedelta
from itertools import groupby

from control.switch.scope import Scope
from control.switch.services import order_switch, preview_order
from periods.kinds import kind_named
from periods.services import announce_notice
from plans.loops.services import confirm_loops
from plans.models.loops import Loop
from plans.services import endorse_plans, file_start_forms
from regions.models import Region
from workflow.errors import Refused

from .files import at, day_of, moment_of
from .review import all_of, each, file_for_record, on_the_desk, plans_of


def notices(files, cast):
    """Each notice transcribed two hours before it takes force."""
    key = ("发布机关", "通告编号", "管控类型", "开始时间", "结束时间")
    rows = sorted(files.rows("control_periods_*.csv"), key=lambda row: [row[name] for name in key])
    events = []
    for words, group in groupby(rows, key=lambda row: tuple(row[name] for name in key)):
        codes = [row["区县代码"] for row in group]
        issuer, number, kind, since, until = words
        since = moment_of(since)

        def announce(codes=codes, issuer=issuer, number=number, kind=kind, since=since, until=until):
            announce_notice(
                [(region, "") for region in Region.objects.filter(code__in=codes)],
                by=cast.city[0],
                issuer=issuer,
                number=number,
                kind=kind_named(kind),
                since=since,
                until=moment_of(until) if until else None,
                basis=f"{issuer}通告{number}",
            )

        events.append((since - timedelta(hours=2), announce))
    return events


def loops(files, cast):
    """Plans filed two days before a firm is sealed, ordered the evening before, confirmed on the day."""
    events = []
    by_day = {}
    for code, row in files.sealed.items():
        by_day.setdefault(day_of(row["日期"]), []).append((cast.firms[code], row))
    first = min(by_day)
    drill = at(first - timedelta(days=1), 16)
    events.append((drill, lambda group=by_day[first]: _drill(cast, group)))
    for day, group in by_day.items():
        two, one = day - timedelta(days=2), day - timedelta(days=1)
        events += [
            (at(two, 18), lambda group=group, two=two: _file(cast, group, two)),
            (at(two, 20), lambda group=group: _endorse(cast, group)),
            (at(one, 11), lambda group=group, day=day: _file_for_record(cast, group, files, day)),
            (at(one, 17), lambda group=group: _order(cast, group)),
            (at(day, 22, 30), lambda group=group, day=day: _confirm(cast, group, day)),
        ]
    return events


def _file(cast, group, day):
    """Each park and town enters its firms' sheets at once; a clerk who can sign in files the own plan."""
    entered = {}
    for place, (firm, row) in enumerate(group):
        moment = at(day, 9) + timedelta(minutes=place * 530 // len(group))
        form = (firm, answers_for(firm, row, day + timedelta(days=2)))
        entered.setdefault(cast.filer(firm), []).append((form, moment))
    for officer, forms in entered.items():
        rows, moments = zip(*forms, strict=True)
        file_start_forms(list(rows), by=officer, occurred_at=list(moments))


def answers_for(firm, row, start):
    """A start form as the firm would fill it in, from what the files say of it."""
    inside = int(row["在厂人数"] or 1)

    def days(name):
        return int(row[name] or 0)

    return {
        "principal_name": firm.contact_name,
        "principal_phone": firm.contact_phone,
        "duty_phone": firm.contact_phone,
        "planned_from": start.isoformat(),
        "planned_until": (start + timedelta(days=30)).isoformat(),
        "gates_total": 3,
        "gates_kept": 1 + inside % 2,
        "staff_total": inside + inside // 8,
        "people_inside": inside,
        "beds": inside + inside // 20 + 1,
        "living_stock_days": days("生活物资可用天数"),
        "material_stock_days": days("原辅料可用天数"),
        "ppe_stock_days": days("防疫物资可用天数"),
        "trucks_per_day": 1 + inside // 40,
        "transfer_name": firm.contact_name,
        "transfer_phone": firm.contact_phone,
        "safety_check": "pass",
        "undertaking": "enterprise.2",
        "signer": firm.contact_name,
    }


def _endorse(cast, group):
    for officer, firms in each(group, cast.territory):
        all_of(endorse_plans(plans_of(firms, "submitted"), by=officer))


def _file_for_record(cast, group, files, day):
    # Of those sealed the day before the last one was filed before its check, which by now is overdue.
    file_for_record(cast, group, one_unchecked=day in files.days[-2:-1])


def _drill(cast, group):
    """The city tries the switch on the first county that will be ordered; the report of the drill is kept."""
    county = group[0][0].county
    _switch(Scope(region=county), cast.city[0], drill=True, remark="首次下达前的演练")


def _order(cast, group):
    for officer, firms in each(group, cast.county):
        switch = _switch(Scope(codes=tuple(firm.credit_code for firm in firms)), officer)
        if switch.refused:
            raise Refused(f"{switch}: {switch.refused}", code="demonstration_refused")


def _switch(scope, officer, **words):
    digest = preview_order(scope, by=officer).digest
    return order_switch(scope, by=officer, digest=digest, **words)


def _confirm(cast, group, day):
    inside = {firm.pk: int(row["在厂人数"] or 1) for firm, row in group}
    for officer, firms in each(group, cast.territory):
        ordered = Loop.objects.filter(enterprise__in=firms, status="ordered")
        keys = dict(ordered.order_by("pk").values_list("pk", "enterprise"))
        spread = {key: at(day, 6) + timedelta(minutes=(firm * 37) % 960) for key, firm in keys.items()}
        people = {key: inside[firm] for key, firm in keys.items()}
        all_of(confirm_loops(ordered, by=officer, people_inside=people, occurred_at=spread))


def waiting_work(files, cast):
    """The last evening some firms outside the loop have filed: what desks have before them in the morning."""
    day = files.days[-1]
    rows = {row["统一社会信用代码"]: row for row in files.returns}
    group = [(cast.firms[code], rows[code]) for code in files.waiting]

    def happen():
        _file(cast, group, day)
        _endorse(cast, group[:9])
        on_the_desk(cast, group[:9], group[9:13])

    return [(at(day, 18, 10), happen)]
