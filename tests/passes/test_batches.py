"""Many plates under one letter: from a sheet or a chat, decided one by one, told on two papers."""

import io
from datetime import date

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from passes import bulk, services
from passes.batches import chat
from passes.batches.services import attach_scan, file_batch
from passes.models import PassBatch, VehiclePass
from workflow.errors import NotYours, Refused

pytestmark = pytest.mark.database

PLACES = {"合江": "合江县", "合江县": "合江县", "江阳": "江阳区", "江阳区": "江阳区"}
SHARED = {
    "goods_category": "raw_materials",
    "goods_name": "钢材",
    "origin": "合江县",
    "destination": "510502",
    "letter_unit": "泸州山达重工装备有限公司",
    "letter": "山达函〔2022〕7号",
}
NEW = "/passes/batches/new/"


@pytest.mark.parametrize(
    ("message", "told"),
    [
        (
            "1. 川E·12345 王强 139 0000 0001 玻璃瓶12.5吨 合江到江阳",
            [
                {
                    "plate": "川E12345",
                    "driver_name": "王强",
                    "driver_phone": "13900000001",
                    "goods_name": "玻璃瓶",
                    "weight_t": "12.5",
                    "origin": "合江县",
                    "destination": "江阳区",
                }
            ],
        ),
        (
            "车牌：川e12345\n司机：欧阳国强\n电话：13900000001\n货物：白酒\n线路：G93、临港大道\n\n车牌：川EDA1234\n司机：李四",
            [
                {
                    "plate": "川E12345",
                    "driver_name": "欧阳国强",
                    "driver_phone": "13900000001",
                    "goods_name": "白酒",
                    "route": "G93、临港大道",
                },
                {"plate": "川EDA1234", "driver_name": "李四"},
            ],
        ),
        (
            "张三川E12345，李四川E23456\n\n都是拉钢材，江阳区—合江县",
            [
                {"driver_name": "张三", "plate": "川E12345"},
                {"driver_name": "李四", "plate": "川E23456"},
            ],
        ),
        ("麻烦领导，今天这两台：川E12345、川E2345", [{"plate": "川E12345"}, {"plate": "川E2345"}]),
        ("收到，谢谢", []),
    ],
)
def test_a_message_is_read_as_people_write_it(message, told):
    found = chat.read(message, PLACES)
    assert len(found) == len(told)
    for row, expected in zip(found, told, strict=True):
        assert expected.items() <= row.items()
    if "都是" in message:
        assert {(row["goods_name"], row["origin"], row["destination"]) for row in found} == {
            ("钢材", "江阳区", "合江县")
        }


def test_li_pastes_a_message_sees_what_was_understood_and_confirms(world, types, client):
    client.force_login(world.li)
    pasted = "川E·12345 王强 13900000001\n川E23456 李四 13900000002 白酒"
    checked = client.post(NEW, {**SHARED, "pasted": pasted})
    page = checked.content.decode()
    assert checked.status_code == 200 and "王强" in page and "白酒" in page
    assert not PassBatch.objects.exists(), "a check writes nothing"
    done = client.post(NEW, {"confirm": checked.context["token"]})
    batch = PassBatch.objects.get()
    assert done.headers["Location"] == f"/passes/batches/{batch.pk}/"
    assert batch.letter == "山达函〔2022〕7号"
    made = list(batch.passes.order_by("pk"))
    assert [(one.plate, one.driver_name, one.goods_name) for one in made] == [
        ("川E12345", "王强", "钢材"),
        ("川E23456", "李四", "白酒"),
    ]
    assert {one.status for one in made} == {"submitted"} and all(one.due_at for one in made)
    assert {one.steps.get().deed_id for one in made} == {batch.deed_id}, "one letter, one deed"


def test_a_wrong_plate_stops_the_whole_message_and_is_named(world, types, client):
    client.force_login(world.li)
    refused = client.post(NEW, {**SHARED, "pasted": "川E12345 王强\n川E2345 李四"})
    assert refused.status_code == 422 and "川E2345" in refused.content.decode()
    assert [(error.row, error.key) for error in refused.context["report"].errors] == [(3, "plate")]


