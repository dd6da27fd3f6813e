"""The whole form: conditions, tables and figures, told by the cast."""

import pytest

from plans.fill.forms import form_for
from plans.questions import ENTERPRISE_2, MEASURES, PARK_2, SETS
from plans.questions.base import OPTIONAL, ROWS

from . import rest
from .forms import PARK, WHOLE

FIRM_WHOLE = {**WHOLE, **rest.FIRM}
PARK_WHOLE = {**PARK, **rest.PARK, "beds": 3100, "living_stock_days": 8, "material_stock_days": 9}
PARK_WHOLE |= {"ppe_stock_days": 20, "trucks_per_day": 12, "firms_covered": 1, "gates_total": 9}


def said(questions, answers):
    return {finding.key: finding.sentence for finding in questions.findings(answers)}


@pytest.mark.parametrize("questions", [ENTERPRISE_2, PARK_2], ids=lambda one: one.name)
def test_the_start_form_fits_a_phone_page(questions):
    start = [question for part in questions.start_parts for question in part.questions]
    assert len(start) <= 20
    blocking = {question.key for question in questions.questions if question.severity == "block"}
    assert blocking <= {question.key for question in start}
    assert {"undertaking", "transfer_name", "transfer_phone", "safety_check"} <= blocking
    assert len(blocking) == 6  # with the responsible person and the number: four things, six answers


def test_no_two_questions_of_a_set_share_a_key_and_measures_stand_on_questions():
    for questions in SETS.values():
        assert len(questions.by_key) == len(questions.questions), questions.name
        assert len({part.key for part in questions.parts}) == len(questions.parts)
        for measure in questions.measures:
            assert {measure.at, *measure.needs} <= set(questions.by_key), measure.key
            assert MEASURES[measure.key] is measure
        for rule in questions.rules:
            assert {rule.at, *rule.needs} <= set(questions.by_key)


@pytest.mark.parametrize(
    ("questions", "answers"), [(ENTERPRISE_2, FIRM_WHOLE), (PARK_2, PARK_WHOLE)], ids=["firm", "park"]
)
def test_a_whole_form_leaves_nothing_to_say(questions, answers):
    assert questions.missing(answers) == []
    unsaid = {"planned_from", "planned_until", "duty_phone", "gates_total", "gates_kept", "signer"}
    assert {f.key: f.sentence for f in questions.findings(answers) if f.key not in unsaid} == {}
    for part in questions.parts:
        form = form_for(questions.name, part.key)(questions.parted(answers)[part.key])
        assert form.is_valid(), form.errors


def test_what_is_owed_follows_its_condition():
    owed = {question.key for question in ENTERPRISE_2.missing({})}
    assert "point_to_point_route" not in owed and "backup_options" not in owed and "zones" in owed
    off_site = {question.key for question in ENTERPRISE_2.missing({"lodging_off_site": True})}
    assert off_site - owed == {"point_to_point_route"}
    assert "meals_from" in {question.key for question in ENTERPRISE_2.missing({"canteen": False})}
    listed = ENTERPRISE_2.missing(FIRM_WHOLE, facts=frozenset({"listed"}))
    assert [question.key for question in listed] == ["backup_options"]


def test_figures_tell_what_is_missing():
    told = said(
        ENTERPRISE_2,
        {
            **FIRM_WHOLE,
            "beds": 172,
            "people_inside": 186,
            "gates_kept": 4,
            "gates_total": 5,
            "isolation_rooms": 1,
            "area_per_person": 2.4,
            "seat_spacing": 0.8,
            "boundary_enclosed": False,
        },
    )
    assert told["beds"] == "床位/人0.92，应不低于1，还差14张。"
    assert told["gates_kept"] == "保留出入口4个，应不超过3个。"
    assert told["gate_guards_per_shift"] == "每班每门值守0.5人，应不低于1人，还差2人。"
    assert told["isolation_rooms"] == "隔离观察房占闭环人数0.54%，应不低于1%，还差1间。"
    assert told["area_per_person"] == "人均住宿面积2.4平方米，应不低于2.5平方米。"
    assert told["seat_spacing"] == "就餐间距0.8米，应不低于1米。"
    assert told["boundary_enclosed"] == "厂区不能独立封闭。"
    assert told["lodgings"] == "住宿点床位合计190张，床位数172张。"


def test_rows_that_are_not_whole_say_which_cell_is_missing():
    team = [{**rest.TEAM[0], "phone": None}, *rest.TEAM[1:3]]
    told = [f.sentence for f in ENTERPRISE_2.findings({**FIRM_WHOLE, "team": team}) if f.key == "team"]
    assert told == ["已填3行，须4行。", "第1行缺电话。", "没有人负责：督导管控。"]


def test_a_table_is_typed_on_a_page_without_script():
    posted = {
        "shift_groups-0-name": "甲班",
        "shift_groups-0-relief": "a",
        "shift_groups-0-shift": "day",
        "shift_groups-0-headcount": "80",
        "shift_groups-0-key_post": "true",
        "shift_groups-2-name": " ",
        "shift_groups-3-name": "乙班",
        "shift_groups-3-headcount": "七十",
        "staff_line": "150",
    }
    form = form_for("enterprise.2", "shifts")(posted)
    assert form.errors == {"shift_groups": ["第2行“人数”：输入整数。"]}
    form = form_for("enterprise.2", "shifts")({**posted, "shift_groups-3-headcount": "70"})
    assert form.is_valid()
    assert form.answers()["shift_groups"] == [
        {"name": "甲班", "relief": "a", "shift": "day", "headcount": 80, "key_post": True},
        {"name": "乙班", "headcount": 70},
    ]
    assert form.answers()["staff_support"] is None


def test_every_row_question_names_its_rows_by_the_first_column():
    for questions in SETS.values():
        for question in questions.questions:
            if question.type == ROWS:
                assert question.columns and question.columns[0].need != OPTIONAL, question.key
