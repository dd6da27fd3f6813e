"""还差谁 as a page, as a text for a chat, and what is done to the firms marked in it."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from accounts.models import Role
from clock import clock
from ui.listing import Listing
from ui.moments import moment

from .columns import MISSING
from .filters import MissingFilter
from .queries import LACKS, counts, lacking, scoped

FILERS = (Role.CLERK, Role.TERRITORIAL)
PAGE = 100  # a park's firms are marked at once


class MissingListing(Listing):
    """A list whose tabs and total come of one statement."""

    @cached_property
    def counts(self):
        before = getattr(self.filterset, "before", self.queryset)
        return counts(before)

    @cached_property
    def total(self):
        return self.counts[self.get.get("lacking") or "all"] if not self.problem else 0


def listing_of(request):
    firms = scoped(lacking(request.user), request.user, request.GET)
    ways = {"default_sort": "name", "limit": PAGE, "chosen": True}
    return MissingListing(request, MISSING, firms, MissingFilter, **ways)


def missing_list(request):
    listing = listing_of(request)
    if request.GET.get("export") in {"csv", "xlsx"}:
        return listing.exported(request.GET["export"], _("还差谁"))
    may = request.user.holds(*FILERS)
    context = {
        "title": _("还差谁"),
        "listing": listing,
        "views": _views(listing),
        "may_start": may,
        "bulk": _bulk(may)
        if may
        else [{"verb": "pack", "label": _("打印材料"), "url": reverse("gathering:many")}],
        "text_url": f"{reverse('gathering:missing_text')}{listing.link()}",
        "empty": {"title": _("没有应列入的企业"), "say": _("按名录的规上企业列出；可改范围为全部企业。")},
    }
    htmx = getattr(request, "htmx", None)
    part = htmx and htmx.target == "listing" and not htmx.history_restore_request
    response = render(request, "ui/_listing.html" if part else "gathering/missing.html", context)
    response["Vary"] = "HX-Request, HX-Target, Cookie"
    return response


def _views(listing):
    tabs = [("", _("应列入")), *LACKS.items()]
    chosen = listing.get.get("lacking") or ""
    return [
        {
            "url": listing.link(lacking=code),
            "label": label,
            "count": listing.counts[code or "all"],
            "current": chosen == code,
        }
        for code, label in tabs
    ]


def _bulk(may):
    url = reverse("gathering:many")
    verbs = [
        ("last", _("据上次方案新建")),
        ("template", _("据园区模板新建")),
        ("blank", _("空白新建")),
        ("submit", _("提交齐备的")),
        ("link-start", _("发收集链接")),
        ("link-confirm", _("发确认链接")),
        ("pack", _("打印材料")),
    ]
    return [{"verb": verb, "label": label, "url": url} for verb, label in verbs]


def missing_text(request):
    """The names of the list in view, one a line, to copy into a chat."""
    listing = listing_of(request)
    names = list(listing.queryset.order_by("pinyin", "pk").values_list("name", flat=True))
    context = {
        "title": _("还差谁：名单文字"),
        "text": in_a_chat(listing, names),
        "back": f"{reverse('gathering:missing')}{listing.link()}",
        "many": len(names),
    }
    return render(request, "gathering/text.html", context)


def in_a_chat(listing, names):
    """Plain text: what is lacking, as of when, how many, and who."""
    code = listing.get.get("lacking") or ""
    head = _("{what}，截至{when}，共{count}家：").format(
        what=LACKS.get(code, _("应列入")), when=moment(clock.now()), count=len(names)
    )
    return "\n".join([head, *(f"{place}. {name}" for place, name in enumerate(names, 1))])
