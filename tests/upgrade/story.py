"""Three days of the cast in which every life comes to several of its statuses: what a landing's dump holds.

It uses the portal's deeds alone, so it is told by the code of the landing that is dumped, and by today's.
"""

from datetime import date, datetime
from decimal import Decimal

from django.apps import apps
from django.db.models import Count

from clock import clock
from enterprises.services import file_return, write_entry
from passes import services as passes
from passes.types import ensure_pass_types
from periods.kinds import ensure_control_kinds, kind_named
from periods.services import announce_notice, cancel_period, end_period, plan_notice
from plans.loops.services import confirm_loop, order_loop
from plans.services import endorse_plan, return_plan, start_plan
from stats.services import compile_day
from tests.plans.forms import PARK, filed, submitted
from whitelist.models import Level
from whitelist.services import list_entry, nominate, record_entries, refuse_entry, remove_entry
from workflow.models import Policy
from workflow.versions import record_facts

# {label of a life: {status: how many}} when the story ends.
STATUSES = {
    "whitelist.WhitelistEntry": {"nominated": 1, "listed": 3, "refused": 1, "removed": 1},
    "periods.ControlPeriod": {"announced": 2, "planned": 1, "cancelled": 1},
    "plans.Plan": {"filed": 1, "returned": 1, "endorsed": 1, "submitted": 1, "draft": 1},
    "plans.Loop": {"running": 1},
    "passes.VehiclePass": {
        "draft": 1,
        "submitted": 1,
        "accepted": 1,
        "returned": 1,
        "refused": 1,
        "recommended": 1,
        "issued": 2,
        "suspended": 1,
    },
}


def statuses():
    """The same of what the database holds."""
    counts = {}
    for label in STATUSES:
        found = apps.get_model(label).objects.order_by("status").values_list("status")
        counts[label] = dict(found.annotate(number=Count("pk")))
    return counts


def at(text):
    """ "2022-09-08 12:00" as a moment in the city (the tests' own word for it needs pytest)."""
    return datetime.fromisoformat(f"{text}+08:00")


def tell(world):
    """The cast, at its places since noon of 8 September, works until the morning of the 10th."""
    with clock.standing_at(at("2022-09-08 12:00")):
        _policies(world)
        _registry(world)
        _periods(world)
        _plans(world)
        _white_list(world)
        _passes(world)
    with clock.standing_at(at("2022-09-09 00:10")):
        compile_day(date(2022, 9, 8))
    with clock.standing_at(at("2022-09-09 09:00")):
        # 已封闭 is confirmed late, for the evening before: yesterday's figures get a second revision.
        late = at("2022-09-08 20:00")
        confirm_loop(world.shanda.loops.get(), by=world.li, people_inside=186, occurred_at=late)
        file_return(world.shanda, by=world.li, day=clock.today(), status="closed_loop", on_site=186)
        compile_day(date(2022, 9, 8))
    with clock.standing_at(at("2022-09-10 00:10")):
        compile_day(date(2022, 9, 9))


def _policies(world):
    line = {"region_id": None, "since": clock.now(), "basis": "泸市指〔2022〕3号"}
    record_facts(Policy, [{"key": "stats.first_day", "value": "2022-09-08", **line}], by=world.chen)
    line["region_id"] = world.r510522.pk
    record_facts(Policy, [{"key": "plan.review_hours", "value": 12, **line}], by=world.chen)
    record_facts(Policy, [{"key": "plan.review_hours", "value": 6, **line}], by=world.chen)


def _registry(world):
    for firm, by, output in (
        (world.shanda, world.sun, "29087.8"),
        (world.qingquan, world.sun, "5120.5"),
        (world.longfei, world.zhao, "7300"),
    ):
        facts = {"above_scale": True, "output_value": Decimal(output), "employees": 209}
        write_entry(firm, by=by, year=2022, **facts)
    write_entry(
        world.longfei, by=world.zhao, year=2022, above_scale=True, output_value=Decimal("7800"), employees=88
    )
    file_return(world.shanda, by=world.li, day=clock.today(), status="normal", on_site=200)
    file_return(world.shanda, by=world.li, day=clock.today(), status="normal", on_site=190)


