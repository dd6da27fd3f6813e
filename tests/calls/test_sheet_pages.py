"""Call sheets as their callers work them down, by page and by REST."""

from calls.models import Call, CallSheet

from .stories import ordered


def test_sun_works_the_sheet_down_from_firm_to_firm(world, client):
    sheet = ordered(world)
    client.force_login(world.sun)
    page = client.get(f"/calls/{sheet.pk}/").content.decode()
    assert "2家企业，已通知0家，还有2家。" in page and "拨打下一家" in page
    url = client.post(f"/calls/{sheet.pk}/next/").url
    first = client.get(url).content.decode()
    assert 'href="tel:08305200' in first and "已通知" in first
    on = client.post(url, {"verb": "reach", "key": "k1", "then": "next"})
    assert on.url != url and on.url.startswith("/calls/firms/")
    refused = client.post(on.url, {"verb": "relay", "key": "k2", "then": "next"})
    assert refused.status_code == 400 and "写明转告何人" in refused.content.decode()
    done = client.post(on.url, {"verb": "relay", "remark": "门卫", "key": "k3", "then": "next"}, follow=True)
    assert done.redirect_chain[-1][0] == f"/calls/{sheet.pk}/"
    assert "2家企业，全部通知到。" in done.content.decode()
    assert "拨打下一家" not in done.content.decode()


def test_a_firm_set_aside_leads_to_the_next(world, client):
    sheet = ordered(world)
    client.force_login(world.sun)
    first = client.post(f"/calls/{sheet.pk}/next/").url
    second = client.post(first, {"do": "put_back"}).url
    assert second != first
    client.force_login(world.chen)
    assert client.post(f"/calls/{sheet.pk}/next/").url == first
    refused = client.post(second, {"do": "claim"}, follow=True).content.decode()
    assert "孙禾正在拨打" in refused


def test_the_text_for_the_chat_group_names_the_unreached_first(world, client):
    sheet = ordered(world)
    client.force_login(world.sun)
    client.post(f"/calls/firms/{sheet.calls.get(enterprise=world.shanda).pk}/", {"verb": "reach"})
    answer = client.get(f"/calls/{sheet.pk}/text/")
    text = answer.content.decode()
    assert answer["Content-Type"].startswith("text/plain")
    assert "共2家，已通知1家，未通知1家" in text
    assert "1. 合江清泉酒业有限公司 0830-5200220" in text and "山达" not in text.split("按属地")[0]
    assert "合江临港工业园区：1/1" in text


def test_the_sheet_is_exported_and_printed(world, client):
    sheet = ordered(world)
    client.force_login(world.luo)
    text = b"".join(client.get(f"/calls/{sheet.pk}/?export=csv")).decode("utf-8-sig")
    assert "0830-5200110" in text and "清泉" not in text
    paper = client.get(f"/calls/{sheet.pk}/print/").content.decode()
    assert "0830-5200110" in paper and "清泉" not in paper


def test_by_page_and_rest_a_foreign_county_finds_nothing_and_the_auditor_only_reads(world, client, api_of):
    sheet = ordered(world)
    call = sheet.calls.get(enterprise=world.shanda)
    for person in (world.zhao, world.gao, world.li):
        client.force_login(person)
        for url in (f"/calls/{sheet.pk}/", f"/calls/{sheet.pk}/text/", f"/calls/firms/{call.pk}/"):
            assert client.get(url).status_code == 404
        assert client.post(f"/calls/{sheet.pk}/next/").status_code == 404
    foreign, auditor = api_of(world.zhao), api_of(world.xuming)
    assert foreign.get(f"/api/v1/call-sheets/{sheet.pk}/").status_code == 404
    assert foreign.post(f"/api/v1/calls/{call.pk}/reach/").status_code == 404
    assert foreign.post(f"/api/v1/calls/{call.pk}/claim/").status_code == 404
    assert auditor.get(f"/api/v1/calls/{call.pk}/").status_code == 200
    for verb in ("reach", "claim", "put-back"):
        assert auditor.post(f"/api/v1/calls/{call.pk}/{verb}/").status_code == 403
    assert auditor.post(f"/api/v1/call-sheets/{sheet.pk}/next/").status_code == 403
    client.force_login(world.xuming)
    assert client.post(f"/calls/{sheet.pk}/next/").status_code == 403
    assert client.get("/calls/new/").status_code == 403


def test_rest_does_what_the_page_does(world, api_of):
    sheet = ordered(world)
    sun = api_of(world.sun)
    assert sun.get("/api/v1/call-sheets/").json()["results"][0]["firms"] == 2
    given = sun.post(f"/api/v1/call-sheets/{sheet.pk}/next/").json()
    other = sun.get(f"/api/v1/calls/?sheet={sheet.pk}&reached=false").json()
    assert other["count"] == 2
    done = sun.post(f"/api/v1/calls/{given['call']}/no-answer/", {"remark": "响铃无人"}, format="json")
    assert (done.json()["status"], done.json()["called_by"], done.json()["remark"]) == (
        "no_answer",
        "孙禾",
        "响铃无人",
    )
    lines = sun.get(f"/api/v1/call-sheets/{sheet.pk}/territories/").json()["results"]
    assert {line["name"] for line in lines} == {"合江临港工业园区", "符阳街道"}
    assert "未通知到" in sun.get(f"/api/v1/call-sheets/{sheet.pk}/text/").content.decode()


def test_a_sheet_is_opened_for_chosen_firms_by_page_and_by_rest(world, client, api_of):
    client.force_login(world.luo)
    wrong = client.post("/calls/new/", {"subject": "停电", "enterprises": world.longfei.credit_code})
    assert wrong.status_code == 400 and "没有找到，或不属于您" in wrong.content.decode()
    made = client.post("/calls/new/", {"subject": "停电", "enterprises": world.shanda.credit_code})
    assert Call.objects.get().enterprise == world.shanda and made.status_code == 302
    chen = api_of(world.chen)
    body = {"subject": "停电", "county": "510522"}
    first = chen.post("/api/v1/call-sheets/", body, headers={"Idempotency-Key": "s1"}, format="json")
    assert first.status_code == 201 and first.json()["firms"] == 2
    again = chen.post("/api/v1/call-sheets/", body, headers={"Idempotency-Key": "s1"}, format="json")
    assert again.status_code == 200 and again.json()["id"] == first.json()["id"]
    assert chen.post("/api/v1/call-sheets/", {"subject": "停电"}, format="json").status_code == 400
    assert CallSheet.objects.count() == 2


def test_the_page_of_a_sheet_takes_the_same_statements_whatever_its_length(
    world, client, django_assert_max_num_queries
):
    from calls.opening import open_sheet
    from enterprises.models import Enterprise

    firms = [
        Enterprise(credit_code=f"X{n:017}", name=f"企业{n}", county=world.r510522, park=world.port)
        for n in range(60)
    ]
    for firm in firms:
        firm.spell()
    Enterprise.objects.bulk_create(firms)
    sheet = open_sheet(Enterprise.objects.filter(park=world.port), by=world.chen, subject="停电通知")
    client.force_login(world.sun)
    client.get("/calls/")
    with django_assert_max_num_queries(9):
        client.get(f"/calls/{sheet.pk}/")
