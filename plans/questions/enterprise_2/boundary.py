"""限期补齐 of a firm: how the boundary is held and what lies inside it."""

from django.utils.translation import gettext_lazy as _

from plans.questions.base import REST, Part
from plans.questions.conditions import If
from plans.questions.making import OPTIONAL, choice, count, decimal, long, rows, text, yesno
from plans.questions.second.sources import LUZHOU, SHANGHAI_1, SHANGHAI_2, STATE_GUIDE

ZONES_LISTED = [
    ("gate", _("门岗")),
    ("handover", _("交接区（缓冲区）")),
    ("production", _("生产区")),
    ("office", _("办公区")),
    ("living", _("生活区")),
    ("quiet", _("静默区（新返岗观察）")),
    ("isolation", _("隔离管控区")),
    ("waste", _("卫生间和废弃物处理")),
    ("public", _("公共空间")),
]
# What a zone's risk is told by besides its colour; changed daily under way, here as planned.
RISK = [
    ("green", _("绿（正常生产）")),
    ("blue", _("蓝（新返岗观察）")),
    ("yellow", _("黄（密接隔离）")),
    ("red", _("红（有感染者）")),
]

ZONES = Part(
    "zones",
    _("边界与分区"),
    (
        yesno("boundary_enclosed", _("厂区独立封闭"), source=LUZHOU),
        count(
            "gate_guards_per_shift",
            _("门岗每班值守"),
            _("人"),
            high=500,
            hint=_("所有保留出入口合计"),
            source=STATE_GUIDE,
        ),
        yesno("cctv_boundary", _("边界监控全覆盖"), need=OPTIONAL),
        rows(
            "zones",
            _("分区"),
            choice("kind", _("类型"), ZONES_LISTED),
            text("place", _("位置")),
            decimal("area", _("面积"), _("平方米"), high=10_000_000),
            count("capacity", _("可容纳"), _("人"), need=OPTIONAL),
            count("max_shift", _("每班最多"), _("人"), need=OPTIONAL),
            choice("risk", _("风险色"), RISK, need=OPTIONAL),
            min_rows=4,
            max_rows=100,
            hint=_("门岗、交接区、生产区、生活区必有；平面图作附件"),
            source=SHANGHAI_1,
        ),
        yesno("zones_separated", _("各区物理隔离"), source=SHANGHAI_1),
        yesno("lodging_off_site", _("有人员住在厂外"), hint=_("宾馆、人才公寓等集中住宿点")),
        long(
            "point_to_point_route",
            _("两点一线路线"),
            when=If(_("有人员住在厂外的"), "lodging_off_site", (True,)),
            hint=_("住宿点到厂区的路线、车辆和时间，途中不停"),
            source=SHANGHAI_2,
        ),
    ),
    need=REST,
    helps="boundary",
)