def test_a_sheet_over_rest_makes_a_batch_of_its_own(world, types, client):
    client.force_login(world.luo)
    body = "车牌,驾驶员,电话\n川E12345,王强,13900000001\n川E23456,李四,13900000002\n".encode()
    url = "/api/v1/imports/pass-batches/?dry_run=false"
    options = SHARED | {"enterprise": world.shanda.credit_code}
    answer = client.post(url, {"file": SimpleUploadedFile("车.csv", body), **options})
    assert answer.status_code == 200, answer.content.decode()
    batch = PassBatch.objects.get()
    assert batch.filed_by == world.luo and batch.passes.count() == 2
    seen = client.get(f"/api/v1/passes/?batch={batch.pk}").json()
    assert {row["plate"] for row in seen["results"]} == {"川E12345", "川E23456"}
    listed = client.get("/api/v1/pass-batches/").json()["results"]
    assert [(row["passes"], row["waiting"], row["issued"]) for row in listed] == [(2, 2, 0)]


def test_each_row_is_decided_by_itself_and_told_on_the_result_sheet(world, application, client):
    rows = [application(plate=f"川E1234{n}") for n in range(4)]
    batch = file_batch(rows, by=world.li, letter="7号")
    first, second, third, _fourth = batch.passes.order_by("pk")
    services.refuse_pass(second, by=world.sun, remark="线路不符")
    for one in (first, third):
        services.accept_pass(one, by=world.sun)
        services.recommend_pass(one, by=world.ren)
    bulk.issue_passes(VehiclePass.objects.filter(pk=first.pk), by=world.chen)
    first.refresh_from_db()
    client.force_login(world.sun)
    page = client.get(f"/passes/batches/{batch.pk}/result/").content.decode()
    assert first.number in page and "线路不符" in page and "已推荐，未核发 1" in page
    sheet = client.get(f"/passes/batches/{batch.pk}/result/?export=xlsx")
    [head, *rows] = openpyxl.load_workbook(io.BytesIO(sheet.content)).active.iter_rows(values_only=True)
    assert [row[head.index("结果")] for row in rows] == ["有效", "不予办理", "待核发", "待受理"]
    approval = client.get(f"/passes/batches/{batch.pk}/approval/").content.decode()
    assert "核发单位意见" in approval and world.bureau.name in approval
    client.force_login(world.zhao)
    assert client.get(f"/passes/batches/{batch.pk}/result/").status_code == 404


def test_the_stamped_scan_stays_with_the_batch(world, application, client):
    batch = file_batch([application()], by=world.li)
    stamped = SimpleUploadedFile("来函.pdf", b"%PDF-1.4\n%%EOF")
    url = f"/passes/batches/{batch.pk}/"
    client.force_login(world.li)
    assert client.post(url, {"scan": stamped}).status_code == 302
    client.force_login(world.sun)
    assert client.get(f"{url}scan/").getvalue().startswith(b"%PDF")
    with pytest.raises(NotYours):
        attach_scan(batch, SimpleUploadedFile("x.pdf", b"%PDF-1.4\n"), by=world.sun)
    services.refuse_pass(batch.passes.get(), by=world.sun, remark="不需要")
    with pytest.raises(Refused) as refused:
        attach_scan(batch, SimpleUploadedFile("x.pdf", b"%PDF-1.4\n"), by=world.li)
    assert refused.value.code == "decided"


def test_a_batch_takes_a_constant_number_of_statements(world, application):
    def statements(count, start):
        rows = [application(plate=f"川E{start + n:05}") for n in range(count)]
        with CaptureQueriesContext(connection) as captured:
            file_batch(rows, by=world.li)
        return len(captured)

    statements(1, 10000)  # what is asked once a day
    assert statements(2, 20000) == statements(40, 30000)


def test_nothing_of_a_batch_stands_when_one_row_may_not(world, application):
    rows = [application(), application(plate="川E23456", last_day=date(2022, 10, 30))]
    with pytest.raises(Refused):
        file_batch(rows, by=world.li)
    assert not PassBatch.objects.exists() and not VehiclePass.objects.exists()


def test_one_vehicle_twice_in_a_batch_is_found_however_it_is_typed(world, types, client):
    client.force_login(world.li)
    sheet = "车牌号码,驾驶员,联系电话\n川E12345,王强,13900000001\n川e·1２345,李四,13900000002\n"
    file = SimpleUploadedFile("车辆.csv", sheet.encode())
    answer = client.post("/api/v1/imports/pass-batches/?dry_run=false", {"file": file, **SHARED})
    assert answer.status_code == 422
    assert [error["code"] for error in answer.json()["errors"]] == ["duplicate"]
    assert not VehiclePass.objects.exists()
