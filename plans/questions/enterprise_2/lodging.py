"""限期补齐 of a firm: where people sleep and eat, and how they are tested."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plans.questions.base import REST, Part
from plans.questions.conditions import If
from plans.questions.making import OPTIONAL, choice, count, decimal, long, phone, rows, text, yesno
from plans.questions.second.sources import (
    LUZHOU,
    PROPOSED,
    SHANGHAI_1,
    SHANGHAI_2,
    SHENZHEN,
    STATE_GUIDE,
    TEN_ITEMS,
)

ROOMS_UNIT = pgettext_lazy("rooms", "间")
LODGINGS = [
    ("dormitory", _("宿舍")),
    ("camp_beds", _("行军床")),
    ("hall", _("厅堂、会议室")),
    ("office", _("办公室、值班室")),
    ("hotel", _("租用宾馆、公寓")),
    ("container", _("集装箱房、帐篷")),
]
CLASSES = [
    ("line", _("一线人员")),
    ("support", _("后勤人员")),
    ("gate", _("门岗和物流人员")),
    ("new", _("新返岗人员")),
    ("outside", _("与外界接触人员")),
]

ROOMS = Part(
    "rooms",
    _("住宿"),
    (
        rows(
            "lodgings",
            _("住宿点"),
            choice("kind", _("类型"), LODGINGS),
            text("place", _("位置")),
            count("beds", _("床位"), _("张"), low=1, high=20000),
            count("rooms", _("房间"), ROOMS_UNIT, need=OPTIONAL),
            decimal("area", _("面积"), _("平方米"), need=OPTIONAL),
            max_rows=100,
            hint=_("行军床、厅堂和租用房也填；床位合计应与床位数一致"),
        ),
        decimal("persons_per_room", _("每间最多"), _("人"), low=1, high=200, source=STATE_GUIDE),
        decimal("area_per_person", _("人均住宿面积"), _("平方米"), high=200, source=STATE_GUIDE),
        yesno("same_shift_rooming", _("同班组同室"), source=SHANGHAI_1),
        yesno("new_entrants", _("闭环期间有新返岗人员")),
        count(
            "quiet_rooms",
            _("静止期房间"),
            ROOMS_UNIT,
            low=1,
            high=20000,
            when=If(_("有新返岗人员的"), "new_entrants", (True,)),
            hint=_("新返岗人员单独居住，期满检测阴性再编入班组"),
            source=SHANGHAI_1,
        ),
        count("rooms_with_bath", _("带独立卫生间的房间"), ROOMS_UNIT, need=OPTIONAL, source=TEN_ITEMS),
        count("isolation_rooms", _("隔离观察房"), ROOMS_UNIT, high=20000, source=SHENZHEN),
        yesno(
            "rotation_allowed",
            _("管控期间人员轮换"),
            hint=_("一般不轮换：离开即不再返岗；确需轮换的须先报区县同意"),
            source=LUZHOU,
        ),
    ),
    need=REST,
    helps="lodging",
)

CATERING = Part(
    "catering",
    _("就餐与供应"),
    (
        yesno("canteen", _("厂内有食堂")),
        text(
            "meals_from",
            _("供餐单位"),
            when=If(_("没有食堂的"), "canteen", (False,)),
            hint=_("送餐到交接点，不进生活区"),
        ),
        count("meal_batches", _("分批就餐"), pgettext_lazy("meals", "批"), low=1, high=48),
        decimal("seat_spacing", _("就餐间距"), _("米"), high=20, source=SHANGHAI_1),
        rows(
            "food_suppliers",
            _("食材供应商"),
            text("name", _("单位")),
            phone("phone", _("电话")),
            yesno("spare", _("备用"), need=OPTIONAL),
            need=OPTIONAL,
            max_rows=50,
            source=PROPOSED,
        ),
    ),
    need=REST,
    helps="lodging",
)

TESTING = Part(
    "testing",
    _("检测"),
    (
        rows(
            "tests",
            _("分类检测安排"),
            choice("who", _("人员类别"), CLASSES),
            count("nat_interval_days", _("核酸间隔"), _("天"), low=1, high=7),
            count("nat_valid_hours", _("核酸有效"), _("小时"), low=12, high=168, need=OPTIONAL),
            count("antigen_per_day", _("抗原"), _("次/日"), high=2),
            min_rows=2,
            max_rows=20,
            hint=_("与外界接触的人员每日核酸；间隔1天即每日一次"),
            source=SHANGHAI_2,
        ),
        text("sampling_place", _("采样点位"), hint=_("厂内点位，或采样队何时入厂")),
        long("health_watch", _("健康监测办法"), need=OPTIONAL, hint=_("体温、症状由谁登记、向谁报告")),
    ),
    need=REST,
    lead=_("各地做法不同，以属地当期要求为准。"),
)
