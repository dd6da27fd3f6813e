"""Broken spreadsheets sent as a batch or as a register: each is answered in sentences, and nothing is changed."""

import random

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from passes.models import PassBatch, VehiclePass
from tests.ui.sheet_files import as_csv, as_xlsx
from tests.ui.test_sheets_reading import bomb

pytestmark = pytest.mark.database

BATCH = [["车牌号码", "驾驶员", "联系电话"], ["川E12345", "王强", "13900000001"]]
REGISTER = [
    ["行标识", "车牌号码", "结果", "证件编号"],
    ["0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0", "川E12345", "核发", ""],
]


def wrong(rows):
    """[(name, bytes)]: what offices and broken drives make of a sheet; the same at every run."""
    chance, book = random.Random(20220908), as_xlsx(("表", rows))
    yield "截断.xlsx", book[: len(book) // 2]
    yield "炸弹.xlsx", bomb()
    yield "空字节.csv", as_csv(rows).replace(b"\r\n", b"\x00\r\n")
    yield "别的列.csv", as_csv([["姓名", "年龄"], ["王强", "40"]])
    yield "一万行.csv", as_csv([rows[0], *[[f"川E{n:05}", *rows[1][1:]] for n in range(10_000)]])
    for turn in range(6):
        copy = bytearray(book)
        for _hit in range(12):
            copy[chance.randrange(len(copy))] = chance.randrange(256)
        yield f"坏{turn}.xlsx", bytes(copy)


@pytest.mark.parametrize(
    ("kind", "who", "rows"), [("pass-batches", "li", BATCH), ("pass-register", "chen", REGISTER)]
)
def test_whatever_is_wrong_with_a_sheet_is_said_and_nothing_is_changed(
    world, recommended, client, kind, who, rows
):
    recommended()
    before = list(VehiclePass.objects.values_list("pk", "status", "number"))
    client.force_login(getattr(world, who))
    for name, content in wrong(rows):
        answer = client.post(
            f"/api/v1/imports/{kind}/?dry_run=false", {"file": SimpleUploadedFile(name, content)}
        )
        assert answer.status_code == 422, (name, answer.status_code)
        errors = answer.json()["errors"]
        assert errors and all(error["reason"].endswith("。") for error in errors), (name, errors[:3])
        assert list(VehiclePass.objects.values_list("pk", "status", "number")) == before, name
    assert not PassBatch.objects.exists()
