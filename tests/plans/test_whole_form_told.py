"""The whole form over REST, compared, and printed."""

from plans.questions import ENTERPRISE_1, ENTERPRISE_2
from plans.review.reading import difference, parts_of
from plans.services import return_plan, save_section, start_plan, submit_plan
from plans.versions import is_intact

from . import rest
from .forms import WHOLE, submitted

FIRM_WHOLE = {**WHOLE, **rest.FIRM}


def test_the_rest_comes_over_rest_and_what_is_wrong_is_all_named(world, api_of):
    li = api_of(world.li)
    plan = start_plan(world.shanda, by=world.li)
    url = f"/api/v1/plans/{plan.pk}/sections/"
    for key, answers in ENTERPRISE_2.parted(FIRM_WHOLE).items():
        saved = li.put(f"{url}{key}/", {"revision": 0, "answers": answers}, format="json")
        assert saved.status_code == 200 and saved.json()["answers"] == answers, saved.content
    plan.refresh_from_db()
    assert (plan.rest_missing, plan.defects, plan.backup_equal) == (0, 0, False)
    options = [
        {"kind": "equal", "replaces": "钢板", "how": "改用武钢", "capacity": 100},
        {"kind": "reduced", "replaces": "二车间", "how": "减一条线", "capacity": 60},
    ]
    body = {"revision": 0, "answers": {"backup_options": options}}
    assert li.put(f"{url}backup/", body, format="json").status_code == 200
    plan.refresh_from_db()
    assert plan.backup_equal and plan.backup_reduced
    bad = {
        "lodgings": [{"kind": "tent", "beds": 0, "colour": 1}, "x"],
        "persons_per_room": 4.25,
        "same_shift_rooming": "vielleicht",
        "new_entrants": 1,
    }
    refused = li.put(f"{url}rooms/", {"revision": 1, "answers": bad}, format="json")
    assert refused.status_code == 400
    fields = {error["field"] for error in refused.json()["errors"]}
    assert fields == {"lodgings", "persons_per_room", "same_shift_rooming", "new_entrants"}
    bad = {"lodgings": [{"kind": "tent", "beds": 0, "colour": 1}]}
    told = li.put(f"{url}rooms/", {"revision": 1, "answers": bad}, format="json").json()["errors"]
    assert (
        next(error["detail"] for error in told if error["field"] == "lodgings") == "第1行没有“colour”这一列。"
    )
    many = {"lodgings": [{"kind": "hall", "place": "厅", "beds": 1}] * 101}
    told = li.put(f"{url}rooms/", {"revision": 1, "answers": many}, format="json").json()["errors"]
    assert told[0]["detail"] == "最多100行，填了101行。"


def test_the_difference_of_a_table_tells_the_rows_that_differ(world):
    plan = submitted(world.shanda, world.li, FIRM_WHOLE)
    return_plan(plan, by=world.luo, remark="乙班人数不对")
    section = plan.versions.last().sections.get(key="shifts")
    groups = [rest.FIRM["shift_groups"][0], {**rest.FIRM["shift_groups"][1], "headcount": 60}]
    groups.append({"name": "机动班", "relief": "b", "shift": "rotating", "headcount": 10})
    answers = {**section.answers, "shift_groups": groups}
    save_section(plan, "shifts", answers, by=world.li, revision=section.revision)
    submit_plan(plan, by=world.li)
    [(part, question, old, new, _found)] = difference(*plan.versions.all())
    assert (part.key, question.key) == ("shifts", "shift_groups")
    assert old == "乙班，A岗或B岗 B岗，班次 夜班，人数 70 人"
    assert new.split("\n") == [
        "乙班，A岗或B岗 B岗，班次 夜班，人数 60 人",
        "机动班，A岗或B岗 B岗，班次 轮班，人数 10 人",
    ]
    assert all(is_intact(version) for version in plan.versions.all())


def test_a_plan_answered_in_the_first_set_still_reads_prints_and_is_compared(world, client):
    plan = start_plan(world.shanda, by=world.li)
    plan.versions.update(question_set="enterprise.1")
    version = plan.versions.get()
    version.sections.exclude(key__in=[part.key for part in ENTERPRISE_1.parts]).delete()
    for key, answers in ENTERPRISE_1.parted({**WHOLE, "beds": 172}).items():
        save_section(plan, key, answers, by=world.li, revision=0)
    submit_plan(plan, by=world.li)
    version.refresh_from_db()
    assert plan.rest_missing == 0
    assert [part.part.key for part in parts_of(version)] == [part.key for part in ENTERPRISE_1.parts]
    client.force_login(world.luo)
    for address in ("", "print/"):
        page = client.get(f"/plans/{plan.pk}/{address}")
        assert page.status_code == 200 and "还差14张：床位172张，闭环人数186人。" in page.content.decode()
    newer = submitted(world.qingquan, world.ma).versions.get()
    changed = {question.key for _part, question, *_rest in difference(version, newer)}
    assert changed == {"beds"}


def test_the_whole_plan_prints_its_tables(world, client):
    plan = submitted(world.shanda, world.li, FIRM_WHOLE)
    client.force_login(world.xuming)
    for address in ("", "print/"):
        text = client.get(f"/plans/{plan.pk}/{address}").content.decode()
        assert "职工之家" in text and "行军床" in text and "两点一线路线" not in text
