"""Confirmations as they come in: pasted from a chat, typed into the table, sent by a program; all or nothing."""

from datetime import timedelta

import pytest

from clock import clock
from control.switch.answers import answer_loops, read_answers
from control.switch.reading import read_line
from control.switch.services import order_switch, preview_order
from plans.loops.services import confirm_loop
from tests.conftest import shanghai
from workflow.errors import Refused
from workflow.models import Deed

pytestmark = pytest.mark.database
MORNING = shanghai("2022-09-09 08:00")


@pytest.fixture
def ordered(world, hejiang, plans):
    return order_switch(hejiang, by=world.sun, digest=preview_order(hejiang, by=world.sun).digest)


@pytest.mark.parametrize(
    ("line", "at", "people", "firm"),
    [
        ("山达重工\t2022-09-08 22:40\t181", "2022-09-08 22:40", 181, "山达重工"),
        ("山达重工，22：40，181人", "2022-09-08 22:40", 181, "山达重工"),
        ("山达重工 9月8日22时40分 181 人。", "2022-09-08 22:40", 181, "山达重工"),
        ("山达重工；昨晚22点半；181名", "2022-09-08 22:30", 181, "山达重工"),
        ("181人、山达重工、今天7:05", "2022-09-09 07:05", 181, "山达重工"),
        ("91510522MANKHCJF0B 9/8 24:00 181", "2022-09-09 00:00", 181, "91510522MANKHCJF0B"),
        ("泸州521厂, 181", None, 181, "泸州521厂"),
        ("山达重工 昨晚10点40分 181人", "2022-09-08 22:40", 181, "山达重工"),
        ("山达重工 昨天晚上10点40 人数181", "2022-09-08 22:40", 181, "山达重工"),
        ("山达重工 昨晚12点 闭环内人数：181", "2022-09-09 00:00", 181, "山达重工"),
        ("山达重工 昨晚上1点半 181人", "2022-09-09 01:30", 181, "山达重工"),
        ("山达重工 9月8日下午3点 共181人", "2022-09-08 15:00", 181, "山达重工"),
        ("山达重工 晚上11点 181", "2022-09-08 23:00", 181, "山达重工"),
        ("山达重工 今天凌晨2点 181", "2022-09-09 02:00", 181, "山达重工"),
        ("山达重工 昨天中午12点 181", "2022-09-08 12:00", 181, "山达重工"),
        ("山达重工 昨晚22:40 181", "2022-09-08 22:40", 181, "山达重工"),
    ],
)
def test_a_line_is_read_however_it_is_written(line, at, people, firm):
    with clock.standing_at(MORNING):
        answer, name = read_line(1, line)
    assert (name, answer.people, answer.errors) == (firm, people, [])
    assert answer.at == (at and shanghai(at))


def test_what_is_not_understood_is_named_by_its_line(world, ordered):
    text = "山达重工，9月8日13:00，181\n不存在的公司 12:30 5\n清泉酒业 未能启动\n山达 12:40 9 12\n\n龙飞 3人"
    with clock.standing_at(MORNING):
        answers = read_answers(text, world.luo)
    wrong = {answer.line: answer.errors for answer in answers}
    assert wrong[1] == []
    assert wrong[2] == ["没有找到这家企业，或您的身份看不到。"]
    assert wrong[3] == [
        "未能启动须写原因。",
        "没有找到这家企业，或您的身份看不到。",
    ]  # Fuyang's, not the park's
    assert wrong[4] == ["有两个以上的数，不知哪个是人数。", "与第1行是同一家企业。"]
    assert wrong[6][0] == "没有找到这家企业，或您的身份看不到。"
    with pytest.raises(Refused, match="有4行须改正"):
        answer_loops(answers, by=world.luo)
    assert world.shanda.loops.get().status == "ordered"


def test_a_first_line_with_an_answer_is_no_head_and_a_time_in_words_is_named(world, ordered):
    with clock.standing_at(MORNING):
        [first] = read_answers("山达重工 人数181 昨晚10点40", world.luo)
        assert (first.people, first.at, first.errors) == (181, shanghai("2022-09-08 22:40"), [])
        [unread] = read_answers(f"{world.shanda.credit_code} 昨晚十点 181人", world.luo)
    assert unread.errors == ["时间请用数字写：十点。"]


def test_a_time_before_the_order_or_to_come_is_an_error(world, ordered):
    with clock.standing_at(MORNING):
        early, late = (read_answers(f"山达 {when} 181", world.luo)[0] for when in ("9月8日11:00", "今天9:30"))
    assert early.errors == ["早于下达时间（9月8日 12:00）。"] and late.errors == ["时间晚于现在。"]


def test_luo_pastes_and_it_is_one_deed_with_its_own_times(world, ordered):
    with clock.standing_at(MORNING):
        answers = read_answers("企业，时间，人数\n山达重工，22:40，181", world.luo)
        assert answer_loops(answers, by=world.luo) == (1, 0)
    loop = world.shanda.loops.get()
    assert (loop.status, loop.people_inside) == ("running", 181)
    step = loop.steps.last()
    assert step.occurred_at == shanghai("2022-09-08 22:40") and step.recorded_at == MORNING
    assert Deed.objects.filter(verb="confirm").count() == 1


