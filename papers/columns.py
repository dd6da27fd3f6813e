"""Packs over REST: those this person asked for, and how far they are."""

from django.db.models import Case, F, IntegerField, OuterRef, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from ui.columns import Column, Columns

from .models import Pack, Paper

_MADE = (
    Paper.objects.filter(pack=OuterRef("pk"), file__isnull=False)
    .order_by()
    .values("pack")
    .annotate(made=Sum("sheets"))
    .values("made")
)
DONE = Case(
    When(file__isnull=False, then=F("count")),
    default=Coalesce(Subquery(_MADE, output_field=IntegerField()), Value(0)),
    output_field=IntegerField(),
)
SEAL_STATE = Case(  # as Sealable.seal_state
    When(sealed__isnull=False, then=Value("sealed")),
    When(seal_owed=False, then=Value("none")),
    When(seal_attempts__gt=0, then=Value("failed")),
    When(seal_handed_at__isnull=False, then=Value("sent")),
    default=Value("waiting"),
)
COLUMNS = Columns(
    Pack,
    [
        Column("uid", _("编号")),
        Column("title", _("名称")),
        Column("count", _("张数"), kind="number"),
        Column("done", _("已生成"), expression=DONE, kind="number"),
        Column("seal_state", _("签章"), expression=SEAL_STATE, kind="choice", choices=Pack.SealState),
        Column("seal_handed_at", _("送签时间"), kind="moment"),
        Column("sealed_at", _("签章件收到时间"), kind="moment"),
        Column("wanted_at", _("提出时间"), kind="moment"),
        Column("made_at", _("生成时间"), kind="moment"),
    ],
    key="uid",
)
