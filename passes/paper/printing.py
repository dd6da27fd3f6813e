"""A pass as a paper: what its PDF prints, one or many. The paper is Chinese, whatever language its printer reads."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import Reading
from clock import clock
from papers.models import Paper
from papers.packing import want_pack
from papers.services import want
from passes import standing
from passes.apply import rules
from passes.columns import sees_people
from passes.issue.claims import address
from passes.issue.terms import pin
from passes.jurisdiction import issuers
from passes.models import Scope, VehiclePass
from passes.people import are_masked, note_many
from ui.keys import plain_key, plain_keys
from workflow.errors import Refused

KIND = "pass"
MOST = 2000  # sheets a pack
PART = 50  # sheets a part: a second's work, and what a killed worker loses at most
PRINTABLE = {standing.VALID, standing.NOT_YET}
SHOWN = ("type__issuing_unit", "enterprise", "origin", "destination")


def pass_paper(record, *, by, base):
    """The paper of a pass that holds or will. Raises ``Refused`` for any other; a changed pass is another paper."""
    if standing.standing_of(record, clock.now()) not in PRINTABLE:
        raise Refused(_("只有有效或未到生效日的通行证可以打印。"), code="not_printable")
    pin([record])
    with override("zh-hans"):
        sheet = printed(record, base, sees_people(by))
        return want(
            KIND,
            str(record.pk),
            title=f"{record.type.name} {record.plate} {record.number}",
            data=data_of([sheet]),
            tells=[(_("编号"), record.number), (_("有效期至"), sheet["until"])],
            by=by,
            seal=record.type.needs_seal,
        )


def pack_of(queryset, *, by, base):
    """All printable passes of a queryset as one file, in the order of their numbers. Returns the ``Pack``.

    It goes to the service that seals when one of its types demands a seal.

    Raises ``Refused`` when there is none, or more than ``MOST``.
    """
    now = clock.now()
    rows = queryset.filter(
        standing.condition(standing.VALID, now) | standing.condition(standing.NOT_YET, now)
    )
    rows = pin(list(rows.select_related(*SHOWN).order_by("number", "pk")[: MOST + 1]))
    if not rows:
        raise Refused(_("所选的通行证中没有可以打印的。"), code="nothing_printable")
    if len(rows) > MOST:
        raise Refused(_("一次最多打印{most}张，请缩小范围。").format(most=MOST), code="too_many")
    with override("zh-hans"):
        named = sees_people(by)
        sheets = [printed(one, base, named) for one in rows]
        parts = [sheets[start : start + PART] for start in range(0, len(sheets), PART)]
        title = _("通行证{count}张").format(count=len(rows))
        note_many(by, Reading.How.PRINT, count=len(rows))
        return want_pack(
            KIND,
            [(data_of(part), len(part)) for part in parts],
            title=title,
            by=by,
            keys=[str(one.pk) for one in rows],
            seal=any(one.type.needs_seal for one in rows),
        )


def data_of(sheets):
    return {
        "passes": sheets,
        "codes": [sheet["link"] for sheet in sheets],
        "demonstration": bool(clock.demonstration()),
    }


def printed(record, base, named):
    """One sheet in words. ``named``: with the driver's name, for a reader who may see it."""
    first, last = rules.days_of(record.validity)
    goods = "，".join(filter(None, [record.goods_name, str(record.get_goods_category_display())]))
    unit = record.type.issuing_unit
    return {
        "ground": "own" if record.type.scope == Scope.CITY else "green",
        "title": record.type.name,
        "scope": str(record.type.get_scope_display()),
        "number": record.number,
        "plate": record.plate,
        "ends": f"{record.origin_words} 至 {record.destination_words}",
        "route": record.route or "—",
        "until": f"{in_full(last)}24时",
        "since": f"{in_full(first)}0时" + terms_in_words(record),
        "goods": goods,
        "holder": record.enterprise.name,
        "driver": (record.driver_name if named else "") or "—",
        "issuer": f"{unit.name}，{in_full(timezone.localtime(record.issued_at))}",
        "phone": unit.duty_phone,
        "needs_seal": record.type.needs_seal,
        "link": link_of(record, base),
    }


def in_full(day):
    return f"{day.year}年{day.month}月{day.day}日"


def terms_in_words(record):
    """Behind the validity's dates: its hours of day, and that it is for one trip."""
    hours = f"，每日{record.hours_words}" if record.hours else ""
    return hours + ("，单程一次" if record.is_single_trip else "")


def link_of(record, base):
    """What the QR code of a pass says: its signed code, or for one entered from paper its plain link."""
    if record.code:
        return address(bytes(record.code), base)
    return base.rstrip("/") + reverse("passes:verify_link", args=[record.uid])


def papers_of(record, user):
    """The papers printed of a pass, newest first; they name the driver, so they are for whoever may read that, and as
    long as the name is."""
    papers = Paper.objects.filter(kind=KIND, key=str(record.pk)).select_related("file", "sealed")
    return papers if sees_people(user) and not are_masked(record) else papers.none()


def may_seal(record, user):
    """The issuing unit hands in what it stamped."""
    return VehiclePass.objects.filter(issuers(user), pk=record.pk).exists()


def may_seal_all(user, keys):
    """A pack is stamped by the issuing unit of every pass in it."""
    found = VehiclePass.objects.filter(issuers(user), pk__in=[int(key) for key in keys])
    return bool(keys) and found.count() == len(keys)


def standing_by_key(key):
    """How the pass a paper was printed of stands by now, for the public page; None for a part of a pack."""
    record = VehiclePass.objects.filter(pk=plain_key(key)).first()
    return record and standing.words(standing.standing_of(record, clock.now()))


def chosen(user, keys):
    """The passes of these keys that a person sees. Raises ``Refused`` without any."""
    keys = plain_keys(keys)
    if not keys:
        raise Refused(_("请先选中要打印的通行证。"), code="nothing_selected")
    return VehiclePass.objects.visible_to(user).filter(pk__in=keys)


def base_of(request):
    return request.build_absolute_uri("/")[:-1]
