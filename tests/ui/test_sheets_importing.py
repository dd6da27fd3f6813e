"""An import is all or nothing, tells every error at once, and a dry run says what would happen."""

import json

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext_lazy as _

from ui.sheets.fields import Code, Text, Whole
from ui.sheets.headers import titles
from ui.sheets.importing import IMPORTERS, Importer
from ui.sheets.report import SHOWN

from .sheet_files import as_csv, as_xlsx

pytestmark = pytest.mark.django_db


class Groups(Importer):
    """A table every Django has, taken in by name; a name beginning with 无 refers to nothing."""

    kind, title, natural_key = "groups", "组", ("name",)
    columns = {"name": Text("名称", required=True), "size": Whole("人数"), "code": Code("编码", length=2)}
    options = {"year": Whole("年度", required=True, least=2000, most=2100)}

    @classmethod
    def default_options(cls, name):
        return {"year": name[:4]} if name[:4].isdecimal() else {}

    def prepare(self, rows, by):
        self.known = set(
            Group.objects.filter(name__in=[row["name"] for row in rows]).values_list("name", flat=True)
        )
        for row in rows:
            if row["name"].startswith("无"):
                self.refuse(row, "name", "unknown", "没有这个组。")

    def apply(self, rows, by):
        new = [Group(name=row["name"]) for row in rows if row["name"] not in self.known]
        Group.objects.bulk_create(new)
        return {"created": len(new), "unchanged": len(rows) - len(new)}


def sheet(*rows):
    return as_csv([["名称", "人数", "编码"], *rows])


def names():
    return set(Group.objects.values_list("name", flat=True))


def run(content, *, name="2022.csv", dry_run=False, **options):
    return Groups(**options).run(content, name=name, dry_run=dry_run)


def test_a_dry_run_says_what_would_happen_and_writes_nothing():
    report = run(sheet(["甲", "1", "AA"], ["乙", "2", "BB"]), dry_run=True)
    assert (report.ok, report.done, report.counts["created"]) == (True, False, 2)
    assert names() == set()
    assert report.sentence == "检查通过 2 行：将新增 2，更新 0，无变化 0。"


def test_importing_twice_changes_nothing():
    content = sheet(["甲", "1", "AA"], ["乙", "2", "BB"])
    assert run(content).done
    again = run(content)
    assert again.done
    assert again.counts == {"created": 0, "changed": 0, "unchanged": 2}
    assert names() == {"甲", "乙"}


def test_all_errors_of_all_kinds_are_told_at_once_and_nothing_is_written():
    report = run(sheet(["甲", "1", "AA"], ["", "-1", "A"], ["无名", "1", "AA"], ["甲", "1", "AA"]))
    assert [(e.row, e.key, e.code, e.value) for e in report.errors] == [
        (3, "size", "too_small", "-1"),
        (3, "name", "required", ""),
        (3, "code", "wrong_length", "A"),
        (4, "name", "unknown", "无名"),
        (5, "name", "duplicate", "甲"),
    ]
    assert report.errors[-1].reason == "与第 2 行重复（名称相同）。"
    assert not report.done
    assert names() == set()


def test_the_list_is_cut_at_five_hundred_and_the_total_is_told():
    report = run(sheet(*([f"组{at}", "x", "AA"] for at in range(SHOWN + 7))))
    body = json.loads(json.dumps(report.as_json()))
    assert (body["error_count"], len(body["errors"])) == (SHOWN + 7, SHOWN)


def test_a_constraint_the_database_refuses_is_a_sentence_and_leaves_nothing():
    class Hasty(Groups):
        def apply(self, rows, by):
            Group.objects.bulk_create([Group(name=row["name"]) for row in rows])
            return {}

    Group.objects.create(name="乙")
    report = Hasty().run(sheet(["甲", "1", "AA"], ["乙", "1", "AA"]), name="2022.csv", dry_run=False)
    assert [(e.row, e.code) for e in report.errors] == [(None, "conflict")]
    assert report.errors[0].reason.endswith("。")
    assert names() == {"乙"}


def test_a_refusal_of_a_layer_above_is_an_error_like_any_other():
    class NotNow(Exception):
        code, sentence = "closed", _("现在不能导入。")

    class Refusing(Groups):
        refusals = (NotNow,)

        def apply(self, rows, by):
            Group.objects.create(name="甲")
            raise NotNow

    report = Refusing().run(sheet(["甲", "1", "AA"]), name="2022.csv", dry_run=False)
    assert [e.code for e in report.errors] == ["closed"]
    assert names() == set()


def test_options_come_from_the_form_or_else_from_the_files_name():
    content = sheet(["甲", "1", "AA"])
    assert run(content, dry_run=True).options == {"year": 2022}
    assert run(content, dry_run=True, year="2021").options == {"year": 2021}
    assert [e.code for e in run(content, name="名录.csv").errors] == ["required"]
    assert [e.code for e in run(content, year="22").errors] == ["too_small"]
    assert names() == set()


def test_a_column_that_is_not_there_is_not_in_the_values_and_an_empty_cell_is():
    seen = []

    class Watching(Groups):
        def prepare(self, rows, by):
            seen.extend(row.values for row in rows)
            self.known = set()

    Watching().run(as_csv([["名称", "人数"], ["甲", ""]]), name="2022.csv")
    assert seen == [{"name": "甲", "size": None}]


def test_statements_do_not_depend_on_the_number_of_rows():
    counted = []
    for size in (10, 1000):
        rows = [[f"{size}组{at}", "1", "AA"] for at in range(size)]
        with CaptureQueriesContext(
            connection,
        ) as statements:
            assert run(as_xlsx(("组", [["名称", "人数", "编码"], *rows]))).done
        counted.append(len(statements))
    assert counted[0] == counted[1]


@pytest.mark.parametrize("kind", sorted(IMPORTERS))
def test_no_title_means_two_columns_of_one_sheet_in_any_language(kind):
    names = [name for key, field in IMPORTERS[kind].columns.items() for name in titles(key, field)]
    assert sorted(names) == sorted(set(names))
