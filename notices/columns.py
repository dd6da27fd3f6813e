"""Notices over REST: the codes and parameters of which the sentence is made."""

from django.utils.translation import gettext_lazy as _

from ui.columns import Column, Columns

from .models import Notice

COLUMNS = Columns(
    Notice,
    [
        Column("id", _("编号"), source="pk", kind="number"),
        Column("kind", _("事项"), kind="code"),
        Column("verb", _("办理"), kind="code"),
        Column("subject", _("对象"), phone="title"),
        Column("count", _("项数"), kind="number"),
        Column("record_id", _("记录编号"), kind="number"),
        Column("by", _("办理人"), source="deed__by__name"),
        Column("unit", _("办理单位"), source="deed__unit__name"),
        Column("remark", _("意见"), source="deed__remark", wrap=True),
        Column("created_at", _("时间"), kind="moment", sort=True),
        Column("read_at", _("阅读时间"), kind="moment", sort=True),
    ],
)
