"""The white list as a list."""

from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from enterprises.shared_columns import county_columns
from ui.columns import Column, Columns

from .models import Category, Level, WhitelistEntry

TONES = {"nominated": "busy", "listed": "ok", "removed": "idle", "refused": "idle"}

COLUMNS = Columns(
    WhitelistEntry,
    [
        Column(
            "name",
            _("名称"),
            expression=Coalesce("enterprise__name", "park__name"),
            sort="subject_pinyin",
            link=True,
            phone="title",
        ),
        Column("credit_code", _("统一社会信用代码"), source="enterprise__credit_code", kind="code"),
        *county_columns("enterprise__county", "park__county", phone="s3"),
        Column("level", _("级别"), kind="choice", choices=Level, sort=True, phone="s2"),
        Column("category", _("类别"), kind="choice", choices=Category, sort=True),
        Column("batch", _("批次"), source="term__batch"),
        Column("document", _("文号"), source="term__document", page=False),
        Column("effective_from", _("生效日期"), source="term__effective_from", kind="date", sort=True),
        Column("effective_until", _("失效日期"), source="term__effective_until", kind="date", page=False),
        Column("awaiting_city", _("待市级确认"), kind="yesno"),
        Column("review_since", _("待复核自"), kind="moment", sort=True),
        Column("review_reason", _("复核事由"), page=False),
        Column(
            "status",
            _("状态"),
            kind="state",
            choices=WhitelistEntry.Status,
            tones=TONES,
            sort=True,
            phone="s1",
        ),
        Column("id", _("编号"), source="pk", kind="number", page=False, export=False),
    ],
    url=lambda row: reverse("whitelist:detail", args=[row["pk"]]),
)
