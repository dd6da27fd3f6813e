"""A file as an office sends it is read to the same rows, or refused in one sentence."""

import io
import random
import re
import struct
import zipfile

import pytest

from ui.sheets.cells import SheetError
from ui.sheets.fields import CreditCode, Number, Text, Whole
from ui.sheets.files import MAX_BYTES
from ui.sheets.reading import read_rows

from .sheet_files import as_csv, as_xlsx, cells, original

COLUMNS = {
    "code": CreditCode("统一社会信用代码", aliases=("信用代码",), required=True),
    "name": Text("企业名称", required=True),
    "output": Number("上年工业总产值（万元）", places=2),
    "people": Whole("从业人员（人）"),
}


def rows_of(content, columns=COLUMNS):
    return [(row.number, row.cells["code"], row.cells["name"]) for row in read_rows(content, columns).rows]


def refusal(content, columns=COLUMNS, **limits):
    with pytest.raises(SheetError) as caught:
        read_rows(content, columns, **limits)
    assert re.search(r"。$", caught.value.reason), "a whole sentence"
    return caught.value.code


def test_every_encoding_delimiter_and_program_gives_the_same_rows():
    rows = cells()
    expected = rows_of(original())
    assert len(expected) == len(rows) - 1
    for content in [
        as_csv(rows, encoding="utf-8"),
        as_csv(rows, encoding="gb18030"),
        as_csv(rows, encoding="utf-16", delimiter="\t"),
        as_csv(rows, encoding="gb18030", delimiter=";", newline="\n"),
        as_csv(rows, delimiter="\t"),
        as_xlsx(("名录", rows)),
    ]:
        assert rows_of(content) == expected


def test_title_rows_and_blank_rows_are_skipped_and_row_numbers_are_the_files_own():
    head, *data = cells(rows=3)
    rows = [
        ["泸州市2022年规上工业企业名录"],
        [],
        ["填报单位：经信局", "", "2022年"],
        head,
        [],
        data[0],
        [" ", "\u3000"],
        *data[1:],
    ]
    for content in [as_csv(rows), as_xlsx(("表一", rows))]:
        assert [number for number, _code, _name in rows_of(content)] == [6, 8, 9]


def test_columns_are_found_in_any_order_with_any_brackets_and_stray_blanks():
    head = [" 从业人员 (人) ", "上年工业总产值", "企业\n名称", "统一社会信用代码*", "备注"]
    sheet = read_rows(as_csv([head, ["12", "3.5", "甲厂", "X", "新"]]), COLUMNS)
    assert sheet.rows[0].cells == {"people": "12", "output": "3.5", "name": "甲厂", "code": "X"}
    assert sheet.warnings == ["以下各列没有用到：备注。"]


def test_a_figure_in_another_unit_is_refused_not_taken_for_ours():
    assert (
        refusal(as_csv([["信用代码", "企业名称", "上年工业总产值（元）"], ["a", "b", "1"]])) == "column_unit"
    )


def test_the_sheet_with_the_header_is_read_and_the_others_are_named():
    table = cells(rows=2)
    content = as_xlsx(("填表说明", [["请如实填写"]]), ("名录", table), ("旧", table), hidden=["旧"])
    sheet = read_rows(content, COLUMNS)
    assert len(sheet.rows) == 2
    assert sheet.warnings[-1].endswith("填表说明。")


def test_a_workbook_that_misstates_its_extent_is_read_to_the_end():
    content = io.BytesIO(as_xlsx(("名录", cells(rows=5))))
    cut = io.BytesIO()
    with zipfile.ZipFile(content) as source, zipfile.ZipFile(cut, "w") as target:
        for member in source.infolist():
            text = source.read(member)
            target.writestr(member, re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1"', text))
    assert len(rows_of(cut.getvalue())) == 5


def bomb():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 80_000_000)
    return stream.getvalue()


def archive(name, text=b"hello"):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as target:
        target.writestr(name, text)
    return stream.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
WRONG = {
    "nothing": (b"", "file_empty"),
    "only a mark and blanks": (b"\xef\xbb\xbf \r\n\t\r\n", "file_empty"),
    "zeros": (bytes(5_000_000), "file_empty"),
    "zeros and a letter": (bytes(5_000_000) + b"a", "file_not_a_sheet"),
    "five million digits": (b"0" * 5_000_000, "file_quotes"),
    "too big": (b"a" * (MAX_BYTES + 1), "file_too_big"),
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "file_pdf"),
    "an old workbook": (OLE, "file_old_xls"),
    "a locked workbook": (OLE + "EncryptedPackage".encode("utf-16-le"), "file_encrypted"),
    "a web page called xls": (b"<html><table><tr><td>1</td></tr></table></html>", "file_web_page"),
    "a zip bomb": (bomb(), "file_unpacks_too_big"),
    "another archive": (archive("photo.jpg"), "file_not_a_sheet"),
    "a damaged workbook": (as_xlsx(("名录", [["a"]]))[:-200], "file_damaged"),
    "a workbook of nonsense": (archive("xl/workbook.xml"), "file_damaged"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "file_not_a_sheet"),
    "prose": ("今天天气很好，\n我们去春游。".encode(), "header_missing"),
    "another table": (as_csv([["姓名", "电话"], ["王", "1"]]), "header_missing"),
    "a header alone": (as_csv([["信用代码", "企业名称"]]), "file_no_rows"),
    "a column short": (as_csv([["信用代码", "从业人员"], ["a", "1"]]), "column_missing"),
    "a column twice": (as_csv([["信用代码", "企业名称", "企业名称"], ["a", "b", "c"]]), "column_twice"),
    "an open quote": ('信用代码,企业名称\na,"b\nc,d\n'.encode(), "file_quotes"),
    "no encoding": (b"\xff\xff\x81\x20,\xff\n", "file_encoding"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_file_is_refused_in_one_sentence(case):
    content, code = WRONG[case]
    assert refusal(content) == code


def test_too_many_rows_are_refused():
    assert refusal(as_csv(cells(rows=11)), max_rows=10) == "file_too_many_rows"
    assert len(read_rows(as_csv(cells(rows=10)), COLUMNS, max_rows=10).rows) == 10


def test_a_million_formatted_blank_rows_cost_nothing():
    content = io.BytesIO(as_xlsx(("名录", cells(rows=2))))
    far = io.BytesIO()
    with zipfile.ZipFile(content) as source, zipfile.ZipFile(far, "w") as target:
        for member in source.infolist():
            text = source.read(member).replace(
                b"</sheetData>", b'<row r="999999999"><c r="A999999999"/></row></sheetData>'
            )
            target.writestr(member, text)
    assert len(rows_of(far.getvalue())) == 2


def test_random_bytes_and_broken_copies_are_refused_never_crash():
    chance = random.Random(20220911)
    whole = [original()[:4000], as_csv(cells(rows=5), encoding="gb18030"), as_xlsx(("名录", cells(rows=5)))]
    heads = [b"", b"PK\x03\x04", b"\xff\xfe", b"\xef\xbb\xbf", "信用代码,企业名称\n".encode()]
    for turn in range(400):
        if turn % 2:
            content = chance.choice(heads) + chance.randbytes(chance.randrange(400))
        else:
            copy = bytearray(chance.choice(whole))
            for _hit in range(chance.randrange(1, 30)):
                struct.pack_into("B", copy, chance.randrange(len(copy)), chance.randrange(256))
            content = bytes(copy)
        try:
            read_rows(content, COLUMNS)
        except SheetError as error:
            assert error.reason.endswith("。")
