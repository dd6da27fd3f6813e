"""限期补齐 of a park: who leads, which firms, gates, loops and grids."""

from django.utils.translation import gettext_lazy as _

from plans.questions.base import REST, Part
from plans.questions.making import OPTIONAL, choice, count, long, person, phone, rows, text, yesno
from plans.questions.second.people import SHARED
from plans.questions.second.sources import LISHUI, PROPOSED, STATE_GUIDE

GATE_USES = [("people", _("人员")), ("goods", _("货运")), ("both", _("人货分时")), ("closed", _("封闭"))]
LOOP_USES = [("goods", _("货运")), ("shuttle", _("通勤")), ("emergency", _("转运和消防"))]

PROFILE = Part(
    "profile",
    _("园区与专班"),
    (
        text("committee", _("管理机构"), hint=_("管委会全称和地址")),
        text("producing_lead", _("生产保障分管负责人"), hint=_("姓名和职务；专班兼管防控和生产")),
        *SHARED,
    ),
    need=REST,
)

FIRMS = Part(
    "firms",
    _("覆盖企业"),
    (
        rows(
            "firms",
            _("企业名单"),
            text("name", _("企业")),
            count("people_inside", _("闭环人数"), _("人")),
            text("contact", _("联络员")),
            phone("phone", _("电话")),
            text("credit_code", _("信用代码"), need=OPTIONAL),
            hint=_("每户一行；各企业另报一企一策"),
            source=LISHUI,
        ),
    ),
    need=REST,
    helps="lodging",
)

GATES = Part(
    "gates",
    _("卡口与环线"),
    (
        count(
            "gate_guards_per_shift",
            _("卡口每班值守"),
            _("人"),
            high=2000,
            hint=_("所有保留卡口合计"),
            source=STATE_GUIDE,
        ),
        rows(
            "gates",
            _("卡口"),
            text("name", _("卡口")),
            text("place", _("位置")),
            choice("use", _("用途"), GATE_USES),
            count("guards", _("每班值守"), _("人"), high=200, need=OPTIONAL),
            max_rows=100,
        ),
        rows(
            "loops",
            _("交通环线"),
            choice("use", _("用途"), LOOP_USES),
            text("route", _("走向")),
            text("rule", _("限制"), need=OPTIONAL),
            max_rows=50,
            hint=_("货运与人员通道分开"),
        ),
        yesno("gates_watched", _("卡口监控全覆盖"), need=OPTIONAL),
    ),
    need=REST,
    helps="boundary",
)

GRIDS = Part(
    "grids",
    _("网格与台账"),
    (
        rows(
            "grids",
            _("网格"),
            text("name", _("网格")),
            text("area", _("范围")),
            *person("officer_", name=_("网格员"), number=_("网格员电话")),
            count("firms", _("企业"), _("家"), need=OPTIONAL),
            count("people", _("人员"), _("人"), need=OPTIONAL),
            source=LISHUI,
        ),
        yesno("roster", _("已建花名册"), source=LISHUI),
        yesno("dwelling_ledger", _("已建住所台账"), source=LISHUI),
        yesno("worker_ledger", _("已建返岗人员台账"), source=LISHUI),
        yesno("staff_ledger", _("已建工作人员台账"), source=LISHUI, hint=_("一册三账")),
        long("supervision", _("逐户巡查办法"), need=OPTIONAL, source=PROPOSED),
    ),
    need=REST,
    helps="boundary",
)
