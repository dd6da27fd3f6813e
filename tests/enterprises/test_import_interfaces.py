"""One import through page, REST and command: who may, what is shown, and that what was checked is imported."""

import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from enterprises.models import DirectoryEntry
from tests.ui.sheet_files import as_csv
from ui.sheets import uploads

pytestmark = pytest.mark.django_db
PAGE, REST = "/enterprises/import/directory/", "/api/v1/imports/directory/"
NAME = "名录2022.csv"
HEAD = ["统一社会信用代码", "企业名称", "区县代码", "是否规上", "上年工业总产值（万元）"]
SHANDA = ["91510522MANKHCJF0B", "泸州山达重工装备有限公司", "510522", "是", "7386.6"]
LONGFEI = ["91510504MA7XL2R29B", "龙马龙飞机械有限公司", "510504", "否", ""]


def sheet(*rows):
    return as_csv([HEAD, *rows])


def check(client, content, **more):
    return client.post(PAGE, {"file": SimpleUploadedFile(NAME, content), **more})


def entries():
    return set(DirectoryEntry.objects.current().values_list("enterprise__name", "year", "above_scale"))


def kept():
    return list(uploads.folder().iterdir())


def test_a_file_is_checked_then_exactly_that_file_is_imported(client, world):
    client.force_login(world.chen)
    answer = check(client, sheet(SHANDA))
    assert answer.status_code == 200
    assert answer.context["report"].counts == {"created": 1, "changed": 0, "unchanged": 0}
    assert entries() == set(), "a check writes nothing"
    assert len(kept()) == 1
    confirmed = client.post(PAGE, {"confirm": answer.context["token"]}, follow=True)
    assert "已导入 1 行" in confirmed.content.decode()
    assert entries() == {("泸州山达重工装备有限公司", 2022, True)}
    assert kept() == [], "the file is gone once it was taken in"
    again = client.post(PAGE, {"confirm": answer.context["token"]})
    assert again.status_code == 409
    assert "已经导入或已过期" in again.content.decode()


def test_errors_are_shown_by_row_and_column_and_handed_out_as_a_sheet(client, world):
    client.force_login(world.chen)
    wrong = sheet(["9.15E+17", *SHANDA[1:]], [LONGFEI[0], "", "510599", "大概", "1万"])
    answer = check(client, wrong)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "9.15E+17" in page
    assert "末尾几位丢失" in page
    listed = client.get(PAGE, {"errors": answer.context["token"]})
    book = openpyxl.load_workbook(io.BytesIO(listed.content))
    rows = [[cell.value for cell in row] for row in book.active.iter_rows()]
    assert [row[0] for row in rows] == ["行", "2", "3", "3", "3"]
    refused = client.post(PAGE, {"confirm": answer.context["token"]})
    assert refused.status_code == 409
    assert entries() == set()


def test_what_stood_between_the_two_presses_is_checked_again(client, world):
    client.force_login(world.sun)
    token = check(client, sheet(SHANDA)).context["token"]
    type(world.shanda).objects.filter(pk=world.shanda.pk).update(county=world.r510504)
    answer = client.post(PAGE, {"confirm": token})
    assert answer.status_code == 409
    assert [problem.code for problem in answer.context["report"].errors] == ["not_your_county"]
    assert entries() == set()


def test_a_file_belongs_to_the_session_that_uploaded_it(client, world):
    client.force_login(world.chen)
    token = check(client, sheet(SHANDA)).context["token"]
    client.logout()
    client.force_login(world.lin)
    assert client.post(PAGE, {"confirm": token}).status_code == 409
    assert client.get(PAGE, {"errors": token}).status_code == 200, "another's token is only the empty page"
    assert entries() == set()


def test_no_file_a_wrong_file_and_a_cancelled_file(client, world):
    client.force_login(world.chen)
    assert "请先选择文件" in client.post(PAGE, {}).content.decode()
    assert "不是表格" in check(client, b"%PDF-1.7").content.decode()
    assert "名录年度" in check(client, sheet(SHANDA), year="22").content.decode()
    token = check(client, sheet(SHANDA)).context["token"]
    assert client.post(PAGE, {"cancel": token}).status_code == 302
    assert kept() == []
    assert client.post(PAGE, {"confirm": "../../etc/passwd"}).status_code == 409


def test_the_empty_sheet_can_be_imported_as_it_is(client, world):
    client.force_login(world.chen)
    given = client.get(PAGE, {"template": "1"})
    book = openpyxl.load_workbook(io.BytesIO(given.content)).active
    head, example = [[cell.value for cell in row] for row in book.iter_rows()]
    assert head[:2] == ["统一社会信用代码", "企业名称"]
    answer = check(client, given.content, year="2022")
    assert {problem.code for problem in answer.context["report"].errors} <= {"unknown_town", "unknown_park"}
    assert len(example) == len(head)


@pytest.mark.parametrize("who", ["li", "luo", "ren", "guan", "xuming", "system"])
def test_who_keeps_no_registry_is_refused_on_page_and_rest(client, world, who):
    client.force_login(world.people[who])
    assert client.get(PAGE).status_code == 403
    assert check(client, sheet(SHANDA)).status_code == 403
    assert client.post(REST, sheet(SHANDA), content_type="text/csv").status_code == 403
    assert entries() == set()


def test_a_countys_officer_imports_the_own_county_only(client, world):
    client.force_login(world.sun)
    assert check(client, sheet(SHANDA)).status_code == 200
    answer = check(client, sheet(SHANDA, LONGFEI))
    assert [(p.row, p.code) for p in answer.context["report"].errors] == [(3, "not_your_county")]
    moved = check(client, sheet([*LONGFEI[:2], "510522", *LONGFEI[3:]]))
    assert [p.code for p in moved.context["report"].errors] == ["not_your_county"], "nor takes another's firm"


def test_a_clerk_reports_the_own_firm_only(client, world):
    client.force_login(world.li)
    page = "/enterprises/import/returns/"
    rows = [["日期", "统一社会信用代码", "生产状态"], ["2022-09-08", SHANDA[0], "闭环生产"]]
    assert client.post(page, {"file": SimpleUploadedFile("r.csv", as_csv(rows))}).status_code == 200
    rows.append(["2022-09-08", LONGFEI[0], "闭环生产"])
    answer = client.post(page, {"file": SimpleUploadedFile("r.csv", as_csv(rows))})
    assert [(p.row, p.code) for p in answer.context["report"].errors] == [(3, "unknown_enterprise")]
