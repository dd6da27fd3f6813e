"""What each of the cast sees and presses on the pages of passes."""

import pytest

from passes import services
from passes.models import VehiclePass
from signing.envelope import to_text

ANSWERS = {
    "type": "city_emergency",
    "plate": "川e·12345",
    "plate_colour": "yellow",
    "driver_name": "赵师傅",
    "driver_phone": "13900000001",
    "goods_category": "raw_materials",
    "goods_name": "钢材",
    "origin": "510522",
    "destination": "510502",
    "first_day": "2022-09-08",
    "last_day": "2022-09-14",
}


def text(response):
    return response.content.decode()


def verbs(page):
    return [offer["verb"] for offer in page.context["offers"]]


def test_from_application_to_paper_on_the_pages(world, types, client):
    client.force_login(world.li)
    form = client.get("/passes/new/")
    assert world.shanda.credit_code in text(form)
    filed = client.post("/passes/new/", {**ANSWERS, "enterprise": world.shanda.credit_code})
    made = VehiclePass.objects.get()
    url = f"/passes/{made.pk}/"
    assert filed.headers["Location"] == url
    page = client.get(url)
    assert verbs(page) == ["withdraw"] and "排在最前" in text(page) and "9月9日 09:00前办结" in text(page)
    client.force_login(world.sun)
    assert verbs(client.get(url)) == ["accept", "recommend", "return", "refuse", "claim"]
    client.post(url, {"verb": "accept", "key": "k1"})
    client.force_login(world.ren)
    assert "赵师傅" in text(client.get(url))
    client.post(url, {"verb": "recommend", "key": "k2"})
    client.force_login(world.he)
    assert "issue" not in verbs(client.get(url))
    client.force_login(world.chen)
    assert "川E12345" in text(client.get("/passes/queue/"))
    client.post(url, {"verb": "issue", "key": "k3"})
    made.refresh_from_db()
    assert made.status == "issued"
    paper = text(client.get(f"{url}print/"))
    for words in (
        "川E12345",
        made.number,
        "2022年9月14日 24:00",
        "赵师傅",
        "本证不代替核酸检测和目的地闭环管理要求",
        "盖章处",
        world.bureau.name,
        world.bureau.duty_phone,
        "data:image/svg+xml",
        f"HTTP://TESTSERVER/V/{to_text(bytes(made.code))}",
    ):
        assert words in paper, words
    assert "未盖章无效" not in paper


def test_what_was_typed_is_kept_and_every_mistake_told(world, types, client):
    client.force_login(world.li)
    wrong = {**ANSWERS, "enterprise": world.shanda.credit_code, "plate": "川E123挂", "last_day": "2022-10-14"}
    answer = client.post("/passes/new/", wrong)
    assert answer.status_code == 400 and not VehiclePass.objects.exists()
    assert "牵引车" in text(answer) and "最长7天" in text(answer) and "赵师傅" in text(answer)


def test_a_returned_application_is_put_right_on_one_page(world, application, client):
    made = services.apply_for_pass(by=world.li, **application())
    services.return_pass(made, by=world.sun, remark="请写明途经线路")
    client.force_login(world.li)
    assert made.plate in text(client.get("/passes/queue/"))
    url = f"/passes/{made.pk}/edit/"
    assert "请写明途经线路" in text(client.get(url))
    answers = {**ANSWERS, "enterprise": world.shanda.credit_code, "route": "G93"}
    assert client.post(url, answers).status_code == 302
    made.refresh_from_db()
    assert (made.status, made.route) == ("submitted", "G93")
    assert client.get(url).status_code == 403


def test_a_draft_is_kept_without_being_handed_in(world, types, client):
    client.force_login(world.luo)
    answers = {**ANSWERS, "enterprise": world.shanda.credit_code, "draft": "on"}
    assert client.post("/passes/new/", answers).status_code == 302
    made = VehiclePass.objects.get()
    assert (made.status, made.filed_by) == ("draft", world.luo)
    client.force_login(world.sun)
    assert "submit" not in verbs(client.get(f"/passes/{made.pk}/"))


def test_he_enters_a_paper_pass(world, types, client):
    client.force_login(world.he)
    answers = {
        **ANSWERS,
        "type": "province_emergency",
        "enterprise": world.shanda.credit_code,
        "number": "5105 0000 0017",
        "occurred_at": "2022-09-01T21:49",
        "basis": "川运通〔2022〕3号",
        "origin": "合江县",
        "first_day": "2022-09-01",
        "last_day": "2022-09-30",
    }
    answer = client.post("/passes/enter/", answers)
    assert answer.status_code == 302, text(answer)
    made = VehiclePass.objects.get()
    assert made.number == "510500000017" and made.origin == world.r510522
    assert "未盖章无效" in text(client.get(f"/passes/{made.pk}/print/"))
    assert client.post("/passes/enter/", answers).status_code == 409
    client.force_login(world.sun)
    assert client.get("/passes/enter/").status_code == 403


def test_the_neighbours_find_nothing(world, issued, client):
    made = issued()
    for stranger in (world.zhao, world.gao, world.ma, world.guan, world.system):
        client.force_login(stranger)
        for page in ("", "print/", "edit/"):
            assert client.get(f"/passes/{made.pk}/{page}").status_code == 404, (stranger, page)
        assert made.plate not in text(client.get("/passes/"))


def test_an_applicant_is_not_told_of_other_shippers(world, issued, application, client):
    services.apply_for_pass(by=world.ma, **application(enterprise=world.qingquan))
    made = issued()
    client.force_login(world.li)
    page = text(client.get(f"/passes/{made.pk}/"))
    assert "清泉" not in page and "属其他辖区" not in page and "核对" not in page
    client.force_login(world.sun)
    page = text(client.get(f"/passes/{made.pk}/"))
    assert "清泉" in page and "待办申请1件" in page


def test_what_issuing_displaces_is_told_before(world, issued, recommended, client):
    old, new = issued(), recommended()
    client.force_login(world.lin)
    assert f"编号{old.number}的通行证将被替代" in text(client.get(f"/passes/{new.pk}/"))


def test_an_expired_pass_is_not_printed(world, issued, client):
    made = issued()
    services.void_pass(made, by=world.chen, basis="第9号通告")
    client.force_login(world.li)
    assert client.get(f"/passes/{made.pk}/print/").status_code == 409


def test_a_firms_page_shows_its_passes(world, issued, client):
    made = issued()
    client.force_login(world.sun)
    assert made.number in text(client.get(f"/enterprises/{world.shanda.credit_code}/"))


@pytest.mark.parametrize("name", ["chen", "sun", "luo", "ren", "li", "xuming"])
def test_the_list_opens_for_everyone_whose_work_it_is(world, issued, client, name):
    made = issued()
    client.force_login(world.people[name])
    assert made.plate in text(client.get("/passes/"))
    assert client.get("/passes/queue/").status_code == 200


@pytest.mark.parametrize("rows", [1, 50, 100])
@pytest.mark.parametrize("path", ["/passes/", "/passes/queue/", "/api/v1/passes/?limit=100"])
def test_lists_take_six_statements_whatever_their_length(
    world, application, client, rows, path, django_assert_max_num_queries
):
    from passes.bulk import apply_in_bulk

    apply_in_bulk([application(plate=f"川E{n:05}") for n in range(rows)], by=world.li)
    client.force_login(world.sun)
    client.get(path)
    with django_assert_max_num_queries(6):
        assert client.get(path).status_code == 200
