"""The figures of the second sets the city may set thresholds on, and the thresholds the portal ships with.

Only a missing undertaking, responsible person, transfer contact and the safety veto block as shipped; those four
belong to their questions. What stands here warns until the city decides that it blocks.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plans.questions.dates import days_between
from plans.questions.findings import WARN, Measure

from .sources import FREIGHT, LUZHOU, PROPOSED, SHANGHAI_1, SHANGHAI_2, SHENZHEN, STATE_GUIDE, TEN_ITEMS, VETO

DAYS, PEOPLE, ROOMS = _("天"), _("人"), pgettext_lazy("rooms", "间")


def _least(value, kind=""):
    return (kind, ">=", value, WARN)


def _most(value, kind=""):
    return (kind, "<=", value, WARN)


def _answer(key, label, threshold, unit="", source=PROPOSED, **how):
    """A measure that is an answer as it stands."""
    return Measure(key, label, key, (key,), lambda a: a[key], (threshold,), unit, source, **how)


def _days(key, label, least, source):
    return _answer(key, label, _least(least), DAYS, source, short=lambda a, value: value - a[key])


def _yes(key, label, sentence, source):
    return Measure(key, label, key, (key,), lambda a: int(a[key]), (_least(1),), "", source, yes=sentence)


PLAN_DAYS = Measure(
    "plan_days",
    _("方案期限"),
    "planned_until",
    ("planned_from", "planned_until"),
    lambda a: days_between(a["planned_from"], a["planned_until"]),
    (_most(60),),
    DAYS,
    PROPOSED,
)
BEDS = Measure(
    "beds_per_person",
    _("床位/人"),
    "beds",
    ("beds", "people_inside"),
    lambda a: a["beds"] / a["people_inside"],
    (_least(1),),
    "",
    LUZHOU,
    short=lambda a, value: value * a["people_inside"] - a["beds"],
    lacking=_("张"),
)
LIVING = _days("living_stock_days", _("生活物资储备"), 7, PROPOSED)
MATERIAL = _days("material_stock_days", _("原辅料可用"), 7, PROPOSED)
PPE = _days("ppe_stock_days", _("防疫物资储备"), 14, SHANGHAI_1)
ISOLATION = _answer(
    "isolation_rooms",
    _("隔离观察房"),
    _least(1),
    ROOMS,
    SHENZHEN,
    short=lambda a, value: value - a["isolation_rooms"],
)
ISOLATION_SHARE = Measure(
    "isolation_share",
    _("隔离观察房占闭环人数"),
    "isolation_rooms",
    ("isolation_rooms", "people_inside"),
    lambda a: 100 * a["isolation_rooms"] / a["people_inside"],
    (_least(1),),
    "%",
    PROPOSED,
    short=lambda a, value: value * a["people_inside"] / 100 - a["isolation_rooms"],
    lacking=ROOMS,
)
DISINFECTION = _answer("disinfections_per_day", _("消毒频次"), _least(2), _("次/日"), STATE_GUIDE)
HAZARDS = _answer("hazards_open", _("未整改隐患"), _most(0), pgettext_lazy("hazards", "处"), VETO)
SEPARATE = _yes("handover_separate", _("交接场地分开"), _("交接场地未与生产区、生活区分开。"), SHANGHAI_1)
IN_CAB = _yes("driver_stays_in_cab", _("司机不下车"), _("司机可以下车，未做到不下车。"), FREIGHT)
SHARED = (PLAN_DAYS, BEDS, LIVING, MATERIAL, PPE, ISOLATION, ISOLATION_SHARE, DISINFECTION, HAZARDS)
SHARED += (SEPARATE, IN_CAB)

FIRM = (
    _answer("gates_kept", _("保留出入口"), _most(3), pgettext_lazy("gates", "个")),
    Measure(
        "guards_per_gate",
        _("每班每门值守"),
        "gate_guards_per_shift",
        ("gate_guards_per_shift", "gates_kept"),
        lambda a: a["gate_guards_per_shift"] / a["gates_kept"],
        (_least(1),),
        PEOPLE,
        STATE_GUIDE,
        short=lambda a, value: value * a["gates_kept"] - a["gate_guards_per_shift"],
    ),
    _yes("boundary_enclosed", _("厂区独立封闭"), _("厂区不能独立封闭。"), LUZHOU),
    _yes("zones_separated", _("各区物理隔离"), _("各区未物理隔离。"), SHANGHAI_1),
    _answer("persons_per_room", _("每间最多"), _most(6), PEOPLE, STATE_GUIDE),
    _answer("area_per_person", _("人均住宿面积"), _least("2.5"), _("平方米"), STATE_GUIDE),
    Measure(
        "baths_for_isolation",
        _("带独立卫生间的房间比隔离观察房多"),
        "rooms_with_bath",
        ("rooms_with_bath", "isolation_rooms"),
        lambda a: a["rooms_with_bath"] - a["isolation_rooms"],
        (_least(0),),
        ROOMS,
        TEN_ITEMS,
        short=lambda a, value: value + a["isolation_rooms"] - a["rooms_with_bath"],
    ),
    _answer("seat_spacing", _("就餐间距"), _least(1), _("米"), SHANGHAI_1),
    Measure(
        "food_suppliers",
        _("食材供应商"),
        "food_suppliers",
        ("food_suppliers",),
        lambda a: len(a["food_suppliers"]),
        (_least(2),),
        _("家"),
        PROPOSED,
    ),
    Measure(
        "nat_interval_days",
        _("最长核酸间隔"),
        "tests",
        ("tests",),
        lambda a: max((row.get("nat_interval_days") or 0 for row in a["tests"]), default=None),
        # Under static management everyone is tested daily; elsewhere a week is the longest anyone allowed.
        (_most(7), _most(1, "static_management")),
        DAYS,
        SHANGHAI_2,
    ),
    Measure(
        "antigen_per_day",
        _("最少抗原次数"),
        "tests",
        ("tests",),
        lambda a: min((row.get("antigen_per_day") or 0 for row in a["tests"]), default=None),
        (_least(0), _least(1, "static_management")),
        _("次/日"),
        SHANGHAI_2,
    ),
)
PARK = (
    _answer("nat_sites", _("核酸采样点"), _least(1), pgettext_lazy("sites", "个")),
    Measure(
        "people_per_lane",
        _("每条采样通道"),
        "nat_lanes",
        ("nat_lanes", "people_inside"),
        lambda a: a["people_inside"] / a["nat_lanes"],
        (_most(1000),),
        PEOPLE,
        PROPOSED,
    ),
    Measure(
        "guards_per_park_gate",
        _("每班每卡口值守"),
        "gate_guards_per_shift",
        ("gate_guards_per_shift", "gates_kept"),
        lambda a: a["gate_guards_per_shift"] / a["gates_kept"],
        (_least(1),),
        PEOPLE,
        STATE_GUIDE,
        short=lambda a, value: value * a["gates_kept"] - a["gate_guards_per_shift"],
    ),
)
