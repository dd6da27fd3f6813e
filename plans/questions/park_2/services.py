"""限期补齐 of a park: what it provides for all its firms."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plans.questions.base import REST, Part
from plans.questions.making import OPTIONAL, count, person, phone, rows, text
from plans.questions.second.goods import handover, stock_list
from plans.questions.second.sources import LISHUI, PROPOSED, SHANGHAI_1, TEN_ITEMS

ROOMS = pgettext_lazy("rooms", "间")

TESTING = Part(
    "testing",
    _("核酸采样"),
    (
        count("nat_sites", _("核酸采样点"), pgettext_lazy("sites", "个"), high=500, source=LISHUI),
        count("nat_lanes", _("采样通道"), _("条"), high=5000),
        rows(
            "nat_places",
            _("采样点安排"),
            text("name", _("采样点")),
            text("place", _("位置")),
            count("lanes", _("通道"), _("条"), low=1, high=200),
            count("per_hour", _("每小时"), _("人"), low=1, high=100000),
            text("hours", _("时段")),
            hint=_("布局图作附件"),
            source=LISHUI,
        ),
        *person("sampling_", name=_("采样负责人"), number=_("采样负责人电话")),
    ),
    need=REST,
)
ISOLATION = Part(
    "isolation",
    _("隔离观察"),
    (
        count(
            "isolation_rooms",
            _("隔离观察房"),
            ROOMS,
            high=20000,
            hint=_("园区共用，一人一间"),
            source=PROPOSED,
        ),
        text("isolation_place", _("隔离观察点位置")),
        count("quiet_rooms", _("静止期房间"), ROOMS, need=OPTIONAL),
        *person("isolation_", name=_("隔离点负责人"), number=_("隔离点电话")),
    ),
    need=REST,
    helps="lodging",
)
WAREHOUSE = Part(
    "warehouse",
    _("物资仓库"),
    (
        text("supply_warehouse", _("生活与防疫物资仓库"), hint=_("地点")),
        *person("warehouse_", name=_("仓库管理员"), number=_("仓库电话")),
        stock_list(),
        rows(
            "food_suppliers",
            _("生活物资供应商"),
            text("name", _("单位")),
            phone("phone", _("电话")),
            max_rows=50,
            need=OPTIONAL,
        ),
    ),
    need=REST,
    helps="stock",
)
TRUCKS = Part(
    "handover",
    _("货车接待与交接"),
    (
        text("truck_reception", _("货车接待点"), hint=_("停车、等候、如厕、供餐的地点"), source=TEN_ITEMS),
        *handover(
            text(
                "handover_yard",
                _("公共货物交接场地"),
                hint=_("地点；与生产区、生活区分开"),
                source=SHANGHAI_1,
            )
        ),
    ),
    need=REST,
    helps="stock",
)
EMERGENCY_TEAM = rows(
    "emergency_team",
    _("园区应急队伍"),
    *person(),
    text("job", _("任务")),
    max_rows=100,
    source=PROPOSED,
)
