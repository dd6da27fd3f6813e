"""A park that was counted on the list keeps its county: old days compiled anew find it where it was."""

import pytest

from enterprises.importing import ParkImporter
from enterprises.services import edit_park
from tests.ui.sheet_files import as_csv
from whitelist.services import nominate
from workflow.errors import Refused


def test_a_counted_park_keeps_its_county_by_page_and_by_sheet(world, client):
    edit_park(world.port, by=world.chen, name=world.port.name, county=world.r510524)
    edit_park(world.port, by=world.chen, name=world.port.name, county=world.r510522)
    nominate([world.port], by=world.sun, category="livelihood", effective_from="2022-09-08")
    with pytest.raises(Refused, match="另登记一个园区，在新园区上重新推荐") as why:
        edit_park(world.port, by=world.chen, name=world.port.name, county=world.r510524)
    assert why.value.code == "park_keeps_county"
    client.force_login(world.chen)
    given = {"name": "合江临港园区", "county": "510524"}
    page = client.post(f"/parks/{world.port.pk}/edit/", given)
    assert page.status_code == 409 and "区县不能再改" in page.content.decode()
    sheet = as_csv([["园区名称", "区县代码"], [world.port.name, "510524"]])
    report = ParkImporter(by=world.chen).run(sheet, name="parks.csv", dry_run=False)
    assert ["区县不能再改" in problem.reason for problem in report.errors] == [True]
    edit_park(world.port, by=world.chen, name="合江临港园区", county=world.r510522)
