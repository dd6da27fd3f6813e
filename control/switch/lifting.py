"""The judgement of a lifting: the open loops of a scope, which of them end, and which cannot yet."""

from django.db.models import CharField, F, Value
from django.db.models.functions import Coalesce

from plans.models.loops import Loop

from .judgement import Judgement


def lifting(scope, by, lock=False):
    """The open loops of a scope as a judgement: 已封闭 and paused ones can be lifted, ordered ones cannot yet."""
    loops = Loop.objects.open().filter(enterprise__in=scope.firms(by).order_by().values("pk"))
    if lock:
        list(loops.order_by("pk").select_for_update(of=("self",)).values_list("pk", flat=True))
    mine = set(
        Loop.objects.open_to(by, "lift").filter(pk__in=loops.values("pk")).values_list("pk", flat=True)
    )
    rows = loops.order_by("enterprise__pinyin", "pk").values(
        "pk",
        "status",
        firm=F("enterprise"),
        credit_code=F("enterprise__credit_code"),
        name=F("enterprise__name"),
        territory=Coalesce(
            "enterprise__park__name", "enterprise__town__name", Value(""), output_field=CharField()
        ),
        plan_number=F("plan"),
        people=F("people_inside"),
        standard=F("variant"),
    )
    return Judgement(tuple(_lifted(row, mine) for row in rows), scope.unknown)


def _lifted(row, mine):
    line = {"loop": row["pk"], "standing": row["status"], "version": None, "equal": False, "reduced": False}
    line |= {name: row[name] for name in ("firm", "credit_code", "name", "territory", "people")}
    line |= {"plan": row["plan_number"], "variant": row["standard"]}
    line["code"] = "" if row["pk"] in mine else "not_sealed" if row["status"] == "ordered" else "forbidden"
    return line