def test_what_could_not_start_keeps_its_reason_and_no_other_firms(world, ordered):
    answers = read_answers("清泉酒业 未能启动：发酵车间停电", world.zhou)
    assert answer_loops(answers, by=world.zhou) == (0, 1)
    loop = world.qingquan.loops.get()
    assert (loop.status, loop.steps.last().deed.remark) == ("failed", "发酵车间停电")


def test_whoever_was_confirmed_meanwhile_stops_the_whole_paste(world, ordered):
    answers = read_answers("山达 181", world.luo)
    confirm_loop(world.shanda.loops.get(), by=world.li, people_inside=180)
    with pytest.raises(Refused, match="有1家的情况已变"):
        answer_loops(answers, by=world.luo)
    assert "不能确认已封闭" in answers[0].errors[0]
    assert world.shanda.loops.get().people_inside == 180


def test_the_table_takes_people_or_a_reason_and_keeps_what_was_typed(world, ordered, client):
    client.force_login(world.luo)
    loop = world.shanda.loops.get()
    page = client.get("/switches/answers/")
    assert world.shanda.name in page.content.decode() and world.qingquan.name not in page.content.decode()
    both = {f"people-{loop.pk}": "181", f"why-{loop.pk}": "停电"}
    refused = client.post("/switches/answers/", both)
    assert refused.status_code == 409 and "二者之一" in refused.content.decode()
    assert 'value="停电"' in refused.content.decode()
    assert client.post("/switches/answers/", {f"people-{loop.pk}": "181"}).status_code == 302
    loop.refresh_from_db()
    assert (loop.status, loop.people_inside) == ("running", 181)


def test_the_paste_page_shows_first_and_writes_by_the_second_press(world, ordered, client):
    client.force_login(world.luo)
    page = client.post("/switches/answers/paste/", {"text": "山达，12:00，181"})
    assert page.status_code == 200 and "可以办理" in page.content.decode()
    assert world.shanda.loops.get().status == "ordered"
    bad = client.post("/switches/answers/paste/", {"text": "山达，12:00", "do": "write"})
    assert bad.status_code == 409 and "没有写人数" in bad.content.decode()
    done = client.post("/switches/answers/paste/", {"text": "山达，12:00，181", "do": "write"})
    assert done.status_code == 302 and world.shanda.loops.get().status == "running"


def test_sun_confirms_for_nobody(world, ordered, client):
    client.force_login(world.sun)
    assert client.get("/switches/answers/").status_code == 403
    assert client.get("/switches/answers/paste/").status_code == 403


def test_answers_by_rest_are_all_or_nothing_and_once(world, ordered, client, noon):
    client.force_login(world.li)
    url, code = "/api/v1/loop-answers/", world.shanda.credit_code
    rows = [
        {"credit_code": code, "people_inside": 181},
        {"credit_code": world.qingquan.credit_code, "failed": "x"},
    ]
    refused = client.post(url, {"rows": rows}, content_type="application/json")
    assert refused.status_code == 400 and refused.json()["errors"][0]["field"] == "rows.1"
    assert world.shanda.loops.get().status == "ordered"
    twice = client.post(url, {"rows": [rows[0], rows[0]]}, content_type="application/json")
    assert twice.status_code == 400 and "与第1行是同一家企业" in twice.json()["errors"][0]["detail"]
    dry = client.post(url, {"rows": rows[:1], "dry_run": True}, content_type="application/json")
    assert dry.json() == {"confirmed": 1, "failed": 0, "dry_run": True}
    words = {"content_type": "application/json", "headers": {"Idempotency-Key": "one"}}
    done = client.post(url, {"rows": rows[:1]}, **words)
    again = client.post(url, {"rows": rows[:1]}, **words)
    assert done.json()["confirmed"] == 1 and again.headers["Idempotency-Replayed"] == "true"
    assert world.shanda.loops.get().steps.count() == 2
    with clock.standing_at(noon + timedelta(hours=1)):
        late = client.post(url, {"rows": rows[:1]}, content_type="application/json")
    assert late.status_code == 400


@pytest.mark.parametrize("together", [True, False])
def test_a_repeat_tells_confirmed_and_failed_apart(world, ordered, client, together):
    """The park answers for both firms, at once or one by one under one request's id; repeated it is told the same."""
    type(world.qingquan).objects.filter(pk=world.qingquan.pk).update(park=world.port)
    client.force_login(world.luo)
    rows = [
        {"credit_code": world.shanda.credit_code, "failed": "床位未到位"},
        {"credit_code": world.qingquan.credit_code, "people_inside": 90},
    ]
    presses = [("both", rows, (1, 1))]
    if not together:
        presses = [("one", rows[:1], (0, 1)), ("two", rows[1:], (1, 0))]
    for _time in range(2):
        for key, part, counts in presses:
            head = {"Idempotency-Key": key, "X-Request-ID": "answers-of-the-park"}
            answer = client.post(
                "/api/v1/loop-answers/", {"rows": part}, content_type="application/json", headers=head
            ).json()
            assert (answer["confirmed"], answer["failed"]) == counts
