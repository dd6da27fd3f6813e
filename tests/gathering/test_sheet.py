"""Start forms from one sheet or pasted, by page, REST and command."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from openpyxl import load_workbook

from enterprises.models import Enterprise
from gathering.sheet import StartFormImporter
from plans.models import Plan, Section
from plans.services import start_plans
from tests.plans.forms import WHOLE, submitted

from .stories import more_firms

HEAD = "统一社会信用代码\t闭环人数（人）\t床位数（张）\t拟闭环起\t安全生产自查\t我代表企业作出以上承诺"


def run(text, by, dry_run=False):
    return StartFormImporter(by=by).run(text.encode(), name="a.csv", dry_run=dry_run)


def rows(firms, people=50):
    lines = [f"{firm.credit_code}\t{people}\t60\t2022-09-12\t合格\t是" for firm in firms]
    return "\n".join([HEAD, *lines])


def test_one_row_a_firm_begins_its_draft_and_the_same_sheet_again_changes_nothing(world):
    report = run(rows([world.shanda]), world.luo)
    assert (report.done, report.counts["created"]) == (True, 1)
    plan = Plan.objects.get()
    assert (plan.people_inside, plan.beds, str(plan.planned_from)) == (50, 60, "2022-09-12")
    revisions = list(Section.objects.values_list("pk", "revision"))
    again = run(rows([world.shanda]), world.luo)
    assert again.counts == {"created": 0, "changed": 0, "unchanged": 1}
    assert revisions == list(Section.objects.values_list("pk", "revision"))


def test_an_empty_cell_changes_nothing_and_zero_is_a_value(world):
    start_plans([(world.shanda, WHOLE)], by=world.luo)
    text = f"统一社会信用代码\t闭环人数\t床位数\t日均进出车次\n{world.shanda.credit_code}\t\t66\t0"
    assert run(text, world.luo).counts["changed"] == 1
    plan = Plan.objects.get()
    assert (plan.people_inside, plan.beds, plan.trucks_per_day) == (186, 66, 0)


def test_all_errors_are_told_with_row_column_value_and_reason_and_nothing_is_written(world):
    submitted(world.shanda, world.li)
    text = "\n".join(
        [
            HEAD,
            f"{world.shanda.credit_code}\t50\t60\t2022-09-12\t合格\t是",
            f"{world.qingquan.credit_code}\t50\t60\t2022-09-12\t合格\t是",
            f"{world.longfei.credit_code}\t许多\t60\t九月\t良好\t是",
        ]
    )
    report = run(text, world.luo)
    told = {(e.row, e.column, e.code) for e in report.errors}
    assert told == {
        (2, "统一社会信用代码", "under_review"),
        (3, "统一社会信用代码", "unknown_enterprise"),
        (4, "闭环人数（人）", "not_a_number"),
        (4, "拟闭环起", "not_a_date"),
        (4, "安全生产自查", "not_a_choice"),
    }
    assert Plan.objects.count() == 1


def test_a_firm_may_be_named_by_its_whole_name(world):
    report = run("企业名称\t床位数\n泸州山达重工装备有限公司\t77", world.luo)
    assert report.done and Plan.objects.get().beds == 77
    twice = "企业名称\t统一社会信用代码\t床位数\n泸州山达重工装备有限公司\t\t77\n\t91510522MANKHCJF0B\t78"
    assert [error.code for error in run(twice, world.luo).errors] == ["duplicate"]


def test_brackets_of_either_width_are_the_same_name(world):
    Enterprise.objects.filter(pk=world.shanda.pk).update(name="泸州山达（集团）有限公司")
    assert run("企业名称\t床位数\n泸州山达(集团)有限公司\t77", world.luo).done
    assert run("企业名称\t信用代码\t床位数\n泸州山达(集团) 有限公司\t91510522MANKHCJF0B\t78", world.luo).done
    assert Plan.objects.get().beds == 78


def test_the_template_lists_the_parks_firms_with_what_is_known(world, client):
    start_plans([(world.shanda, WHOLE)], by=world.li)
    client.force_login(world.luo)
    sheet = load_workbook(io.BytesIO(client.get("/gathering/sheet/?template=1").content)).active
    head, first = [[cell.value for cell in row] for row in sheet.iter_rows()][:2]
    said = dict(zip(head, first, strict=True))
    assert said["企业名称"] == "泸州山达重工装备有限公司" and said["床位数（张）"] == "190"
    assert sheet.max_row == 2
    content = client.get("/gathering/sheet/?template=1").content
    report = StartFormImporter(by=world.luo).run(content, name="t.xlsx", dry_run=False)
    assert report.counts == {"created": 0, "changed": 0, "unchanged": 1}, report.errors


def test_rows_pasted_from_a_chat_are_checked_and_then_taken_in(world, client):
    client.force_login(world.luo)
    pasted = "企业名称，床位数，第一责任人\n泸州山达重工装备有限公司，88，赵建国"
    page = client.post("/gathering/sheet/", {"pasted": pasted})
    assert page.status_code == 200 and "检查通过 1 行" in page.content.decode()
    assert not Plan.objects.exists()
    client.post("/gathering/sheet/", {"confirm": page.context["token"]})
    assert Plan.objects.get().beds == 88


def test_what_was_pasted_is_kept_on_the_page_when_it_has_errors(world, client):
    client.force_login(world.luo)
    page = client.post("/gathering/sheet/", {"pasted": "企业名称\t床位数\n没有这家\t8"})
    assert page.status_code == 422 and "没有这家\t8" in page.content.decode()


def test_by_rest_and_by_command(world, client, tmp_path):
    client.force_login(world.luo)
    file = SimpleUploadedFile("a.csv", rows([world.shanda]).encode())
    answer = client.post("/api/v1/imports/start-forms/?dry_run=false", {"file": file})
    assert answer.json()["counts"]["created"] == 1
    path = tmp_path / "b.csv"
    path.write_text(rows([world.shanda], people=51), "utf-8")
    call_command("import_sheet", "start-forms", str(path), "--commit", "--by", "luo")
    assert Plan.objects.get().people_inside == 51


def test_who_files_for_nobody_may_not_import(world, client):
    for who in ("sun", "chen", "xuming", "guan"):
        client.force_login(world.people[who])
        assert client.get("/gathering/sheet/").status_code == 403


@pytest.mark.parametrize("count", [2, 100])
def test_a_hundred_rows_cost_what_two_cost(world, django_assert_max_num_queries, count):
    from stdnum.cn import uscc

    firms = more_firms(world, count)
    for place, firm in enumerate(firms):
        base = f"91510522MA{place:07}"
        firm.credit_code = base + uscc.calc_check_digit(base)
        firm.save(update_fields=["credit_code"])
    with django_assert_max_num_queries(40):
        report = run(rows(firms), world.luo)
    assert report.counts["created"] == count, report.errors[:3]
    with django_assert_max_num_queries(40):
        assert run(rows(firms, people=52), world.luo).counts["changed"] == count
