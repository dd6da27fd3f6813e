"""What the answers of both kinds of plan must have to one another."""

from django.utils.translation import gettext

from plans.questions.base import Rule

from .people import TEAM


def rows_sum(rows, column):
    """The sum of one column of figures; what is not filled in counts nothing."""
    return sum(row.get(column) or 0 for row in rows)


def team_whole(key):
    """Each of the task force's four jobs has somebody."""

    def open_jobs(answers):
        filled = {row.get("role") for row in answers[key]}
        return [str(words) for code, words in TEAM if code not in filled]

    return Rule(
        key,
        (key,),
        open_jobs,
        lambda a: gettext("没有人负责：{jobs}。").format(jobs=gettext("、").join(open_jobs(a))),
    )


COMMON = (
    Rule(
        "planned_until",
        ("planned_from", "planned_until"),
        lambda a: a["planned_until"] < a["planned_from"],
        lambda a: gettext("止早于起。"),
    ),
    Rule(
        "trucks_in_per_day",
        ("trucks_in_per_day", "trucks_out_per_day", "trucks_per_day"),
        lambda a: a["trucks_in_per_day"] + a["trucks_out_per_day"] != a["trucks_per_day"],
        lambda a: gettext("进出合计{sum}车次，日均进出{trucks}车次。").format(
            sum=a["trucks_in_per_day"] + a["trucks_out_per_day"], trucks=a["trucks_per_day"]
        ),
    ),
    Rule(
        "hazards_open",
        ("hazards_found", "hazards_open"),
        lambda a: a["hazards_open"] > a["hazards_found"],
        lambda a: gettext("未整改隐患多于发现隐患。"),
    ),
)
