"""What a firm's answers must have to one another, and the figures the city may set thresholds on."""

from django.utils.translation import gettext

from plans.questions.base import Rule
from plans.questions.second import measures
from plans.questions.second.consistency import COMMON, rows_sum, team_whole

RULES = (
    *COMMON,
    Rule(
        "gates_kept",
        ("gates_total", "gates_kept"),
        lambda a: a["gates_kept"] > a["gates_total"],
        lambda a: gettext("保留的出入口多于总数。"),
    ),
    Rule(
        "people_inside",
        ("staff_total", "people_inside"),
        lambda a: a["people_inside"] > a["staff_total"],
        lambda a: gettext("闭环人数多于员工总数；外包人员应计入员工总数。"),
    ),
    Rule(
        "staff_line",
        ("staff_line", "staff_support", "staff_gate", "people_inside"),
        lambda a: _three(a) != a["people_inside"],
        lambda a: gettext("一线、后勤、门岗和物流合计{sum}人，闭环人数{people}人。").format(
            sum=_three(a), people=a["people_inside"]
        ),
    ),
    Rule(
        "staff_minimum",
        ("staff_minimum", "people_inside"),
        lambda a: a["staff_minimum"] > a["people_inside"],
        lambda a: gettext("最低运行人数多于闭环人数。"),
    ),
    Rule(
        "shift_groups",
        ("shift_groups", "staff_line"),
        lambda a: rows_sum(a["shift_groups"], "headcount") < a["staff_line"],
        lambda a: gettext("班组合计{sum}人，一线人员{people}人。").format(
            sum=rows_sum(a["shift_groups"], "headcount"), people=a["staff_line"]
        ),
    ),
    Rule(
        "shift_groups",
        ("shift_groups",),
        lambda a: not {"a", "b"} <= {row.get("relief") for row in a["shift_groups"]},
        lambda a: gettext("没有同时编A岗和B岗。"),
    ),
    Rule(
        "lodgings",
        ("lodgings", "beds"),
        lambda a: rows_sum(a["lodgings"], "beds") != a["beds"],
        lambda a: gettext("住宿点床位合计{sum}张，床位数{beds}张。").format(
            sum=rows_sum(a["lodgings"], "beds"), beds=a["beds"]
        ),
    ),
    team_whole("team"),
)
MEASURES = (*measures.SHARED, *measures.FIRM)


def _three(answers):
    return sum(answers[key] for key in ("staff_line", "staff_support", "staff_gate"))
