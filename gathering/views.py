"""Pages of collection links: list, record, the slips to print and the lines to copy."""

import segno
from django.core.exceptions import BadRequest
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Role
from ui.keys import plain_keys
from ui.lists import list_page
from ui.moments import moment
from workflow.pages import record_page

from .columns import LINKS, STATES, TONES, state_of
from .comparing import compared
from .filters import LinkFilter
from .forms import AcceptForm
from .incoming import latest_sent
from .models import CollectionLink
from .services import VERBS
from .tokens import address_of

__all__ = ["VERBS", "AcceptForm"]

MOST_SLIPS = 500


def link_list(request):
    links = CollectionLink.objects.visible_to(request.user)
    many = reverse("gathering:links_many")
    context = {
        "title": _("收集链接"),
        "export_name": _("收集链接"),
        "views": _views(request),
        "bulk": [
            {"verb": "accept", "label": _("接收"), "url": many},
            {"verb": "slips", "label": _("打印链接条"), "url": many},
            {"verb": "revoke", "label": _("撤销链接"), "url": many, "grave": True},
        ]
        if request.user.holds(Role.CLERK, Role.TERRITORIAL)
        else [],
        "empty": {
            "title": _("还没有收集链接"),
            "say": _("在“还差谁”里选中企业，按“发收集链接”。"),
            "url": reverse("gathering:missing"),
            "label": _("还差谁"),
        },
    }
    return list_page(
        request, LINKS, links, LinkFilter, "gathering/links.html", context, default_sort="-moved_at"
    )


def _views(request):
    chosen = request.GET.get("status")
    tabs = [(None, _("全部")), ("sent", _("待接收")), ("open", _("待填报")), ("expired", _("已过期"))]
    return [
        {"url": f"?status={code}" if code else request.path, "label": label, "current": chosen == code}
        for code, label in tabs
    ]


def link_detail(request, pk):
    links = CollectionLink.objects.visible_to(request.user).select_related(
        "enterprise__county", "enterprise__park", "made_by"
    )
    link = get_object_or_404(links.annotate(state=state_of()), pk=pk)
    sent = latest_sent([link.pk]).get(link.pk)
    mine = CollectionLink.objects.filter(CollectionLink.MOVES["revoke"].who(request.user), pk=pk).exists()
    address = address_of(link, request) if mine and link.is_usable else ""
    context = {
        "title": str(link),
        "state": (TONES[link.state], dict(STATES)[link.state]),
        "sent": sent,
        "typing": link.incoming.filter(sent_at=None).first(),
        "lines": compared(link, sent) if sent else [],
        "address": address,
        "qr": code_of(address) if address else "",
        "chat": in_a_chat(link, address) if address else "",
    }
    return record_page(request, link, verbs=VERBS, template="gathering/link.html", context=context)


def code_of(address):
    return segno.make(address, error="m", micro=False).svg_data_uri(border=2, dark="#000", light="#fff")


def in_a_chat(link, address):
    """One line a firm, to forward in a chat."""
    return _("【{firm}】请于{until}前{task}，用登记电话后四位打开：{address}").format(
        firm=link.enterprise, until=moment(link.expires_at), task=link.get_task_display(), address=address
    )


def slips_page(request, links):
    """The slips of links that this person may hand out: a code each, and the same as lines for a chat."""
    who = CollectionLink.MOVES["revoke"].who(request.user)
    mine = (
        links.filter(who)
        .usable()
        .select_related("enterprise", "made_by")
        .order_by("enterprise__pinyin", "pk")
    )
    if len(found := list(mine[: MOST_SLIPS + 1])) > MOST_SLIPS:
        raise BadRequest(_("一次最多打印500家。"))
    slips = [{"link": link, "address": address_of(link, request)} for link in found]
    slips = [slip | {"qr": code_of(slip["address"])} for slip in slips if slip["address"]]
    unit = next((post.unit for post in request.user.posts), None)
    context = {
        "title": _("链接条"),
        "slips": slips,
        "unit": unit,
        "text": "\n".join(in_a_chat(slip["link"], slip["address"]) for slip in slips),
    }
    return render(request, "gathering/slips.html", context)


def slips(request):
    """?selected=1&selected=2 …: the slips of these links."""
    chosen = plain_keys(request.GET.getlist("selected"))
    return slips_page(request, CollectionLink.objects.visible_to(request.user).filter(pk__in=chosen))
