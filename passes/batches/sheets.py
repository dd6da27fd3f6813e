"""The two papers of a batch: the approval sheet that is signed, and the result sheet that goes back."""

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from clock import clock
from passes import standing
from passes.apply import rules
from passes.columns import sees_people
from passes.models import PassStep, VehiclePass
from passes.people import hide

APPROVAL, RESULT = "approval", "result"
SAID = ("returned", "refused", "suspended", "revoked", "recalled", "voided", "withdrawn")


def passes_of(batch, user):
    """The batch's passes this person may see, in the order they were handed in, each with what was said last."""
    last = PassStep.objects.filter(record=OuterRef("pk")).order_by("-occurred_at", "-pk")
    seen = VehiclePass.objects.visible_to(user).filter(batch=batch)
    seen = seen.annotate(said=Subquery(last.values("deed__remark")[:1]))
    now, rows = clock.now(), []
    shown = ("enterprise", "origin", "destination", "type__issuing_unit")
    for one in hide(list(seen.select_related(*shown).order_by("pk"))):
        stands = standing.standing_of(one, now)
        one.shown_state = (standing.TONES[stands], standing.words(stands))
        one.days = rules.days_of(one.validity)
        one.reason = one.said if one.status in SAID else ""
        rows.append(one)
    return rows


def totals(passes):
    """[(words, number)] of a batch: what became of it so far, recommended and not yet issued apart."""
    groups = [
        (_("已核发"), lambda one: one.issued_at),
        (_("已推荐，未核发"), lambda one: one.status == "recommended"),
        (_("在办"), lambda one: one.status in ("submitted", "accepted")),
        (_("退回补正"), lambda one: one.status == "returned"),
        (_("不予办理"), lambda one: one.status == "refused"),
        (_("已撤回"), lambda one: one.status == "withdrawn"),
    ]
    return [(words, n) for words, test in groups if (n := sum(bool(test(one)) for one in passes))]


def table(passes, which, user):
    """(titles, rows as texts) of one of the two papers."""
    people = sees_people(user)
    titles = [_("序号"), _("车牌号码"), _("申请单位")]
    titles += [_("驾驶员"), _("联系电话")] if people else []
    titles += [_("货物"), _("起讫"), _("途经线路"), _("有效期")]
    titles += [_("结果"), _("证件编号"), _("原因")] if which == RESULT else [_("审批意见")]
    rows = []
    for place, one in enumerate(passes, 1):
        ends = _("{origin} 至 {destination}").format(
            origin=one.origin_words, destination=one.destination_words
        )
        weight = _("{weight}吨").format(weight=one.weight_t) if one.weight_t else ""
        goods = " ".join(filter(None, [one.goods_name, weight, one.get_goods_category_display()]))
        row = [str(place), one.plate, str(one.enterprise)]
        row += [one.driver_name, one.driver_phone] if people else []
        row += [goods, ends, one.route, "{:%Y-%m-%d} – {:%Y-%m-%d}".format(*one.days)]
        row += [one.shown_state[1], one.number or "", one.reason] if which == RESULT else [""]
        rows.append(row)
    return titles, rows


def signers(passes):
    """Who signs the approval sheet, in the order of the steps, with the unit where it is known."""
    units = {one.type.issuing_unit.name for one in passes}
    return [
        (_("申请单位（盖章）"), ""),
        (_("属地意见"), ""),
        (_("区县意见"), ""),
        (_("行业主管部门意见"), ""),
        (_("核发单位意见"), next(iter(units)) if len(units) == 1 else ""),
    ]
