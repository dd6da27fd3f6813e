"""The life of a disqualification as a table: proposed, decided, one day taken back; and its grounds."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from enterprises.jurisdiction import city, clerk, district, territory
from workflow.moves import Move

OPEN = ("proposed", "in_force")
proposers = district("enterprise__") | city
defenders = clerk("enterprise__") | territory("enterprise__")


class Ground(models.TextChoices):
    """Why (domain dossier b.10): from the article, Shanghai's double veto, the undertaking, other cities' rules."""

    CONDITIONS = "conditions", _("不再具备闭环生产条件")
    EPIDEMIC = "epidemic", _("防疫措施不落实")
    SAFETY = "safety", _("安全生产不落实")
    STAFF_LEFT = "staff_left", _("人员擅自离厂或离厂后返岗")
    LOGISTICS = "logistics", _("违反物流闭环管理规定")
    SEAL = "seal", _("擅自破坏封闭边界或封条")
    SPREAD = "spread", _("措施失当造成疫情传播")
    FALSE_DATA = "false_data", _("报送虚假数据")
    OVERDUE_TESTS = "overdue_tests", _("核酸检测逾期")
    LOW_STOCK = "low_stock", _("储备低于下限")
    NO_INSPECTION = "no_inspection", _("拒绝检查")


class Status(models.TextChoices):
    PROPOSED = "proposed", _("已提请")
    IN_FORCE = "in_force", _("已取消资格")
    REINSTATED = "reinstated", _("已恢复资格")
    DROPPED = "dropped", _("未予取消")


MOVES = {
    "propose": Move(
        _("提请取消资格"),
        {""},
        Status.PROPOSED,
        proposers,
        unless={
            "disqualified": (
                Q(enterprise__disqualified_at__isnull=False),
                _("该企业已被取消闭环生产资格。"),
            )
        },
        remark=True,
        tells=("subject", "territory", "city"),
    ),
    "state": Move(
        _("陈述申辩"), {Status.PROPOSED, Status.IN_FORCE}, None, defenders, tells=("county", "city")
    ),
    "decide": Move(
        _("取消闭环生产资格"),
        {Status.PROPOSED},
        Status.IN_FORCE,
        city,
        basis=True,
        grave=True,
        not_own="proposed_by",
        alone=True,
        tells=("subject", "territory", "county"),
    ),
    "decide_urgently": Move(
        _("紧急取消资格"),
        {Status.PROPOSED},
        Status.IN_FORCE,
        city,
        remark=True,
        basis=True,
        grave=True,
        not_own="proposed_by",
        alone=True,
        tells=("subject", "territory", "county"),
    ),
    "drop": Move(
        pgettext_lazy("verb", "不予取消"),
        {Status.PROPOSED},
        Status.DROPPED,
        proposers,
        remark=True,
        tells=("subject", "territory", "county"),
    ),
    "reinstate": Move(
        _("恢复资格"),
        {Status.IN_FORCE},
        Status.REINSTATED,
        city,
        basis=True,
        grave=True,
        tells=("subject", "territory", "county"),
    ),
}
