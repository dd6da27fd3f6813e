"""The daily reconciliation of signatures, by page and REST: read, never pressed."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Role
from passes.models import Reconciliation
from ui.columns import Column, Columns
from ui.lists import list_page
from ui.viewsets import ColumnsViewSet

RECONCILED = Columns(
    Reconciliation,
    [
        Column("day", gettext_lazy("日期"), kind="date", sort=True, phone="title"),
        Column("signatures", gettext_lazy("签名"), kind="number"),
        Column("issues", gettext_lazy("核发"), kind="number"),
        Column("unissued", gettext_lazy("有签名无核发"), kind="number", phone="s1"),
        Column("unsigned", gettext_lazy("有核发无签名"), kind="number", phone="s2"),
        Column("run_at", gettext_lazy("对账时间"), kind="moment", phone="s3"),
    ],
    key="day",
)


def reconciliations(request):
    if not request.user.holds(Role.SECURITY, Role.AUDIT):
        raise PermissionDenied
    context = {
        "title": _("签名对账"),
        "empty": {"title": _("还没有对账记录"), "say": _("每天自动核对当日签名与核发是否一一对应。")},
    }
    seen = Reconciliation.objects.visible_to(request.user)
    return list_page(request, RECONCILED, seen, None, "ui/list.html", context, default_sort="-day")


class ReconciliationViewSet(ColumnsViewSet):
    """Each day's signatures beside the passes issued, for the security and audit administrators."""

    columns = RECONCILED
    lookup_field = "day"

    def get_queryset(self):
        return Reconciliation.objects.visible_to(self.request.user)
