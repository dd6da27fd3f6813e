"""Batches of the white list from a sheet, in the columns the list exports: checked first, whole or not at all."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from tests.ui.sheet_files import as_csv
from whitelist.importing import EntryImporter
from whitelist.models import EntryTerm, WhitelistEntry
from whitelist.services import list_entry, nominate, remove_entry
from workflow.models import Deed

pytestmark = pytest.mark.django_db
HEAD = ["名称", "统一社会信用代码", "级别", "类别", "批次", "文号", "生效日期", "状态"]


def line(subject, level="市级", status="已推荐", *, batch="第一批", document="", day="2022-09-08"):
    code = getattr(subject, "credit_code", "")
    return [subject.name, code, level, "重点产业运行", batch, document, day, status]


def taken(by, *rows, dry_run=False):
    return EntryImporter(by=by).run(as_csv([HEAD, *rows]), name="白名单.csv", dry_run=dry_run)


def standing():
    entries = WhitelistEntry.objects.order_by("pk")
    return sorted((str(entry.subject), entry.level, entry.status) for entry in entries)


def test_a_batch_of_nominations_then_of_admissions(world):
    rows = [line(world.shanda), line(world.port)]
    assert taken(world.sun, *rows, dry_run=True).counts == {"created": 2, "changed": 0, "unchanged": 0}
    assert standing() == []
    assert taken(world.sun, *rows).done
    assert [status for _name, _level, status in standing()] == ["nominated", "nominated"]
    assert taken(world.sun, *rows).counts == {"created": 0, "changed": 0, "unchanged": 2}
    admitted = [line(world.shanda, status="已入选"), line(world.port, status="已入选", batch="第二批")]
    assert taken(world.chen, *admitted).counts == {"created": 0, "changed": 2, "unchanged": 0}
    assert [status for _name, _level, status in standing()] == ["listed", "listed"]
    before = Deed.objects.count()
    assert taken(world.chen, *admitted).counts == {"created": 0, "changed": 0, "unchanged": 2}
    assert Deed.objects.count() == before, "twice changes nothing"


def test_a_provincial_batch_opens_the_municipal_entries(world):
    report = taken(world.chen, line(world.shanda, "省级", "已入选", document="川经信〔2022〕1号"))
    assert report.done, report.errors
    assert standing() == [
        (world.shanda.name, "municipal", "listed"),
        (world.shanda.name, "provincial", "listed"),
    ]
    assert WhitelistEntry.objects.get(level="municipal").awaiting_city


def test_every_error_is_told_with_row_column_value_and_reason_and_nothing_is_written(world):
    [own] = nominate([world.qingquan], by=world.chen, category="key_industry", effective_from="2022-09-08")
    wrong = [
        line(world.shanda, status="已入选"),  # 2: not nominated
        [*line(world.longfei)[:1], world.port.name, *line(world.longfei)[2:]],  # 3: no code at all
        line(world.longfei, "省级", "已入选"),  # 4: no document
        line(world.qingquan, status="已入选", day="2022-09-09"),  # 5: one's own filing
        ["另一名称", world.longfei.credit_code, "市级", "重点产业运行", "", "", "2022-09-08", "已推荐"],
        line(world.port, day="下周"),
        line(world.hitech, status="已调出"),
        [world.hitech.name, "", "市级", "居民", "", "", "2022-09-08", ""],
    ]
    report = taken(world.chen, *wrong)
    found = {(problem.row, problem.code) for problem in report.errors}
    assert {
        (2, "not_nominated"),
        (4, "document_required"),
        (5, "own_filing"),
        (6, "other_name"),
        (8, "leaving_is_pressed"),
        (9, "not_a_choice"),
    } <= found
    assert {row for row, _code in found} == set(range(2, 10))
    assert list(WhitelistEntry.objects.all()) == [own]


def test_what_the_list_exports_is_taken_in_again_without_effect(world, client):
    [entry, park] = nominate(
        [world.shanda, world.port], by=world.sun, category="livelihood", effective_from="2022-09-01"
    )
    list_entry(entry, by=world.chen)
    list_entry(park, by=world.chen)
    remove_entry(park, by=world.chen, remark="停产")
    nominate([world.port], by=world.sun, category="livelihood", effective_from="2022-09-08")
    taken(world.chen, line(world.longfei, "国家级", "已入选", document="工信部〔2022〕3号"))
    client.force_login(world.chen)
    for kind in ("csv", "xlsx"):
        exported = client.get("/whitelist/", {"export": kind}).getvalue()
        report = EntryImporter(by=world.chen).run(exported, name=f"白名单.{kind}", dry_run=False)
        assert report.done, [problem.as_json() for problem in report.errors]
        assert report.counts == {"created": 0, "changed": 0, "unchanged": 5}


def test_a_county_imports_its_own_and_the_city_alone_corrects_what_is_listed(world):
    report = taken(world.zhao, line(world.shanda))
    assert [(problem.row, problem.code) for problem in report.errors] == [(2, "unknown_subject")]
    assert [p.code for p in taken(world.sun, line(world.shanda, "省级", "已入选")).errors] == ["forbidden"]
    [entry] = nominate([world.shanda], by=world.sun, category="key_industry", effective_from="2022-09-08")
    assert taken(world.sun, line(world.shanda, batch="第二批")).counts["changed"] == 1
    list_entry(entry, by=world.chen)
    again = line(world.shanda, status="已入选", batch="第三批")
    assert [problem.code for problem in taken(world.sun, again).errors] == ["forbidden"]
    assert taken(world.chen, again).counts["changed"] == 1
    assert [term.batch for term in EntryTerm.objects.order_by("pk")] == ["", "第二批", "第三批"]


def test_by_page_by_rest_and_by_command(world, client, api_of, tmp_path):
    content = as_csv([HEAD, line(world.shanda)])
    client.force_login(world.sun)
    assert "导入" in client.get("/whitelist/").content.decode()
    page = client.post("/whitelist/import/", {"file": SimpleUploadedFile("批次.csv", content)})
    client.post("/whitelist/import/", {"confirm": page.context["token"]})
    assert standing() == [(world.shanda.name, "municipal", "nominated")]
    body = as_csv([HEAD, line(world.shanda, status="已入选")])
    answer = api_of(world.chen).post(
        "/api/v1/imports/whitelist/?dry_run=false", body, content_type="text/csv"
    )
    assert answer.json()["counts"]["changed"] == 1, answer.content
    assert (
        api_of(world.li).post("/api/v1/imports/whitelist/", body, content_type="text/csv").status_code == 403
    )
    file = tmp_path / "批次.csv"
    file.write_bytes(as_csv([HEAD, line(world.port)]))
    call_command("import_sheet", "whitelist", str(file), "--commit", "--by", "sun")
    assert len(standing()) == 2
    with pytest.raises(CommandError):
        call_command("import_sheet", "whitelist", str(file), "--commit")


def test_a_long_batch_costs_no_more_statements_than_a_short_one(world, django_assert_max_num_queries):
    from enterprises.models import Enterprise

    firms = [
        Enterprise(credit_code=code, name=f"企业{n}", county=world.r510522, park=world.port)
        for n, code in enumerate(CODES)
    ]
    for firm in firms:
        firm.spell()
    Enterprise.objects.bulk_create(firms)
    with django_assert_max_num_queries(45):
        assert taken(world.sun, *map(line, firms[:2])).done
    with django_assert_max_num_queries(45):
        assert taken(world.sun, *map(line, firms[2:])).done


def _codes(number):
    from stdnum.cn import uscc

    return [body + uscc.calc_check_digit(body) for body in (f"91510522MA{n:06}9"[:17] for n in range(number))]


CODES = _codes(300)
