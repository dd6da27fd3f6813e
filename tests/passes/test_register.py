"""The issuer works outside the portal: the register leaves, results come back by it, row by row."""

import csv
import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from passes.models import VehiclePass

pytestmark = pytest.mark.database

PAGE, REST = "/passes/register/", "/api/v1/imports/pass-register/?dry_run=false"


@pytest.fixture
def register(world, recommended, types, client):
    """(the passes waiting for headquarters, the register's rows as dicts)."""
    made = [recommended(plate=f"川E1234{n}", type=types["province_emergency"]) for n in range(3)]
    client.force_login(world.he)
    sheet = openpyxl.load_workbook(io.BytesIO(client.get(PAGE, {"template": 1}).content)).active
    [head, *rows] = sheet.iter_rows(values_only=True)
    return made, [dict(zip(head, row, strict=True)) for row in rows]


def sent(client, rows, **options):
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0].keys())
    writer.writeheader()
    writer.writerows(rows)
    file = SimpleUploadedFile("名册.csv", text.getvalue().encode())
    return client.post(REST, {"file": file, **options})


def test_results_come_back_by_the_rows_own_id_in_any_order(world, register, client):
    made, rows = register
    assert [row["车牌号码"] for row in rows] == [one.plate for one in made]
    rows[0] |= {"结果": "核发", "证件编号": "510500000001"}
    rows[1] |= {"结果": "不予办理", "原因": "线路不在保障范围"}
    answer = sent(client, rows[::-1])
    assert answer.status_code == 200, answer.content.decode()
    for one in made:
        one.refresh_from_db()
    assert [one.status for one in made] == ["issued", "refused", "recommended"]
    assert made[0].number == "510500000001"
    assert made[1].steps.last().deed.remark == "线路不在保障范围"
    apart = client.get("/passes/?status=recommended").content.decode()
    assert "已推荐，未核发" in apart and made[2].plate[1:] in apart


def test_a_row_that_slipped_or_lacks_what_it_needs_stops_the_whole_sheet(world, register, client):
    made, rows = register
    rows[0] |= {"结果": "核发", "证件编号": "510500000001", "车牌号码": rows[1]["车牌号码"]}
    rows[1] |= {"结果": "核发"}
    rows[2] |= {"结果": "不予办理"}
    answer = sent(client, rows)
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == ["plate", "reason"]
    rows[0]["车牌号码"], rows[2]["原因"] = made[0].plate, "不需要"
    answer = sent(client, rows)
    assert answer.status_code == 422 and answer.json()["errors"][0]["code"] == "number"
    assert not VehiclePass.objects.exclude(status="recommended").exists()
    client.force_login(world.sun)
    assert client.get(PAGE).status_code == 403


def test_a_validity_changed_in_the_register_is_not_issued_as_applied_for(world, register, client):
    """What the issuer outside wrote into the sheet is not passed over in silence."""
    _made, rows = register
    rows[0] |= {"结果": "核发", "证件编号": "510500000001", "有效期": "2022-09-08 – 2022-09-10"}
    answer = sent(client, rows)
    assert answer.status_code == 422 and answer.json()["errors"][0]["code"] == "other_days"
    rows[0]["有效期"] = "2022-09-08--2022-09-14"
    assert sent(client, rows).status_code == 200


def test_a_number_given_twice_in_the_register_issues_nothing(world, register, client):
    _made, rows = register
    for row in rows:
        row |= {"结果": "核发", "证件编号": "510500000001"}
    answer = sent(client, rows)
    assert answer.status_code == 422, answer.content
    assert not VehiclePass.objects.exclude(status="recommended").exists()
