"""Posts in the outage pack: whom to telephone at the roadside, and which phones go on judging meanwhile."""

from django.db.models import Count, Max, Q
from django.utils.translation import gettext as _

from outage.parts import Sheet
from ui import moments

from .lists import ages
from .models import Post


def parts():
    """One sheet: every post with its telephone and, of its phones in use, how many and when one last had a list.

    A phone that was enrolled goes on judging by its list until the last of the list's ages, so the paper says which
    posts that is true of and which must now work by the pack's own lists.
    """
    phones = Q(devices__cut_off_at=None)
    posts = Post.objects.select_related("region", "unit").annotate(
        phones=Count("devices", filter=phones), synced_at=Max("devices__synced_at", filter=phones)
    )
    rows = [
        [
            post.region.name,
            post.name,
            post.unit.name,
            post.phone or post.unit.duty_phone or "—",
            post.unit.duty_phone or "—",
            str(post.phones),
            moments.moment(post.synced_at) if post.synced_at else "—",
        ]
        for post in posts.order_by("region__code", "name", "pk")
    ]
    head = [
        _("区划"),
        _("查验点"),
        _("值守单位"),
        _("查验点电话"),
        _("值班电话"),
        _("在用手机"),
        _("最近同步"),
    ]
    hours = int(ages()[2].total_seconds() // 3600)
    say = _("已登记的手机在最近同步后{hours}小时内可离线查验；过时的和没有手机的查验点，按“有效通行证”表查。")
    return [Sheet("posts", _("查验点"), head, rows, say.format(hours=hours))]
