"""What both kinds of plan ask of stock, handover and backups."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plans.questions.base import REST, Part
from plans.questions.conditions import LISTED, If
from plans.questions.making import OPTIONAL, choice, count, decimal, long, person, rows, text, yesno

from .sources import FREIGHT, LUZHOU, PROPOSED, SHANGHAI_1, TEN_ITEMS

ITEMS = [
    ("antigen", _("抗原试剂")),
    ("masks", _("口罩")),
    ("disinfectant", _("消毒剂")),
    ("hand_gel", _("手消毒液")),
    ("thermometers", _("体温计")),
    ("suits", _("防护服")),
    ("goggles", _("护目镜或面屏")),
    ("gloves", _("手套")),
    ("food", _("食品和饮用水")),
    ("other", _("其他")),
]
BACKUPS = [("equal", _("同准备份")), ("reduced", _("降准备份"))]


def stock_list(key="stock_list"):
    return rows(
        key,
        _("物资清单"),
        choice("item", _("物资"), ITEMS),
        text("name", _("名称规格"), need=OPTIONAL),
        decimal("quantity", _("数量"), high=100_000_000),
        text("unit", _("单位")),
        count("days", _("可用"), _("天"), high=366),
        hint=_("抗原试剂、口罩、消毒剂、手消毒液、体温计、防护服、护目镜、手套逐项填"),
        min_rows=3,
        source=SHANGHAI_1,
    )


def handover(place, *more):
    """交接: the place, the fixed receivers, the rules for drivers and what the quota of passes rests on."""
    return (
        place,
        yesno("handover_separate", _("交接场地与生产区、生活区分开"), source=SHANGHAI_1),
        rows(
            "receivers",
            _("固定接收人员"),
            *person(),
            yesno("apart", _("与一线人员分开食宿")),
            max_rows=100,
            hint=_("只由名单上的人接收货物"),
            source=SHANGHAI_1,
        ),
        yesno("driver_stays_in_cab", _("司机不下车"), source=FREIGHT),
        yesno("seal_used", _("车厢加封条"), need=OPTIONAL, hint=_("封条破损不予进入并报告"), source=FREIGHT),
        yesno(
            "escort_required", _("卡口到厂由专人接送"), need=OPTIONAL, hint=_("按风险等级"), source=FREIGHT
        ),
        decimal("rest_hours", _("货物静置"), _("小时"), high=240, hint=_("不静置的填0"), source=TEN_ITEMS),
        text("disinfect_method", _("货物和车辆消毒办法"), source=SHANGHAI_1),
        count("trucks_in_per_day", _("日均进车"), _("车次"), high=50000, source=PROPOSED),
        count("trucks_out_per_day", _("日均出车"), _("车次"), high=50000, source=PROPOSED),
        *more,
    )


def backup(lead):
    """备份: no source defines the two standards, so what they mean is told in free words beside the label."""
    return Part(
        "backup",
        _("备份方案"),
        (
            rows(
                "backup_options",
                _("备份方案"),
                choice("kind", _("类别"), BACKUPS),
                text("replaces", _("替代什么"), hint=_("产线、供应商、场地、人员或能源")),
                text("how", _("怎样替代")),
                count("capacity", _("可保产能"), pgettext_lazy("share", "%"), low=1, high=100),
                max_rows=60,
                when=If(_("列入白名单的"), fact=LISTED),
                hint=_("同准备份不降低产品和防控标准，降准备份降低其一，写明降到什么程度"),
                source=LUZHOU,
            ),
            long("backup_switch", _("何时由谁决定启用"), need=OPTIONAL),
        ),
        need=REST,
        helps="stock",
        lead=lead,
    )
