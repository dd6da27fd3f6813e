"""What the cast sees and presses on the pages of plans and loops."""

import pytest

from enterprises.models import Enterprise
from plans.models import Plan
from plans.services import return_plan, save_section, start_plan
from tests.plans.test_loops import firms_on_file

from .forms import PARK, WHOLE, checked, filed, submitted


def posted(plan, answers, **more):
    """What a browser sends: the form as opened, with these answers."""
    version = plan.versions.get(frozen_at=None)
    revisions = {f"revision_{section.key}": section.revision for section in version.sections.all()}
    ticked = {**answers, "undertaking": "on"} if answers.get("undertaking") else dict(answers)
    return {**revisions, **ticked, **more}


def test_li_begins_fills_in_and_submits_without_script(world, client):
    client.force_login(world.li)
    page = client.get("/plans/new/")
    assert page.context["form"].initial["enterprise"] == world.shanda.credit_code
    response = client.post("/plans/new/", {"enterprise": world.shanda.credit_code})
    plan = Plan.objects.get()
    assert response.headers["Location"] == f"/plans/{plan.pk}/fill/"
    response = client.post(response.url, posted(plan, {"beds": "172", "people_inside": "186"}, save="1"))
    assert response.status_code == 302
    page = client.get(response.url).content.decode()
    assert "床位/人0.92，应不低于1，还差14张。" in page and "有提醒" in page
    response = client.post(response.url, posted(plan, WHOLE, submit="1", key="k1"))
    plan.refresh_from_db()
    assert (plan.status, response.url) == ("submitted", f"/plans/{plan.pk}/")
    assert client.get(f"/plans/{plan.pk}/fill/").status_code == 302  # no longer to be filled in


def test_everything_that_stops_a_submission_is_named_at_once_and_nothing_is_lost(world, client):
    plan = start_plan(world.shanda, by=world.li)
    client.force_login(world.li)
    answers = {**WHOLE, "transfer_name": "", "safety_check": "fail", "undertaking": ""}
    response = client.post(f"/plans/{plan.pk}/fill/", posted(plan, answers, submit="1"))
    assert response.status_code == 409
    stopping = [line.question.key for _step, line, _found in response.context["checked"]]
    assert stopping == ["transfer_name", "safety_check", "undertaking"]
    text = response.content.decode()
    assert 'href="#q-transfer_name"' in text and "一票否决" in text and "赵建国" in text
    plan.refresh_from_db()
    assert (plan.status, plan.beds) == ("draft", 190)


def test_what_cannot_be_read_is_kept_on_the_page_with_its_reason(world, client):
    plan = start_plan(world.shanda, by=world.li)
    client.force_login(world.li)
    answers = {**WHOLE, "beds": "一百九十", "duty_phone": "叫老王"}
    response = client.post(f"/plans/{plan.pk}/fill/", posted(plan, answers, save="1"))
    assert response.status_code == 400
    assert {bound.name for bound in response.context["page"].errors} == {"beds", "duty_phone"}
    text = response.content.decode()
    assert "一百九十" in text and "叫老王" in text and "赵建国" in text
    assert not plan.versions.get().sections.exclude(answers={}).exists()


def test_what_luo_saved_meanwhile_is_shown_and_what_li_typed_is_kept(world, client):
    plan = start_plan(world.shanda, by=world.li)
    client.force_login(world.li)
    opened = posted(plan, {"beds": "172"}, save="1")
    save_section(plan, "lodging", {"beds": 190}, by=world.luo, revision=0)
    response = client.post(f"/plans/{plan.pk}/fill/", opened)
    assert response.status_code == 409
    text = response.content.decode()
    assert "已由罗林于" in text and "罗林填的是：190 张" in text and 'value="172"' in text
    assert 'name="revision_lodging" value="1"' in text
    opened["revision_lodging"] = 1
    assert client.post(f"/plans/{plan.pk}/fill/", opened).status_code == 302
    plan.refresh_from_db()
    assert plan.beds == 172


