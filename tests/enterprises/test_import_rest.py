"""The imports of the registry by REST and by command."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command

from accounts.tokens import create_token
from tests.ui.sheet_files import original

from .test_import_interfaces import entries, sheet

pytestmark = pytest.mark.django_db

NAME = "名录2022.csv"
HEAD = ["统一社会信用代码", "企业名称", "区县代码", "是否规上", "上年工业总产值（万元）"]
SHANDA = ["91510522MANKHCJF0B", "泸州山达重工装备有限公司", "510522", "是", "7386.6"]
REST = "/api/v1/imports/directory/"


def rest(client, user, path, content, *, write=True, kind="text/csv"):
    _token, key = create_token(user, name="tests", write=write)
    return client.post(path, content, content_type=kind, headers={"Authorization": f"Token {key}"})


def test_rest_checks_unless_told_to_write(client, world):
    body = rest(client, world.chen, f"{REST}?year=2022", sheet(SHANDA)).json()
    assert (body["dry_run"], body["done"], body["counts"]["created"]) == (True, False, 1)
    assert entries() == set()
    body = rest(client, world.chen, f"{REST}?year=2022&dry_run=false", sheet(SHANDA)).json()
    assert (body["dry_run"], body["done"], body["options"]) == (False, True, {"year": 2022})
    assert entries() == {("泸州山达重工装备有限公司", 2022, True)}
    body = rest(client, world.chen, f"{REST}?name={NAME}&dry_run=false", sheet(SHANDA)).json()
    assert body["counts"] == {"created": 0, "changed": 0, "unchanged": 1}


def test_rest_takes_multipart_and_names_every_error_as_a_problem(client, world):
    _token, key = create_token(world.chen, name="tests", write=True)
    upload = {"file": SimpleUploadedFile(NAME, sheet([*SHANDA[:3], "大概", "-1"]))}
    answer = client.post(REST, upload, headers={"Authorization": f"Token {key}"})
    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    body = json.loads(answer.content)
    assert (body["status"], body["code"], body["error_count"]) == (422, "not_importable", 2)
    assert {(e["row"], e["field"], e["code"]) for e in body["errors"]} == {
        (2, "above_scale", "not_yes_or_no"),
        (2, "output_value", "too_small"),
    }


@pytest.mark.parametrize("content", [b"", b"{}", b"%PDF-", b"\x00" * 1000, b"PK\x03\x04", b'{"file": 1}'])
@pytest.mark.parametrize("kind", ["text/csv", "application/json", "application/octet-stream"])
def test_rest_never_breaks_on_a_body(client, world, content, kind):
    answer = rest(client, world.chen, REST, content, kind=kind)
    assert answer.status_code == 422
    assert json.loads(answer.content)["errors"]


def test_rest_with_a_broken_multipart_or_a_reading_token_is_refused(client, world):
    broken = rest(client, world.chen, REST, b"--x\r\nnonsense", kind="multipart/form-data; boundary=x")
    assert broken.status_code in {400, 422}
    assert rest(client, world.chen, REST, sheet(SHANDA), write=False).status_code == 403
    assert client.post(REST, sheet(SHANDA), content_type="text/csv").status_code in {401, 403}


def test_rest_describes_the_columns(client, world):
    client.force_login(world.chen)
    body = client.get(REST).json()
    assert body["natural_key"] == ["credit_code"]
    assert {"key": "year", "label": "名录年度", "required": True, "type": "whole", "example": ""} in body[
        "options"
    ]


def test_the_command_checks_and_commits(world, tmp_path, capsys):
    file = tmp_path / NAME
    file.write_bytes(sheet(SHANDA))
    call_command("import_sheet", "directory", str(file))
    assert "检查通过 1 行" in capsys.readouterr().out
    assert entries() == set()
    call_command("import_sheet", "directory", str(file), "--commit", "--by", "chen", "--year", "2021")
    assert entries() == {("泸州山达重工装备有限公司", 2021, True)}
    with pytest.raises(CommandError, match="may not import"):
        call_command("import_sheet", "directory", str(file), "--by", "li")
    with pytest.raises(CommandError, match="no such login"):
        call_command("import_sheet", "directory", str(file), "--by", "nobody")


def test_the_command_names_each_error_and_fails(world, tmp_path, capsys):
    file = tmp_path / NAME
    file.write_bytes(original("parks_2022.csv"))
    with pytest.raises(CommandError, match="没有写入任何内容"):
        call_command("import_sheet", "directory", str(file), "--commit")
    assert "[column_missing]" in capsys.readouterr().err
    with pytest.raises(CommandError):
        call_command("import_sheet", "directory", str(tmp_path / "absent.csv"))
