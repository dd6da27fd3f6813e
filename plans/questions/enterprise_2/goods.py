"""限期补齐 of a firm: what lies in store and how goods come in."""

from django.utils.translation import gettext_lazy as _

from plans.questions.base import REST, Part
from plans.questions.conditions import If
from plans.questions.making import OPTIONAL, count, decimal, phone, rows, text, yesno
from plans.questions.second.goods import handover, stock_list
from plans.questions.second.sources import LUZHOU, SHANGHAI_1, TEN_ITEMS

CONTINUOUS = If(_("连续生产的"), "continuous_process", (True,))

MATERIALS = Part(
    "materials",
    _("物资与供应"),
    (
        stock_list(),
        text("stock_keeper", _("物资管理员"), hint=_("专人专库"), source=TEN_ITEMS),
        yesno("stock_rotation", _("定期清点轮换"), source=TEN_ITEMS),
        count("finished_goods_days", _("成品库容余量"), _("天"), high=366, need=OPTIONAL),
        rows(
            "suppliers",
            _("关键原辅料供应商"),
            text("material", _("原辅料")),
            text("supplier", _("供应商")),
            text("place", _("所在地")),
            phone("phone", _("电话"), need=OPTIONAL),
            yesno("spare", _("备用"), need=OPTIONAL),
            source=LUZHOU,
        ),
        yesno("continuous_process", _("连续生产工艺"), hint=_("不能随时停产的炉窑、化工等")),
        text("energy_backup", _("能源保障"), when=CONTINUOUS, hint=_("电、气、油的备用来源"), source=LUZHOU),
        decimal("energy_backup_hours", _("备用能源可支撑"), _("小时"), high=8760, when=CONTINUOUS),
    ),
    need=REST,
    helps="stock",
)

HANDOVER = Part(
    "handover",
    _("货物交接"),
    handover(text("handover_point", _("交接点位"), hint=_("固定地点，专用通道"), source=SHANGHAI_1)),
    need=REST,
    helps="stock",
)
