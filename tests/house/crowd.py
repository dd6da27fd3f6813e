"""A number of rows of every kind under Hejiang, written in few statements: what lists are long with."""

import uuid
from datetime import timedelta

from accounts.models import Appointment, Role, SignIn, User
from calls.models import Call, CallSheet
from calls.roster import write_shifts
from checkpoints.models import Check, CheckPlace, Device, Enrolment, Post, Shift
from clock import clock
from control.models import Disqualification, PreparedSwitch, Switch
from enterprises.models import DailyReturn, DirectoryEntry, Enterprise, Park
from gathering.models import CollectionLink
from notices.models import Notice
from passes import bulk
from passes.types import ensure_pass_types
from periods.kinds import ensure_control_kinds, kind_named
from periods.services import announce_notice
from plans.models import Plan
from plans.models.loops import Loop
from whitelist.services import nominate
from workflow.models import Deed
from workflow.moves import begin
from workflow.versions import record_facts


def crowd(world, rows):
    """``rows`` more of everything, for every list has its reader among Chen, Sun and Li (whose firm files all)."""
    first, chen = Enterprise.objects.count(), world.chen
    places = range(first, first + rows)
    firms = _firms(world, places)
    deed = Deed.objects.create(verb="record", by=chen, recorded_at=clock.now())
    each = [{"enterprise_id": firm.pk, "county_id": firm.county_id} for firm in firms]
    record_facts(
        DirectoryEntry, [one | {"year": 2022, "above_scale": True} for one in each], by=chen, deed=deed
    )
    for firm in (firms, [world.shanda]):
        returns = [{"enterprise_id": one.pk, "day": clock.today(), "status": "normal"} for one in firm]
        record_facts(DailyReturn, returns, by=chen, deed=deed)
    nominate(firms, by=world.sun, category="livelihood", effective_from=clock.today())
    notice = {"issuer": "泸州市指挥部", "number": f"第{first}号", "kind": _kind(), "since": clock.now()}
    announce_notice([(world.r510522, f"{place}号院") for place in places], by=chen, **notice)
    plans = [Plan(kind="enterprise", enterprise=firm, filed_by=world.luo) for firm in firms]
    begin(Plan, plans, "start", by=world.luo)
    Loop.objects.bulk_create(
        Loop(enterprise=plan.enterprise, plan=plan, status="ordered", moved_at=clock.now()) for plan in plans
    )
    _switches(world, places)
    _links(world, firms)
    bulk.apply_in_bulk(_applications(world, places), by=world.li)
    people = User.objects.bulk_create(User(username=f"u{place}", name=f"人员{place}") for place in places)
    Appointment.objects.bulk_create(
        Appointment(user=user, unit=world.fuyang, role=Role.TERRITORIAL) for user in people
    )
    SignIn.objects.bulk_create(SignIn(user=world.sun, outcome="ok", typed="sun") for _place in places)
    told = {"kind": "plans.Plan", "verb": "submit", "subject": "企业", "created_at": clock.now()}
    deeds = Deed.objects.bulk_create(
        Deed(verb="submit", by=chen, unit=world.bureau, recorded_at=clock.now()) for _place in places
    )
    Notice.objects.bulk_create(
        Notice(user=world.people[who], deed=one, **told) for one in deeds for who in ("sun", "chen", "li")
    )

    _night(world, firms, places)
    _posts(world, places, deed)


