"""One pass at two posts within ten minutes: copied, or a plate misread."""

from datetime import timedelta

from django.db.models import F, Q, Window
from django.db.models.functions import Lag
from django.utils.translation import gettext as _

from regions.models import Region

from .models import CheckPlace, Post

NEAR = timedelta(minutes=10)
MOST = 50  # rows, the latest first
COUNTY = 6  # digits of a county's code
ORDER = {"partition_by": [F("check_record__plate")], "order_by": [F("seen_at"), F("pk")]}
NAMED = {
    "plate": F("check_record__plate"),
    "post_name": F("post__name"),
    "post_code": F("post__region__code"),
}
TOLD = ("seen_at", "post", "before_at", "before", "before_name", "before_code")


def twice(user, places, span):
    """[{plate, before_at, before_name, seen_at, post_name}] of the ``places`` a person sees and what they join.

    One of the two posts at least is one's own. Of another county's post only the county is told: enough to ask the
    city, which sees both, and no more than that. The first of the two may be of the evening before. Three statements.
    """
    first = span["seen_at__gte"]
    own = set(Post.objects.visible_to(user).values_list("pk", flat=True))
    plates = places.exclude(check_record__plate="").values("check_record__plate")
    rows = (
        CheckPlace.objects.filter(**span | {"seen_at__gte": first - NEAR}, check_record__plate__in=plates)
        .annotate(
            before=Window(Lag("post"), **ORDER),
            before_name=Window(Lag("post__name"), **ORDER),
            before_code=Window(Lag("post__region__code"), **ORDER),
            before_at=Window(Lag("seen_at"), **ORDER),
        )
        .exclude(before=F("post"))
        .filter(Q(post__in=own) | Q(before__in=own), before_at__gte=F("seen_at") - NEAR)
    )
    latest = rows.order_by("-seen_at").values(*TOLD, **NAMED)[:MOST]
    found = [row for row in latest if row["seen_at"] >= first]
    codes = {row[key][:COUNTY] for row in found for key in ("post_code", "before_code")}
    counties = {one.code: str(one) for one in Region.objects.filter(code__in=codes)}
    return [
        {
            "plate": row["plate"],
            "before_at": row["before_at"],
            "before_name": _name(row["before"] in own, row["before_name"], row["before_code"], counties),
            "seen_at": row["seen_at"],
            "post_name": _name(row["post"] in own, row["post_name"], row["post_code"], counties),
        }
        for row in found
    ]


def _name(is_own, name, code, counties):
    county = counties.get(code[:COUNTY], "")
    return name if is_own else _("{county}的查验点").format(county=county)
