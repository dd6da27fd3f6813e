"""The last night of the emergency: who is on duty, the calls after the last order, a firm disqualified."""

from datetime import timedelta

from accounts.models import Appointment, Role, Unit
from calls import services as calls
from calls.models import Call
from calls.opening import open_for_order
from calls.roster import write_shifts
from control.disqualification.services import decide_case, propose_disqualification, state_case
from enterprises.models import Enterprise
from plans.models import Plan
from plans.models.loops import LoopStep
from workflow.models import Deed

from .emergency import all_of
from .files import at, day_of

NIGHTS = 7
ANSWERING = (Unit.Kind.ECONOMIC_BUREAU, Unit.Kind.PARK_COMMITTEE)


def night(files, cast):
    """[(moment, what happens)] of the last day."""
    last = files.days[-1]
    return [
        (at(last, 9), lambda: _roster(cast, last)),
        (at(last - timedelta(days=1), 17, 5), lambda: _sheets(last)),
        (at(last - timedelta(days=1), 18, 20), lambda: _call(cast)),
        *_case(files, cast, last),
    ]


def _roster(cast, day):
    """A week of nights for every bureau and park committee, its officers in turn."""
    people = {}
    posts = Appointment.objects.in_force().filter(
        role__in=[Role.CITY, Role.DISTRICT, Role.TERRITORIAL], unit__kind__in=ANSWERING
    )
    for post in posts.select_related("unit", "user").order_by("unit", "pk"):
        people.setdefault(post.unit, []).append(post.user)
    rows = []
    for unit, officers in people.items():
        for turn in range(NIGHTS):
            officer = officers[turn % len(officers)]
            begins = day + timedelta(days=turn)
            rows.append(
                {
                    "unit": unit,
                    "since": at(begins, 8, 30),
                    "until": at(begins + timedelta(days=1), 8, 30),
                    "name": officer.name,
                    "phone": officer.phone or unit.duty_phone,
                    "post": "officer",
                    "user": officer,
                }
            )
    write_shifts(rows, by=cast.city[0], remark="演示")


def _sheets(last):
    """A sheet for each county's last order, as the portal opens it after the deed."""
    since = at(last - timedelta(days=1), 16)
    ordered = LoopStep.objects.filter(target="ordered", recorded_at__gte=since).values("deed")
    for deed in Deed.objects.filter(pk__in=ordered).order_by("pk"):
        open_for_order(deed)


def _call(cast):
    """An hour later most firms are reached, some not: each county's officer has worked down the own sheet."""
    rows = Call.objects.filter(status="waiting").select_related("enterprise").order_by("pk")
    ways = {"reach": [], "relay": [], "no_answer": [], "wrong_number": []}
    for place, call in enumerate(rows):
        way = {0: None, 4: "no_answer", 6: "relay", 9: "wrong_number"}.get(place % 13, "reach")
        if way:
            ways[way].append(call)
    for way, group in ways.items():
        mine = {}
        for call in group:
            mine.setdefault(cast.county(call.enterprise), []).append(call.pk)
        for officer, keys in mine.items():
            press = getattr(calls, f"{way}_calls")
            remark = {"relay": "门卫接听，十分钟内转告负责人", "wrong_number": "空号，请属地另找号码"}.get(
                way, ""
            )
            all_of(press(Call.objects.filter(pk__in=keys), by=officer, remark=remark))


def _case(files, cast, day):
    """One firm outside every loop, with passes of earlier days and no work pending: heard, then disqualified."""
    busy = {row["统一社会信用代码"] for row in files.passes if day_of(row["核发时间"][:10]) >= day}
    latest = sorted((row for row in files.passes if row["渠道"] == "线上"), key=lambda row: row["核发时间"])[
        -12:
    ]
    busy |= {row["统一社会信用代码"] for row in latest} | set(files.sealed)
    codes = {row["统一社会信用代码"] for row in files.passes} - busy
    case = {}

    def propose():
        firms = Enterprise.objects.filter(credit_code__in=codes, unit__isnull=False)
        firm = firms.exclude(pk__in=Plan.objects.filter(enterprise__isnull=False).values("enterprise"))
        firm = firm.select_related("county", "park").order_by("-passes__validity", "pk").first()
        if firm is not None:
            facts = "9月10日夜检查发现3名驾驶员未执行点对点闭环，在厂外留宿；属地核实属实。"
            case["of"] = propose_disqualification(firm, by=cast.county(firm), ground="logistics", facts=facts)

    def state():
        if case:
            said = "当晚车辆故障，已补做检测；已重新安排驾驶员住宿，申请从轻。"
            state_case(case["of"], by=cast.clerk(case["of"].enterprise), text=said)

    def decide():
        if case:
            decide_case(
                case["of"], by=cast.city[1], basis="泸市指办〔2022〕演示12号", remark="整改后可重新申请"
            )

    return [(at(day, 18, 30), propose), (at(day, 19, 20), state), (at(day, 20, 30), decide)]
