"""What is kept of people on a pass: masked a month after it is over, gone after half a year (settings)."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import Reading, Role
from accounts.reading import note
from clock import clock
from papers.forgetting import forget_packs, forget_papers

from .apply.credentials import PERSONAL
from .models import StableVehicle, VehiclePass

DRIVER = ("driver_name", "driver_phone")
ENDED = ("revoked", "recalled", "voided", "superseded", "refused", "withdrawn")
IDLE = ("draft", "returned")  # never over; left lying for so long they lose their people too


def sees_people(user):
    """Who handles passes sees the driver; who only reads the books does not."""
    return user.holds(Role.CLERK, Role.TERRITORIAL, Role.DISTRICT, Role.CITY, Role.LIAISON)


def masked_before():
    """What was over before this moment shows no whole name or telephone any more."""
    return clock.now() - timedelta(days=settings.PASS_PEOPLE_MASKED_DAYS)


def over_before(moment, ended=ENDED):
    """The rows that were over before a moment: ended by then (or one of ``ended``), or by their dates."""
    by_date = ~Q(status__in=IDLE) & Q(validity__endswith__lt=moment)
    return Q(status__in=ended, moved_at__lt=moment) | by_date


def are_masked(one):
    """Whether the people of this pass are masked by now; ``over_before`` of a row. Revoked late, it was over before."""
    over = min(one.moved_at, one.valid_until) if one.status in ENDED else one.valid_until
    return one.status not in IDLE and over < masked_before()


def hide(passes):
    """Mask the people of passes long over, in memory only; returns ``passes``. Such a record is not to be saved."""
    for one in passes:
        one.people_masked = are_masked(one)
        if one.people_masked:
            one.driver_name = f"{one.driver_name[:1]}**" if one.driver_name else ""
            one.driver_phone = (
                f"{one.driver_phone[:3]}****{one.driver_phone[-4:]}" if one.driver_phone else ""
            )
            one.driver_permit = f"****{one.driver_permit[-4:]}" if one.driver_permit else ""
            one.nat_sampled_at, one.nat_result, one.health_code = None, "", ""
    return passes


def kept():
    """For the page on what is kept of people."""
    return [
        (
            _("通行证上的驾驶员姓名、电话、从业资格证号、核酸和健康码"),
            _("审核、核发和联系驾驶员；不写入二维码，核验页不显示"),
            _("失效{masked}天后遮盖，{deleted}天后删除").format(
                masked=settings.PASS_PEOPLE_MASKED_DAYS, deleted=settings.PASS_PEOPLE_DELETED_DAYS
            ),
        ),
        (
            _("常用车辆的驾驶员姓名和电话、车辆VIN和道路运输证号"),
            _("再次申请时自动填写，只有申请单位看得到"),
            _("{deleted}天未用即删除").format(deleted=settings.PASS_PEOPLE_DELETED_DAYS),
        ),
    ]


def forget_people():
    """Take the people off passes and stables older than the setting allows; returns how many passes. May run twice."""
    before = clock.now() - timedelta(days=settings.PASS_PEOPLE_DELETED_DAYS)
    empty = {name: "" for name in (*DRIVER, *PERSONAL) if name != "nat_sampled_at"} | {"nat_sampled_at": None}
    filled = ~Q(**{name: value for name, value in empty.items() if value == ""}) | Q(
        nat_sampled_at__isnull=False
    )
    gone = VehiclePass.objects.filter(over_before(before, (*ENDED, *IDLE)))
    forget_papers("pass", gone)
    forget_packs(before)
    unknown = dict.fromkeys(StableVehicle.OFFERED, "")
    StableVehicle.objects.filter(~Q(**unknown), used_at__lt=before).update(**unknown)
    return gone.filter(filled).update(**empty)


def note_read(user, record, how=Reading.How.PAGE):
    """Keep that the people of a pass were read, by whom they are shown to."""
    if sees_people(user) and (record.driver_name or record.driver_phone):
        note(user, VehiclePass, how, key=record.pk)


def note_many(user, how, key="", count=1):
    """Keep that a list with people in it was read, or the record ``key`` over REST."""
    if sees_people(user) and count:
        note(user, VehiclePass, how, key=key, count=count)
