"""还差谁: what is lacking of whom, and only of whom one sees."""

import pytest

from clock import clock
from enterprises.models import DirectoryEntry, Enterprise
from plans.services import return_plan, start_plan
from tests.plans.forms import filed, submitted
from workflow.versions import record_facts

from .stories import more_firms, ordered


def listed(world, *firms):
    rows = [
        {"enterprise_id": f.pk, "county_id": f.county_id, "year": 2022, "above_scale": True} for f in firms
    ]
    record_facts(DirectoryEntry, rows, by=world.chen)


def counts(client, **query):
    return client.get("/api/v1/missing/counts/", query).json()


def names(client, **query):
    return [row["name"] for row in client.get("/api/v1/missing/", query).json()["results"]]


def test_luo_sees_what_each_of_his_firms_lacks(world, client):
    one, two, three = more_firms(world, 3)
    start_plan(one, by=world.luo)
    return_plan(submitted(two, world.luo), by=world.sun, remark="补充床位")
    submitted(three, world.luo)
    ordered(world)
    client.force_login(world.luo)
    told = counts(client)
    assert told["all"] == 4 and told["not_filed"] == 1 and told["returned"] == 1
    assert told["under_review"] == 1 and told["not_confirmed"] == 1 and told["no_stamp"] == 3
    assert names(client, lacking="not_filed") == ["临港第0厂"]
    assert names(client, lacking="not_confirmed") == ["泸州山达重工装备有限公司"]
    page = client.get("/gathering/?lacking=returned").content.decode()
    assert "临港第1厂" in page and "临港第0厂" not in page


def test_the_district_is_asked_for_the_above_scale_the_park_for_all(world, client):
    listed(world, world.shanda)
    client.force_login(world.sun)
    assert names(client) == ["泸州山达重工装备有限公司"]
    assert len(names(client, scope="all")) == 2 == len(names(client, scope="all", county="510522"))
    assert names(client, park=world.port.pk) == ["泸州山达重工装备有限公司"]
    client.force_login(world.zhao)
    assert names(client, scope="all") == ["龙马龙飞机械有限公司"]
    client.force_login(world.chen)
    assert counts(client, scope="all")["all"] == 3


def test_who_was_not_reached_by_telephone_is_told_to_officials_alone(world, client):
    from calls.opening import open_sheet

    open_sheet(Enterprise.objects.filter(pk=world.shanda.pk), by=world.luo, subject="夜间通知")
    client.force_login(world.luo)
    assert counts(client)["not_called"] == 1
    [row] = client.get("/api/v1/missing/", {"lacking": "not_called"}).json()["results"]
    assert row["call_status"] == "waiting"
    client.force_login(world.li)
    assert counts(client)["not_called"] == 0
    assert "call_status" not in client.get("/api/v1/missing/").json()["results"][0]


def test_a_filed_plan_lacks_nothing_but_its_stamp(world, client):
    filed(world.shanda, clerk=world.li, territory=world.luo, district=world.sun)
    client.force_login(world.luo)
    told = counts(client)
    assert (told["not_filed"], told["no_stamp"]) == (0, 1)


def test_a_plan_sealed_outside_is_stamped(world, client):
    from django.core.files.base import ContentFile

    from files.services import keep
    from papers.models import Paper

    plan = filed(world.shanda, clerk=world.li, territory=world.luo, district=world.sun)
    sealed = keep(ContentFile(b"%PDF-1.7\n%%EOF", name="a.pdf"), by=world.li)
    now = clock.now()
    Paper.objects.create(kind="plan", key=f"{plan.pk}.1", digest="a", data={}, wanted_at=now, sealed=sealed)
    client.force_login(world.luo)
    assert counts(client)["no_stamp"] == 0


def test_the_names_are_copied_as_a_text(world, client):
    client.force_login(world.luo)
    text = client.get("/gathering/text/?lacking=not_filed").content.decode()
    assert "未申报，截至9月8日 12:00，共1家：\n1. 泸州山达重工装备有限公司" in text


def test_the_list_is_exported(world, client):
    client.force_login(world.luo)
    told = b"".join(client.get("/gathering/?export=csv").streaming_content).decode()
    assert "山达" in told and "清泉" not in told


@pytest.mark.parametrize("who", ["luo", "sun", "chen"])
def test_the_page_takes_six_statements_with_one_firm_and_with_a_hundred(
    world, client, who, django_assert_max_num_queries
):
    client.force_login(world.people[who])
    client.get("/gathering/")  # the clock reads its setting once
    for count in (0, 100):
        firms = more_firms(world, count)
        listed(world, *firms, world.shanda)
        with django_assert_max_num_queries(6):
            assert client.get("/gathering/").status_code == 200
        with django_assert_max_num_queries(6):
            client.get("/gathering/?lacking=not_filed&q=L")


def test_marked_firms_are_begun_handed_in_and_linked_by_one_press(world, client):
    client.force_login(world.luo)
    firms = more_firms(world, 3)
    marked = {"selected": [firm.pk for firm in firms]}
    page = client.post("/gathering/many/", {**marked, "verb": "blank"}).content.decode()
    assert "已新建3份方案。" in page and "/fill/" in page
    page = client.post("/gathering/many/", {**marked, "verb": "submit"}).content.decode()
    assert "已提交0家。" in page and "第一责任人、" in page
    page = client.post("/gathering/many/", {**marked, "verb": "link-start"}).content.decode()
    assert page.count("/c/") == 3 and "【临港第0厂】请于9月10日 12:00前填启动表" in page


def test_foreign_firms_cannot_be_marked(world, client):
    client.force_login(world.gao)
    firms = Enterprise.objects.filter(park=world.port)
    data = {"selected": [firm.pk for firm in firms], "verb": "blank"}
    page = client.post("/gathering/many/", data).content.decode()
    assert "已新建0份方案。" in page and "山达" not in page


def test_the_pack_is_filled_from_what_is_known_and_draws_no_seal(world, client):
    filed(world.shanda, clerk=world.li, territory=world.luo, district=world.sun)
    client.force_login(world.luo)
    page = client.get("/gathering/pack/", {"firm": world.shanda.credit_code}).content.decode()
    for words in ("闭环生产申请书", "闭环生产承诺书", "闭环人员清单", "闭环生产现场核查表", "企业盖章处"):
        assert words in page, words
    assert "赵建国" in page and "190 张" in page and "合江临港工业园区" in page
    client.force_login(world.gao)
    assert "山达" not in client.get("/gathering/pack/", {"firm": world.shanda.credit_code}).content.decode()


def test_packs_of_a_hundred_firms_cost_what_one_costs(world, client, django_assert_max_num_queries):
    more_firms(world, 100)
    client.force_login(world.luo)
    with django_assert_max_num_queries(12):
        page = client.get("/gathering/pack/")
    assert page.content.decode().count("闭环生产申请书") == 101
