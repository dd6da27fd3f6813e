"""What a sheet says as a whole, as far as this person sees it: counts, and the sheet as plain text."""

from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clock import clock
from ui import moments
from ui.names import named

from .models import Call, CallStep


def by_territory(sheet, user):
    """[{name, firms, reached}] a park, else a town, else None (未落属地); one statement."""
    calls = Call.objects.visible_to(user).owed().filter(sheet=sheet).order_by()
    county = named("enterprise__county")(user)
    place = Coalesce("enterprise__park__name", named("enterprise__town")(user))
    rows = (
        calls.values(
            county=county,
            place=place,
            code=Coalesce("enterprise__park__county__code", "enterprise__county__code"),
        )
        .annotate(firms=Count("pk"), reached=Count("pk", filter=Q(status__in=Call.REACHED)))
        .order_by("code", "place")
    )
    return [
        {"county": row["county"], "name": row["place"], "firms": row["firms"], "reached": row["reached"]}
        for row in rows
    ]


def totals(lines):
    """(firms, reached) of all territories."""
    return sum(line["firms"] for line in lines), sum(line["reached"] for line in lines)


def rows_of(sheet, user):
    """The sheet's calls in the order they are worked down, with what a paper or a message says of each."""
    calls = Call.objects.visible_to(user).filter(sheet=sheet).with_urgency()
    steps = CallStep.objects.filter(record=OuterRef("pk")).order_by("-occurred_at", "-pk")
    calls = calls.annotate(
        called_by=Subquery(steps.values("deed__by__name")[:1]),
        remark=Subquery(steps.values("deed__remark")[:1]),
    )
    related = ("enterprise__park", "enterprise__town", "enterprise__county", "loop")
    return calls.select_related(*related).order_by("urgency", "pk")


def as_text(sheet, user):
    """The sheet for a chat group: head, unreached first with telephone and officer, counts a territory."""
    lines = by_territory(sheet, user)
    firms, reached = totals(lines)
    told = [
        _("【电话通知单】{sheet}").format(sheet=sheet),
        _("截至{when}，共{firms}家，已通知{reached}家，未通知{left}家。").format(
            when=moments.moment(clock.now()), firms=firms, reached=reached, left=firms - reached
        ),
    ]
    rows = list(rows_of(sheet, user))
    unreached = [call for call in rows if not (call.is_reached or call.is_withdrawn)]
    if unreached:
        told += ["", _("未通知到：")]
        told += [f"{place}. {_line(call)}" for place, call in enumerate(unreached, start=1)]
    if withdrawn := [str(call.enterprise) for call in rows if call.is_withdrawn]:
        told += ["", _("指令已撤回，不再通知：{firms}").format(firms=_("、").join(withdrawn))]
    if len(lines) > 1:
        told += ["", _("按属地：")]
        told += [
            _("{place}：{reached}/{firms}").format(
                place=line["name"] or _("{county}未落属地").format(county=line["county"]),
                reached=line["reached"],
                firms=line["firms"],
            )
            for line in lines
        ]
    return "\n".join(told) + "\n"


def _line(call):
    firm = call.enterprise
    parts = [firm.name, call.phone or _("无电话")]
    if firm.liaison_name:
        parts.append(_("包联{name}").format(name=f"{firm.liaison_name} {firm.liaison_phone}".strip()))
    elif firm.territory:
        parts.append(_("属地{name}").format(name=firm.territory))
    if call.status != Call.Status.WAITING:
        parts.append(f"（{call.get_status_display()}）")
    return " ".join(parts)


def said(firms, reached):
    """ "46家企业，已通知30家，还有16家" as one sentence."""
    words = {"firms": firms, "reached": reached, "left": firms - reached}
    if firms == reached:
        return ngettext("{firms}家企业，全部通知到。", "{firms}家企业，全部通知到。", firms).format(**words)
    return ngettext(
        "{firms}家企业，已通知{reached}家，还有{left}家。",
        "{firms}家企业，已通知{reached}家，还有{left}家。",
        firms,
    ).format(**words)
