"""Accounts from a sheet: all or nothing, within one's place, slips once."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.models import Appointment, Unit, User
from enterprises.importing import PeopleImporter
from enterprises.models import Enterprise

HEAD = "登录名,姓名,单位,单位类型,所辖,角色\n"


def taken_in(text, by=None, **how):
    return PeopleImporter(by=by).run(io.BytesIO((HEAD + text).encode()), name="people.csv", **how)


@pytest.fixture
def new_firm(world):
    return Enterprise.objects.create(
        credit_code="91510522MANKHCJF1A", name="合江新厂", county=world.r510522, town=world.r510522001
    )


def test_the_sheet_becomes_accounts_and_slips_printed_once(world, client, new_firm, signs_in):
    client.force_login(world.sun)
    rows = (
        "fengxin,冯新,合江县符阳街道办事处,town,510522001,territorial_officer\n"
        f"xinchang,新厂办,合江新厂,enterprise,{new_firm.credit_code},enterprise_clerk\n"
    )
    file = SimpleUploadedFile("people.csv", (HEAD + rows).encode())
    page = client.post("/people/import/", {"file": file})
    assert page.status_code == 200 and not User.objects.filter(username="fengxin").exists()
    done = client.post("/people/import/", {"confirm": page.context["token"]})
    assert done.url == "/people/slips/"
    slips = client.get(done.url).content.decode()
    passwords = re.findall(r"<b>([a-z0-9-]{14})</b>", slips)
    assert len(passwords) == 2 and "冯新" in slips and "合江新厂" in slips
    assert "没有待打印" in client.get(done.url).content.decode()
    new_firm.refresh_from_db()
    assert new_firm.unit.name == "合江新厂"
    client.post("/sign-out/")
    assert signs_in("fengxin", passwords[0]).status_code == 302
    assert client.get("/").url == "/password/"


def test_importing_twice_changes_nothing(world):
    row = "fengxin,冯新,合江县符阳街道办事处,town,510522001,territorial_officer\n"
    assert taken_in(row, dry_run=False).counts["created"] == 1
    versions = User.history.count()
    assert taken_in(row, dry_run=False).counts == {"created": 0, "changed": 0, "unchanged": 1}
    assert User.history.count() == versions
    assert taken_in(row.replace("冯新", "冯心"), dry_run=False).counts["changed"] == 1


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("a1,甲,泸州市经济和信息化局,economic_bureau,510500,city_officer", "not_yours"),
        ("a1,甲,龙马龙飞机械有限公司,enterprise,91510504MA7XL2R29B,enterprise_clerk", "not_yours"),
        ("a1,甲,某局,economic_bureau,510522,territorial_officer", "not_yours"),
        ("a1,甲,某局,economic_bureau,999999,district_officer", "unknown_place"),
        ("zhao,赵龙,合江县符阳街道办事处,town,510522001,territorial_officer", "taken"),
        ("坏名,甲,合江县符阳街道办事处,town,510522001,territorial_officer", "wrong_form"),
        ("a1,甲,另一个名字,enterprise,91510522MANKHCJF0B,enterprise_clerk", "another_unit"),
        ("a1,甲,合江县符阳街道办事处,transport,510522001,territorial_officer", "unit_differs"),
        ("a1,甲,合江县符阳街道办事处,town,510522001,enterprise_clerk", "role_does_not_fit"),
        ("a1,甲,合江县符阳街道办事处,town,510522001,king", "not_a_choice"),
    ],
)
def test_a_wrong_row_is_named_and_nothing_is_written(world, row, code):
    good = "fengxin,冯新,合江县符阳街道办事处,town,510522001,territorial_officer\n"
    report = taken_in(good + row + "\n", by=world.sun, dry_run=False)
    assert [(error.row, error.code) for error in report.errors] == [(3, code)]
    assert not User.objects.filter(username="fengxin").exists()


def test_without_slips_the_accounts_wait_for_a_reset(world, client, signs_in):
    taken_in("fengxin,冯新,合江县符阳街道办事处,town,510522001,territorial_officer\n", dry_run=False)
    assert not User.objects.get(username="fengxin").has_usable_password()
    client.force_login(world.sun)
    assert (
        client.post(f"/people/{User.objects.get(username='fengxin').pk}/", {"verb": "reset"}).status_code
        == 302
    )


def test_units_are_made_and_linked_by_a_command(world):
    text = (
        "wei,卫,泸州市卫生健康委员会,health,510500,department_liaison\n"
        "wei2,卫二,泸州市卫生健康委员会,health,510500,department_liaison\n"
        "sec,安,泸州市经济和信息化局,economic_bureau,510500,security_administrator\n"
    )
    report = taken_in(text, dry_run=False)
    assert report.done, report.errors
    assert Unit.objects.filter(kind="health").count() == 1
    assert Appointment.objects.filter(unit__kind="health").count() == 2


def test_statements_do_not_grow_with_rows(world, django_assert_max_num_queries):
    text = "".join(
        f"p{n:03},人{n},合江县符阳街道办事处,town,510522001,territorial_officer\n" for n in range(100)
    )
    with django_assert_max_num_queries(35):
        assert taken_in(text, by=world.sun, dry_run=False).done
