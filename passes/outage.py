"""Passes in the outage pack: who may pass, who may not, and what is needed to issue on paper meanwhile."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from clock import clock
from outage.parts import Form, Sheet
from ui import moments

from .apply import rules
from .issue.reserving import block_numbers, paper_type
from .models import VehiclePass
from .roadside.outcomes import FORFEIT
from .standing import words

STOPPED = ("suspended", "revoked", "recalled", "voided", "superseded")


def parts():
    now = clock.now()
    numbers = block_numbers()
    return [_live(now), _stopped(now), _numbers(numbers), *_blanks(numbers), _application()]


def _live(now):
    """Valid now or later, by the plate's last four, as a guard asks for it."""
    live = VehiclePass.objects.filter(status="issued", validity__endswith__gt=now, number__isnull=False)
    live = live.exclude(return_only_until__lte=now)  # the way home is over, too
    live = live.select_related("type__issuing_unit", "origin", "destination", "enterprise")
    head = [
        _("后四位"),
        _("车牌号码"),
        _("证件编号"),
        _("有效期起"),
        _("有效期止"),
        _("线路"),
        _("货物"),
        _("使用单位"),
        _("类型"),
        _("核发单位电话"),
        _("备注"),
    ]
    rows = [
        [
            one.plate[-4:],
            one.plate,
            one.number,
            *(moments.day(day, year=True) for day in rules.days_of(one.validity)),
            f"{one.origin_words} — {one.destination_words} {one.route}".strip(),
            one.get_goods_category_display(),
            one.enterprise.name,
            str(one.type),
            one.type.issuing_unit.duty_phone,
            _way_home(one, now),
        ]
        for one in live.iterator(chunk_size=2000)
    ]
    rows.sort()
    say = _("按车牌后四位排列。不在表上的，再查“不能使用的证”。")
    return Sheet("passes-live", _("有效通行证"), head, rows, say)


def _way_home(one, now):
    """What may still be driven of a pass that has ended; after a revocation nothing."""
    home = one.return_only_until
    if home is None or home <= now or one.status in FORFEIT:
        return ""
    return _("仅限返程，至{until}止").format(until=moments.moment(home))


def _stopped(now):
    """Those whose paper still looks good and is not."""
    gone = VehiclePass.objects.filter(status__in=STOPPED, validity__endswith__gt=now, number__isnull=False)
    head = [_("后四位"), _("车牌号码"), _("证件编号"), _("状态"), _("自"), _("类型")]
    rows = [
        [
            one.plate[-4:],
            one.plate,
            one.number,
            "，".join(filter(None, [str(words(one.status)), _way_home(one, now)])),
            moments.moment(one.moved_at),
            str(one.type),
        ]
        for one in gone.select_related("type").iterator(chunk_size=2000)
    ]
    rows.sort()
    return Sheet("passes-stopped", _("不能使用的证"), head, rows, _("纸面未到期，但已停用。"))


def _numbers(numbers):
    head = [_("证件编号"), _("车牌号码"), _("核发时间"), _("核发人"), _("领证人")]
    say = _("由小到大取用，一号一证。用过的在恢复后补录，没用的作废，门户不再使用。")
    return Sheet("numbers", _("预留编号登记表"), head, [[number, "", "", "", ""] for number in numbers], say)


def _blanks(numbers):
    """A blank pass for each reserved number, where the city issues a type of its own."""
    kind = paper_type()
    if kind is None:
        return []
    blank = (_("车牌号码"), _("驾驶员"), _("使用单位"), _("线路"), _("货物"), _("有效期至"), _("核发时间"))
    copies = [
        [
            (_("证件编号"), number),
            *((label, "") for label in blank),
            (_("核发单位"), f"{kind.issuing_unit.name} {kind.issuing_unit.duty_phone}".strip()),
        ]
        for number in numbers
    ]
    foot = _("停机期间纸质核发，未盖章无效。本证不代替核酸检测和目的地闭环管理要求。")
    sheets = tuple(_blank(number, kind) for number in numbers)
    return [Form("blank-passes", kind.name, copies, foot, "passes/sheet.typ", sheets)]


def _blank(number, kind):
    """What a blank pass prints: as a pass looks, its number and the issuer alone filled in.

    Its code is no signed one: nothing was decided yet that could be signed. It opens the public page with the number
    typed in; until the paper is entered that page says so.
    """
    empty = dict.fromkeys(("plate", "ends", "route", "goods", "holder", "driver"), "")
    day = "　　　年　　月　　日"
    return empty | {
        "ground": "own",
        "title": kind.name,
        "scope": str(kind.get_scope_display()),
        "number": number,
        "until": f"{day}24时",
        "since": f"{day}　　时",
        "issuer": f"{kind.issuing_unit.name}，{day}",
        "phone": kind.issuing_unit.duty_phone,
        "needs_seal": True,
        "scan": _("补录前扫码显示“待补录”"),
        "note": _("停机期间手填核发。"),
        "link": f"{reverse('passes:verify')}?{urlencode({'number': number})}",
    }


def _application():
    blank = [
        _("申请单位"),
        _("统一社会信用代码"),
        _("车牌号码"),
        _("驾驶员及手机号"),
        _("物资类别、品名、重量"),
        _("始发地、目的地、途经"),
        _("有效期"),
        _("受理、推荐、核发意见"),
    ]
    return Form(
        "application", _("通行证申请表"), [[(label, "") for label in blank]], _("恢复后由核发单位补录。")
    )