def test_the_reviewer_reads_warnings_and_what_was_mended(world, client):
    plan = submitted(world.shanda, world.li, {**WHOLE, "beds": 172, "ppe_stock_days": 5})
    return_plan(plan, by=world.luo, remark="床位少于闭环人数14张。")
    client.force_login(world.li)
    fill = client.get(f"/plans/{plan.pk}/fill/").content.decode()
    assert "床位少于闭环人数14张。" in fill
    client.post(f"/plans/{plan.pk}/fill/", posted(plan, {**WHOLE, "ppe_stock_days": 5}, submit="1"))
    client.force_login(world.luo)
    page = client.get(f"/plans/{plan.pk}/")
    text = page.content.decode()
    assert "与第1版的差异" in text and "<del>172 张</del>" in text and "<ins>190 张</ins>" in text
    assert "防疫物资储备5天，应不低于14天，还差9天。" in text and "上海市工业企业复工复产疫情防控指引" in text
    assert [offer["verb"] for offer in page.context["offers"]] == [
        "endorse",
        "return",
        "withdraw",
        "claim",
        "supplement",
    ]
    client.post(f"/plans/{plan.pk}/", {"verb": "endorse", "key": "k"})
    client.force_login(world.sun)
    checked(plan, by=world.sun)
    page = client.get(f"/plans/{plan.pk}/")
    [offer] = [offer for offer in page.context["offers"] if offer["verb"] == "file"]
    read = offer["form"]["sha256"].value()
    client.post(f"/plans/{plan.pk}/", {"verb": "file", "key": "k", "sha256": read})
    plan.refresh_from_db()
    assert plan.status == "filed"


def test_the_approver_is_asked_only_of_who_filed(world, client):
    plan = submitted(world.shanda, world.luo)
    client.force_login(world.xu)
    assert "同意人" not in client.get(f"/plans/{plan.pk}/").content.decode()
    client.force_login(world.luo)
    page = client.get(f"/plans/{plan.pk}/")
    assert "同意人" in page.content.decode()
    answers = {"verb": "endorse", "key": "k", "approver": "xu", "basis": "许平 9月8日 22:10 电话同意"}
    assert client.post(f"/plans/{plan.pk}/", answers).status_code == 302
    plan.refresh_from_db()
    assert plan.status == "endorsed"


def test_the_neighbouring_county_and_the_guard_find_nothing(world, client):
    plan = submitted(world.shanda, world.li)
    loop_plan = filed(world.qingquan, clerk=world.ma, territory=world.zhou, district=world.sun)
    for stranger in (world.zhao, world.gao, world.guan, world.hu, world.system):
        client.force_login(stranger)
        for address in ("", "fill/", "print/", "order/"):
            assert client.get(f"/plans/{plan.pk}/{address}").status_code == 404
            assert client.post(f"/plans/{loop_plan.pk}/{address}", {"verb": "file"}).status_code in (404, 405)
        assert world.shanda.name not in client.get("/plans/").content.decode()
    client.force_login(world.sun)
    assert client.get(f"/plans/{start_plan(world.port, by=world.luo).pk}/fill/").status_code == 403


def test_a_filed_plan_prints_with_its_digest_and_an_empty_place_for_the_seal(world, client):
    plan = filed(world.port, clerk=world.luo, territory=world.xu, district=world.sun, answers=PARK)
    client.force_login(world.chen)
    text = client.get(f"/plans/{plan.pk}/print/").content.decode()
    assert plan.versions.get().sha256 in text and "盖章处" in text and "园区承诺" in text


@pytest.mark.parametrize("rows", [1, 50, 100])
def test_the_lists_take_six_statements_whatever_their_length(
    world, client, rows, django_assert_max_num_queries
):
    from plans.loops.services import order_loops

    firms = firms_on_file(world, rows)
    order_loops(firms, by=world.sun)
    client.force_login(world.sun)
    client.get("/loops/")  # whether this is a demonstration is asked once in a while
    for address in ("/plans/", "/loops/", "/plans/?waiting=review", "/plans/?q=试验"):
        with django_assert_max_num_queries(6):
            page = client.get(address)
        assert page.status_code == 200
    assert len(client.get("/plans/").context["listing"].rows) == min(rows, 50)


def test_what_waits_for_whom(world, client):
    submitted(world.shanda, world.luo)
    start_plan(world.qingquan, by=world.ma)

    def waiting(who, view):
        client.force_login(who)
        return [row["pk"] for row in client.get(f"/plans/?waiting={view}").context["listing"].rows]

    assert len(waiting(world.xu, "review")) == 1
    assert waiting(world.luo, "review") == []  # he filed it himself
    assert waiting(world.sun, "review") == []
    assert len(waiting(world.ma, "fill")) == 1 and waiting(world.li, "fill") == []
    assert Enterprise.objects.count() == 3