def _periods(world):
    ensure_control_kinds()
    notice = {"by": world.chen, "issuer": "泸州市指挥部", "kind": kind_named("临时性静态管理")}
    morning = at("2022-09-08 06:00")
    areas = [(world.r510522, ""), (world.r510524, "")]
    _stays, ends = announce_notice(areas, number="2022年第5号", since=morning, **notice)
    end_period(ends, by=world.chen, until=at("2022-09-08 11:00"))
    plan_notice([(world.r510504, "")], number="2022年第6号", since=at("2022-09-12 00:00"), **notice)
    [wrong] = announce_notice([(world.r510502, "")], number="2022年第7号", since=morning, **notice)
    cancel_period(wrong, by=world.chen, remark="录入有误")


def _plans(world):
    filed(world.shanda, clerk=world.li, territory=world.luo, district=world.sun)
    order_loop(world.shanda, by=world.sun)
    returned = submitted(world.qingquan, world.ma)
    return_plan(returned, by=world.zhou, remark="床位少于驻厂人数")
    endorse_plan(submitted(world.longfei, world.hu), by=world.gao)
    submitted(world.port, world.luo, PARK)
    start_plan(world.hitech, by=world.gao)


def _white_list(world):
    term = {"category": "livelihood", "effective_from": clock.today(), "batch": "2022年第一批"}
    [listed] = nominate([world.shanda], by=world.sun, **term)
    list_entry(listed, by=world.chen)
    [refused] = nominate([world.qingquan], by=world.sun, **term)
    refuse_entry(refused, by=world.chen, remark="不属重点保障类别")
    nominate([world.port], by=world.sun, **term)
    # A provincial list implies the municipal one; the municipal entry waits for the city's confirmation.
    record_entries(
        [world.hitech], by=world.chen, level=Level.PROVINCIAL, document="川经信〔2022〕9号", **term
    )
    [gone] = nominate([world.longfei], by=world.zhao, **term)
    list_entry(gone, by=world.chen)
    remove_entry(gone, by=world.chen, remark="已转产")


def _passes(world):
    types = ensure_pass_types(
        {
            "city_emergency": world.bureau,
            "province_emergency": world.transport_group,
            "national_goods": world.transport_group,
        }
    )

    def form(plate, **more):
        return {
            "type": types["city_emergency"],
            "enterprise": world.shanda,
            "plate": plate,
            "plate_colour": "yellow",
            "driver_name": "赵师傅",
            "driver_phone": "13900000001",
            "goods_category": "raw_materials",
            "goods_name": "钢材",
            "weight_t": "12.5",
            "origin": world.r510522,
            "destination": world.r510502,
            "first_day": date(2022, 9, 8),
            "last_day": date(2022, 9, 14),
        } | more

    def asked(plate, *presses):
        made = passes.apply_for_pass(by=world.li, **form(plate))
        for press, words in presses:
            press(made, **words)

    accept = (passes.accept_pass, {"by": world.sun})
    recommend = (passes.recommend_pass, {"by": world.ren})
    issue = (passes.issue_pass, {"by": world.chen, "approver": world.lin, "basis": "市指挥部口头指示"})
    passes.apply_for_pass(by=world.li, draft=True, **form("川E10000"))
    asked("川E10001")
    asked("川E10002", accept)
    asked("川E10003", (passes.return_pass, {"by": world.sun, "remark": "请补充线路"}))
    asked("川E10004", accept, (passes.refuse_pass, {"by": world.sun, "remark": "非必要运输"}))
    asked("川E10005", accept, recommend)
    asked("川E10006", accept, recommend, issue)
    stop = (passes.suspend_pass, {"by": world.chen, "remark": "车辆检修"})
    asked("川E10007", accept, recommend, issue, stop)
    paper = form("川E10008", type=types["province_emergency"], number="510500000081")
    passes.enter_paper_pass(
        by=world.he, basis="线下紧急办理，纸质证补录", occurred_at=at("2022-09-08 10:00"), **paper
    )
