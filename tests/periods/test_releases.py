"""A county's control is lifted town by town, and the notice itself is kept."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from clock import clock
from periods.areas import areas_in_force
from periods.models import NoticeFile, PeriodRelease
from periods.releases import recover_towns, release_towns
from plans.due import confirm_due
from tests.conftest import shanghai
from workflow.errors import NotYours, Refused

from .stories import NOTICE, announced, kind

PDF = b"%PDF-1.4 notice"


def upload(name="第5号通告.pdf", content=PDF):
    return SimpleUploadedFile(name, content, "application/pdf")


def covered(at=None, known_at=None, county="510522", town="510522001"):
    return any(area.covers(county, town) for area in areas_in_force(at, known_at))


def test_fuyang_is_released_from_the_evening_on_and_the_rest_of_hejiang_is_not(world, noon):
    [period] = announced(world)
    evening = noon + timedelta(hours=6)
    release_towns(period, by=world.chen, towns=[world.r510522001], released_at=evening)
    assert covered() and covered(evening - timedelta(minutes=1))
    assert not covered(evening)
    assert covered(evening, town="510522100") and covered(evening, town="")
    [area] = areas_in_force(evening)
    assert [town.name for town in area.released] == ["符阳街道"]


def test_another_notice_over_the_same_county_still_holds_the_town(world):
    [period] = announced(world)
    announced(world, number="2022年第6号")
    release_towns(period, by=world.chen, towns=[world.r510522001])
    assert covered()


def test_what_was_known_before_stays_known_and_a_correction_or_taking_back_is_a_version(world, noon):
    [period] = announced(world)
    with clock.standing_at(noon + timedelta(hours=1)):
        release_towns(period, by=world.chen, towns=[world.r510522001], released_at=noon)
        assert not covered(noon) and covered(noon, known_at=noon)
    with clock.standing_at(noon + timedelta(hours=2)):
        release_towns(
            period, by=world.lin, towns=[world.r510522001], released_at=noon + timedelta(minutes=30)
        )
        assert covered(noon) and not covered(noon + timedelta(hours=1))
    with clock.standing_at(noon + timedelta(hours=3)):
        recover_towns(period, by=world.lin, towns=[world.r510522001], basis="指挥部电话通知")
        assert covered()
        with pytest.raises(Refused, match="没有解除记录"):
            recover_towns(period, by=world.lin, towns=[world.r510522001], basis="指挥部电话通知")
    assert PeriodRelease.objects.count() == 3


def test_only_a_town_inside_at_an_hour_inside_by_the_city(world, noon):
    [period] = announced(world)
    with pytest.raises(Refused, match="区域之内"):
        release_towns(period, by=world.chen, towns=[world.r510504001])
    with pytest.raises(Refused, match="起止时间之内"):
        release_towns(
            period, by=world.chen, towns=[world.r510522001], released_at=shanghai("2022-09-08 05:00")
        )
    with clock.standing_at(noon + timedelta(days=5)), pytest.raises(Refused, match="72小时"):
        release_towns(period, by=world.chen, towns=[world.r510522001], released_at=noon)
    with pytest.raises(NotYours):
        release_towns(period, by=world.sun, towns=[world.r510522001])
    assert not PeriodRelease.objects.exists()


def test_hours_run_round_the_clock_only_where_control_still_holds(world):
    [period] = announced(world)
    regions = (world.r510522.pk, world.r510500.pk, world.r510000.pk)
    names = ("town", "county", "city", "province")
    fuyang = SimpleNamespace(firm="fuyang", **dict(zip(names, (world.r510522001.pk, *regions), strict=True)))
    elsewhere = SimpleNamespace(firm="elsewhere", **dict(zip(names, (None, *regions), strict=True)))
    before = confirm_due([fuyang, elsewhere])
    release_towns(period, by=world.chen, towns=[world.r510522001])
    after = confirm_due([fuyang, elsewhere])
    assert after["elsewhere"] == before["elsewhere"] and after["fuyang"] > before["fuyang"]


def test_chen_releases_a_town_on_the_page_and_takes_it_back(world, client):
    [period] = announced(world)
    client.force_login(world.chen)
    url = f"/periods/{period.pk}/"
    assert client.post(url, {"verb": "release", "towns": ["510522001"]}).status_code == 302
    page = client.get(url)
    assert "解除的镇街" in page.content.decode()
    assert "recover" in [offer["verb"] for offer in page.context["offers"]]
    assert "符阳街道" in client.get("/periods/").context["listing"].rows[0]["html"]
    assert client.post(url, {"verb": "recover", "towns": ["510522001"]}).status_code == 400
    assert client.post(url, {"verb": "recover", "towns": ["510522001"], "basis": "更正"}).status_code == 302
    assert covered()


def test_by_rest_the_city_releases_and_others_may_not(world, api_of):
    [period] = announced(world)
    url = f"/api/v1/control-periods/{period.pk}/"
    assert (
        api_of(world.sun).post(f"{url}release/", {"towns": ["510522001"]}, format="json").status_code == 403
    )
    assert (
        api_of(world.system).post(f"{url}release/", {"towns": ["510522001"]}, format="json").status_code
        == 404
    )
    answer = api_of(world.chen).post(f"{url}release/", {"towns": ["510522001"]}, format="json")
    assert answer.status_code == 200 and answer.json()["released"] == "符阳街道"


def test_the_notice_is_kept_with_its_transcription_and_shown_with_each_area(world, client):
    kind()
    client.force_login(world.chen)
    answers = NOTICE | {
        "kind": "static_management",
        "counties": ["510522", "510504"],
        "since": "2022-09-08T10:00",
        "file": upload(),
    }
    first = client.post("/periods/transcribe/", answers).url
    assert "第5号通告.pdf" in client.get(first).content.decode()
    kept = NoticeFile.objects.get()
    assert (kept.issuer, kept.number) == (NOTICE["issuer"], NOTICE["number"])
    client.force_login(world.li)
    sent = client.get(f"{first}file/")
    assert b"".join(sent.streaming_content) == PDF and sent["Content-Type"] == "application/pdf"
    client.force_login(world.system)
    assert client.get(f"{first}file/").status_code == 404


def test_a_file_is_sent_later_by_rest_and_a_better_one_takes_its_place(world, api_of):
    first, second = announced(world, world.r510522, world.r510504)
    url = f"/api/v1/control-periods/{second.pk}/"
    chen = api_of(world.chen)
    assert chen.get(f"{url}file/").status_code == 404
    assert chen.post(f"{url}attach/", {"file": upload(content=b"MZ no notice")}).status_code == 400
    assert api_of(world.sun).post(f"{url}attach/", {"file": upload()}).status_code == 403
    assert chen.post(f"{url}attach/", {"file": upload()}).status_code == 200
    assert chen.post(f"{url}attach/", {"file": upload("更清楚.pdf", PDF + b" again")}).status_code == 200
    sent = api_of(world.sun).get(f"/api/v1/control-periods/{first.pk}/file/")
    assert b"".join(sent.streaming_content) == PDF + b" again"
    assert NoticeFile.objects.count() == 2
