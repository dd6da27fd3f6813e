"""The roster and acting powers by page and by REST."""

from datetime import timedelta

import pytest

from accounts.models import Appointment, User
from calls.models import DutyShift
from calls.roster import write_shifts
from clock import clock

from .test_duty import night

SHIFT = {
    "unit": "合江县经济商务和科学技术局",
    "post": "officer",
    "name": "钱宁",
    "phone": "13900000020",
    "since": "2022-09-08T08:00",
    "until": "2022-09-08T20:00",
}


def test_a_shift_is_written_shown_at_home_and_struck(world, client):
    client.force_login(world.sun)
    assert client.post("/duty/new/", SHIFT).status_code == 302
    assert "钱宁" in client.get("/duty/").content.decode()
    home = client.get("/").content.decode()
    assert "现在值班" in home and "13900000020" in home
    shift = DutyShift.objects.standing().get()
    client.force_login(world.zhao)
    assert client.post(f"/duty/{shift.pk}/").status_code == 403
    client.force_login(world.li)
    assert client.get(f"/duty/{shift.pk}/").status_code == 404
    assert client.get("/duty/new/").status_code == 403
    client.force_login(world.qian)
    assert client.post(f"/duty/{shift.pk}/").status_code == 302
    assert not DutyShift.objects.standing().exists()


def test_a_firm_reads_at_home_who_answers_at_its_park(world, client):
    write_shifts(
        [night(world.port_committee, name="罗林", since=clock.now() - timedelta(hours=1))], by=world.luo
    )
    client.force_login(world.li)
    home = client.get("/").content.decode()
    assert "罗林" in home and "13900000020" in home


def test_a_months_roster_is_pasted_whole_or_not_at_all(world, client):
    client.force_login(world.sun)
    head = "日期\t姓名\t电话\t单位\n"
    good = "2022-09-12\t钱宁\t13900000020\t\n2022-09-13\t孙禾\t13900000021\t合江县符阳街道办事处\n"
    bad = client.post(
        "/duty/paste/", {"rows": head + good + "2022-09-14\t赵龙\t1390\t龙马潭区经济和信息化局\n"}
    )
    assert bad.status_code == 422 and "没有这个单位" in bad.content.decode()
    assert not DutyShift.objects.exists()
    assert client.post("/duty/paste/", {"rows": head + good}).status_code == 302
    first, second = DutyShift.objects.order_by("since")
    assert (first.unit, second.unit) == (world.hejiang, world.fuyang)
    assert (first.until - first.since).total_seconds() == 14.5 * 3600
    client.post("/duty/paste/", {"rows": head + good})
    assert DutyShift.objects.count() == 2
    client.force_login(world.li)
    assert client.post("/duty/paste/", {"rows": head + good}).status_code == 403


def test_rest_does_what_the_roster_page_does(world, api_of):
    sun = api_of(world.sun)
    made = sun.post("/api/v1/duty-shifts/", SHIFT, headers={"Idempotency-Key": "s"}, format="json")
    assert made.status_code == 201 and made.json()["name"] == "钱宁"
    again = sun.post("/api/v1/duty-shifts/", SHIFT, headers={"Idempotency-Key": "s"}, format="json")
    assert again.json()["id"] == made.json()["id"] and DutyShift.objects.count() == 1
    at = "/api/v1/duty-shifts/?at=2022-09-08T"
    assert sun.get(f"{at}19:59:00%2B08:00").json()["count"] == 1
    assert sun.get(f"{at}20:00:00%2B08:00").json()["count"] == 0
    assert api_of(world.li).get("/api/v1/duty-shifts/").json()["count"] == 0
    url = f"/api/v1/duty-shifts/{made.json()['id']}/strike/"
    assert api_of(world.zhao).post(url).status_code == 403
    assert sun.post(url).status_code == 204
    assert api_of(world.li).post("/api/v1/duty-shifts/", SHIFT, format="json").status_code in (400, 403)


def test_powers_are_lent_and_ended_by_page(world, client):
    client.force_login(world.sun)
    answers = {
        "post": world.sun.appointments.get().pk,
        "to": "luo",
        "until": "2022-09-09T08:00",
    }
    assert client.post("/acting/new/", answers | {"to": "zhao"}).status_code == 403
    assert client.post("/acting/new/", answers).status_code == 302
    again = client.post("/acting/new/", answers)
    assert again.status_code == 409 and "已有此权限" in again.content.decode()
    lent = Appointment.objects.lent().get()
    client.force_login(world.luo)
    page = client.get("/acting/").content.decode()
    assert "孙禾" in page and "区县经办（代孙禾）" in page
    client.force_login(world.zhao)
    assert client.get(f"/acting/{lent.pk}/").status_code == 404
    client.force_login(world.luo)
    assert client.post(f"/acting/{lent.pk}/").status_code == 302
    assert User.objects.get(username="luo").roles == {"territorial_officer"}


@pytest.mark.parametrize("who", ["li", "system", "xuming"])
def test_who_has_nothing_to_lend_is_not_asked(world, client, who):
    client.force_login(world.people[who])
    assert client.get("/acting/new/").status_code == 403


def test_powers_are_lent_and_ended_by_rest(world, api_of):
    sun = api_of(world.sun)
    body = {
        "post": world.sun.appointments.get().pk,
        "to": "qian",
        "until": "2022-09-09T08:00:00+08:00",
    }
    refused = sun.post("/api/v1/acting-powers/", body, format="json")
    assert refused.status_code == 409  # Qian holds the same role herself
    body["to"] = "luo"
    made = sun.post("/api/v1/acting-powers/", body, format="json")
    assert made.status_code == 201 and made.json()["giver"] == "孙禾"
    url = f"/api/v1/acting-powers/{made.json()['id']}/"
    assert api_of(world.gao).get(url).status_code == 404
    assert api_of(world.xuming).post(f"{url}end/").status_code == 403
    assert sun.post(f"{url}end/").json()["standing"] == "ended"