def _posts(world, places, deed):
    """A post with its phone, a shift and a record a place."""
    now, kept = clock.now(), {"region": world.r510522, "unit": world.police, "deed": deed}
    posts = Post.objects.bulk_create(Post(name=f"卡口{place}", **kept) for place in places)
    codes = Enrolment.objects.bulk_create(
        Enrolment(post=post, digest=f"code {post.pk}", expires_at=now, deed=deed) for post in posts
    )
    phones = Device.objects.bulk_create(
        Device(post=code.post, enrolment=code, name="手机", digest=code.digest, enrolled_at=now)
        for code in codes
    )
    Shift.objects.bulk_create(
        Shift(uid=uuid.uuid4(), device=phone, officer="周强", unit="交警", since=now) for phone in phones
    )
    seen = {"seen_at": now, "phone_at": now, "received_at": now, "how": "plate", "action": "pass"}
    checks = Check.objects.bulk_create(
        Check(uid=uuid.uuid4(), plate="川E12345", verdict="valid", known="valid", **seen) for _phone in phones
    )
    CheckPlace.objects.bulk_create(
        CheckPlace(check_record=check, post=phone.post, device=phone, seen_at=now)
        for check, phone in zip(checks, phones, strict=True)
    )


def _night(world, firms, places):
    """A call sheet a firm, a shift and a lent appointment a place, a case a firm."""
    now = clock.now()
    sheets = CallSheet.objects.bulk_create(
        CallSheet(kind="chosen", subject=f"通知{place}", opened_at=now) for place in places
    )
    calls = [Call(sheet=sheet, enterprise=firm) for sheet, firm in zip(sheets, firms, strict=True)]
    begin(Call, calls, "open", by=world.chen)
    turn = {"unit": world.hejiang, "post": "officer", "name": "孙禾", "phone": "13900000020"}
    hours = [now + timedelta(hours=place) for place in places]
    write_shifts([turn | {"since": at, "until": at + timedelta(hours=1)} for at in hours], by=world.sun)
    own = world.chen.appointments.first()
    Appointment.objects.bulk_create(
        Appointment(user=world.sun, unit=world.fuyang, role=own.role, since=at, until=at, acting_for=own)
        for at in hours
    )
    cases = [
        Disqualification(enterprise=firm, ground="seal", facts="封条被撕", proposed_by=world.sun)
        for firm in firms
    ]
    begin(Disqualification, cases, "propose", by=world.sun, remark="封条被撕")


def _links(world, firms):
    how = {"task": "start", "made_by": world.luo, "status": "open"}
    how |= {"moved_at": clock.now(), "expires_at": clock.now()}
    CollectionLink.objects.bulk_create(
        CollectionLink(enterprise=firm, digest=firm.credit_code, **how) for firm in firms
    )


def _firms(world, places):
    parks = [Park(name=f"园区{place}", county=world.r510522) for place in places]
    firms = [
        Enterprise(credit_code=f"X{place:017}", name=f"企业{place}", county=world.r510522, park=world.port)
        for place in places
    ]
    for one in (*parks, *firms):
        one.spell()
    Park.objects.bulk_create(parks)
    return Enterprise.objects.bulk_create(firms)


def _switches(world, places):
    over = {"region": world.r510522, "county": world.r510522, "by": world.sun}
    told = {"verb": "order", "drill": True, "moved": 1, "people": 1, "refused": 0, "report": []}
    Switch.objects.bulk_create(Switch(**over, **told, at=clock.now()) for _place in places)
    later = {"hour": clock.now() + timedelta(hours=1), "unit": world.hejiang}
    begin(PreparedSwitch, [PreparedSwitch(**over, **later) for _place in places], "prepare", by=world.sun)


def _kind():
    ensure_control_kinds()
    return kind_named("临时性静态管理")


def _applications(world, places):
    units = {"city_emergency": world.bureau}
    units |= dict.fromkeys(("province_emergency", "national_goods"), world.transport_group)
    kind = ensure_pass_types(units)["city_emergency"]
    return [
        {
            "type": kind,
            "enterprise": world.shanda,
            "plate": f"川E{place:05}",
            "plate_colour": "yellow",
            "driver_name": "赵师傅",
            "driver_phone": "13900000001",
            "goods_category": "raw_materials",
            "goods_name": "钢材",
            "origin": world.r510522,
            "destination": world.r510502,
            "first_day": clock.today(),
            "last_day": clock.today(),
        }
        for place in places
    ]
