"""What a park's answers must have to one another."""

from django.utils.translation import gettext

from plans.questions.base import Rule
from plans.questions.second.consistency import COMMON, rows_sum, team_whole

RULES = (
    *COMMON,
    Rule(
        "gates_kept",
        ("gates_total", "gates_kept"),
        lambda a: a["gates_kept"] > a["gates_total"],
        lambda a: gettext("保留的卡口多于总数。"),
    ),
    Rule(
        "people_inside",
        ("staff_total", "people_inside"),
        lambda a: a["people_inside"] > a["staff_total"],
        lambda a: gettext("闭环人数多于从业人员。"),
    ),
    Rule(
        "firms",
        ("firms", "firms_covered"),
        lambda a: a["firms_covered"] <= 200 and len(a["firms"]) != a["firms_covered"],
        lambda a: gettext("名单{rows}家，覆盖企业{firms}家。").format(
            rows=len(a["firms"]), firms=a["firms_covered"]
        ),
    ),
    Rule(
        "firms",
        ("firms", "people_inside"),
        lambda a: rows_sum(a["firms"], "people_inside") > a["people_inside"],
        lambda a: gettext("各企业闭环人数合计{sum}人，多于园区{people}人。").format(
            sum=rows_sum(a["firms"], "people_inside"), people=a["people_inside"]
        ),
    ),
    Rule(
        "nat_places",
        ("nat_places", "nat_lanes"),
        lambda a: rows_sum(a["nat_places"], "lanes") != a["nat_lanes"],
        lambda a: gettext("各采样点通道合计{sum}条，采样通道{lanes}条。").format(
            sum=rows_sum(a["nat_places"], "lanes"), lanes=a["nat_lanes"]
        ),
    ),
    team_whole("team"),
)
