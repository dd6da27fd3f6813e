"""One pass for each thing a checker can be told, each made by the deeds that bring it about."""

from datetime import date, timedelta

from clock import clock
from passes import services
from passes.models import VehiclePass
from tests.conftest import shanghai

ENDS = {"revoked": "revoke", "recalled": "recall", "voided": "void", "suspended": "suspend"}
# {code of the verdict: the plain word of it}
WORDS = {
    "valid": "有效",
    "return_only": "仅限返程",
    "not_yet": "未到生效日",
    "expired": "已到期",
    "outside_hours": "不在准行时段",
    "suspended": "已暂停",
    "revoked": "已撤销",
    "recalled": "已收回",
    "voided": "已作废",
    "superseded": "已被替代",
}


def every_pass(world, issued, noon):
    """{verdict: a pass that stands so at noon}, every one issued and signed, each of a vehicle of its own."""
    made = {}
    for number, verdict in enumerate(WORDS):
        made[verdict] = _of(verdict, f"川E1000{number}", world, issued, noon)
        made[verdict].refresh_from_db()
    return made


def _of(verdict, plate, world, issued, noon):
    if verdict == "expired":
        with clock.standing_at(shanghai("2022-09-01 12:00")):
            return issued(plate=plate, first_day=date(2022, 9, 1), last_day=date(2022, 9, 7))
    if verdict == "not_yet":
        return issued(plate=plate, first_day=date(2022, 9, 10))
    if verdict == "outside_hours":
        return issued(plate=plate, hours_from=1320, hours_until=360)
    made = issued(plate=plate)
    if verdict == "superseded":
        issued(plate=plate)
    elif verdict == "return_only":
        services.suspend_pass(made, by=world.chen, remark="本企业停止闭环生产")
        VehiclePass.objects.filter(pk=made.pk).update(return_only_until=noon + timedelta(hours=6))
    elif verdict in ENDS:
        words = {"remark": "核查"} | ({} if verdict == "suspended" else {"basis": "第9号通告"})
        getattr(services, f"{ENDS[verdict]}_pass")(made, by=world.chen, **words)
    return made
