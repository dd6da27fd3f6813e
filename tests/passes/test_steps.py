"""The steps before 核发 are data of the type: which are asked, whose desk recommends, and two of them by one press."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Appointment, Role
from clock import clock
from passes import bulk, services
from passes.desk.deciding import decide, preview
from passes.issue import undoing
from passes.models import VehiclePass
from passes.reconciling.services import reconcile
from tests.passes.test_types import changed
from workflow.errors import NotYours, Refused
from workflow.moves import offers

pytestmark = pytest.mark.database

S = VehiclePass.Status


@pytest.fixture
def asked(world, types, application):
    """``asked("straight", "any")``: what Li handed in under a city type with these steps."""

    def make(steps, desk="any", by=None, **answers):
        kind = types["city_emergency"]
        kind.refresh_from_db()
        if (kind.steps, kind.recommender) != (steps, desk):
            kind = changed(kind, world.chen, steps=steps, recommender=desk)
        return services.apply_for_pass(by=by or world.li, **application(type=kind, **answers))

    return make


def waits_for(one, *people):
    return [person for person in people if VehiclePass.objects.waiting_for(person).filter(pk=one.pk).exists()]


def open_to(one, person):
    one.refresh_from_db()
    return [verb for verb, _move, way in offers(one, person) if not way]


def test_a_shipped_type_is_recommended_with_or_without_being_accepted(world, types, application):
    assert {(kind.steps, kind.recommender) for kind in types.values()} == {("recommend", "any")}
    made = services.apply_for_pass(by=world.li, **application())
    assert waits_for(made, world.sun, world.ren, world.chen, world.luo) == [world.sun]
    with pytest.raises(Refused, match="待受理"):
        services.issue_pass(made, by=world.chen)
    services.recommend_pass(made, by=world.sun)
    services.issue_pass(made, by=world.chen)
    assert [step.target for step in made.steps.all()] == ["submitted", "recommended", "issued"]


def test_what_is_issued_straight_waits_for_chen_alone_and_sun_has_nothing_to_do(world, asked):
    made = asked("straight")
    everyone = (world.sun, world.ren, world.chen, world.he, world.luo)
    assert waits_for(made, *everyone) == [world.chen]
    for verb in (services.accept_pass, services.recommend_pass):
        with pytest.raises(Refused, match="待核发"):
            verb(made, by=world.sun)
    assert {"accept", "recommend", "recommend_issue"}.isdisjoint(open_to(made, world.chen))
    services.issue_pass(made, by=world.chen)
    assert [step.target for step in made.steps.all()] == ["submitted", "issued"] and made.number


def test_what_needs_both_is_not_recommended_before_it_is_accepted(world, asked):
    made = asked("accept_recommend")
    with pytest.raises(Refused, match="不能推荐"):
        services.recommend_pass(made, by=world.ren)
    services.accept_pass(made, by=world.sun)
    with pytest.raises(Refused, match="待推荐"):
        services.issue_pass(made, by=world.chen)
    assert waits_for(made, world.sun, world.ren, world.chen) == [world.sun, world.ren]
    services.recommend_pass(made, by=world.ren)
    services.issue_pass(made, by=world.chen)


def test_sun_who_may_do_both_accepts_and_recommends_by_one_press(world, asked):
    made = asked("accept_recommend")
    with pytest.raises(NotYours):
        services.accept_and_recommend_pass(made, by=world.ren)
    deed = services.accept_and_recommend_pass(made, by=world.sun)
    assert (made.status, deed.by, deed.count) == (S.RECOMMENDED, world.sun, 1)
    other = asked("accept_recommend", "department", plate="川E20000")
    with pytest.raises(NotYours):
        services.accept_and_recommend_pass(other, by=world.sun)


def test_the_desk_that_recommends_is_the_types(world, asked):
    people = {"luo": world.luo, "sun": world.sun, "ren": world.ren, "he": world.he, "chen": world.chen}
    desks = {
        "any": ["sun", "ren", "he", "chen"],
        "territory": ["luo"],
        "district": ["sun"],
        "department": ["ren"],
        "issuer": ["chen"],
    }
    for place, (desk, names) in enumerate(desks.items()):
        made = asked("accept_recommend", desk, plate=f"川E2000{place}")
        services.accept_pass(made, by=world.sun)
        assert [name for name, who in people.items() if "recommend" in open_to(made, who)] == names, desk
        mine = [name for name, who in people.items() if waits_for(made, who)]
        assert mine == (["sun", "ren"] if desk == "any" else names), desk


def test_luo_does_not_recommend_what_luo_filed(world, asked):
    made = asked("recommend", "territory", by=world.luo)
    assert waits_for(made, world.luo) == [] and "accept" not in open_to(made, world.sun)
    with pytest.raises(Refused, match="本人填报"):
        services.recommend_pass(made, by=world.luo)
    services.recommend_pass(made, by=world.xu)


def test_chen_recommends_and_issues_by_one_press_and_takes_it_back(world, asked):
    made = asked("recommend", "issuer")
    assert waits_for(made, world.chen, world.he) == [world.chen]
    with pytest.raises(NotYours):
        services.recommend_and_issue_pass(made, by=world.he)
    deed = services.recommend_and_issue_pass(made, by=world.chen)
    assert (made.status, made.issue_deed, deed.verb) == (S.ISSUED, deed, "recommend_issue")
    found = reconcile(clock.today())
    assert (found.signatures, found.issues, found.unissued, found.unsigned) == (1, 1, 0, 0)
    [one, count, left] = undoing.undoable_by(world.chen)
    assert (one, count, left) == (made, 1, 60)
    undoing.undo_issue(made, by=world.chen)
    assert made.status == S.REVOKED


def test_where_no_recommendation_is_asked_one_press_accepts_and_issues(world, asked):
    made, other = asked("accept"), asked("accept", plate="川E20000")
    with pytest.raises(NotYours):
        services.accept_and_issue_pass(made, by=world.sun)
    services.accept_and_issue_pass(made, by=world.lin)
    services.accept_pass(other, by=world.sun)
    with pytest.raises(Refused):
        services.recommend_pass(other, by=world.sun)
    assert waits_for(other, world.sun, world.chen) == [world.chen]
    services.issue_pass(other, by=world.chen)
    assert (made.status, other.status) == (S.ISSUED, S.ISSUED)


def test_two_steps_by_one_press_do_not_make_one_person_two(world, asked, under_control):
    made = asked("recommend", "issuer")
    under_control(world.r510522)
    with pytest.raises(Refused) as refused:
        services.recommend_and_issue_pass(made, by=world.chen)
    assert refused.value.code == "second_person"
    made.refresh_from_db()
    assert made.status == S.SUBMITTED, "neither step is taken"
    words = {"approver": world.lin, "basis": "指挥部第12次会议"}
    services.recommend_and_issue_pass(made, by=world.chen, **words)


@pytest.mark.parametrize(
    ("steps", "verb"),
    [
        ("recommend", "recommend_and_issue_pass"),
        ("accept", "accept_and_issue_pass"),
        ("accept_recommend", "accept_and_recommend_pass"),
    ],
)
def test_nobody_takes_two_steps_with_what_they_filed(world, asked, steps, verb):
    made = asked(steps)
    VehiclePass.objects.filter(pk=made.pk).update(filed_by=world.chen)
    with pytest.raises(Refused) as refused:
        getattr(services, verb)(made, by=world.chen)
    assert refused.value.code == "own_filing"
    getattr(services, verb)(made, by=world.lin)


def test_one_who_sits_at_both_desks_takes_both_steps(world, asked):
    made = asked("recommend", "department")
    assert "recommend_issue" not in open_to(made, world.chen)
    seat = {"since": clock.now() - timedelta(days=1), "role": Role.LIAISON}
    Appointment.objects.create(user=world.chen, unit=world.ren.posts[0].unit, **seat)
    chen = type(world.chen).objects.get(pk=world.chen.pk)
    assert "recommend_issue" in open_to(made, chen)
    deed = services.recommend_and_issue_pass(made, by=chen)
    assert deed.unit == world.bureau, "it is issued by the issuing unit"


def test_a_change_of_the_steps_is_for_applications_to_come(world, types, asked):
    old = asked("accept_recommend")
    new = asked("straight", plate="川E20000")
    old.refresh_from_db()
    assert (old.asked_steps, new.asked_steps) == ("accept_recommend", "straight")
    services.issue_pass(new, by=world.chen)
    with pytest.raises(Refused):
        services.issue_pass(old, by=world.chen)
    services.return_pass(old, by=world.sun, remark="线路不明")
    services.submit_pass(VehiclePass.objects.get(pk=old.pk), by=world.li)
    services.issue_pass(old, by=world.chen)
    assert old.status == S.ISSUED, "handed in anew it goes by the steps of that day"


def test_chen_changes_the_steps_on_the_page_and_over_rest(world, types, client):
    client.force_login(world.chen)
    url = "/passes/types/city_emergency/edit/"
    form = client.get(url).context["form"]
    answers = {name: form[name].value() or "" for name in form.fields} | {"basis": "第12号", "minted": "on"}
    assert (answers["steps"], answers["recommender"]) == ("recommend", "any")
    answers |= {"steps": "accept_recommend", "recommender": "territory", "is_open": "on"}
    assert client.post(url, answers).status_code == 302
    page = client.get("/passes/types/city_emergency/")
    assert "办理步骤：推荐，核发 → 受理，推荐，核发" in page.context["steps"][0]["remark"]
    body = {"steps": "straight", "basis": "第13号"}
    done = client.patch("/api/v1/pass-types/city_emergency/", body, content_type="application/json").json()
    assert (done["steps"], done["recommender"]) == ("straight", "territory")
    body["steps"] = "none"
    wrong = client.patch("/api/v1/pass-types/city_emergency/", body, content_type="application/json")
    assert wrong.status_code == 400


def test_luo_decides_at_the_desk_and_over_rest_what_the_territory_recommends(world, asked, client):
    client.force_login(world.luo)
    assert client.get("/passes/desk/").status_code == 403, "no type asks the territory"
    made, other = asked("recommend", "territory"), asked("recommend", "territory", plate="川E20000")
    page = client.get(f"/passes/desk/?case={made.pk}")
    assert [offer["verb"] for offer in page.context["offers"]] == ["recommend", "return"]
    assert (
        page.context["forward"] == "recommend" and "/passes/desk/" in client.get("/passes/").content.decode()
    )
    client.post(f"/passes/desk/?case={made.pk}", {"verb": "recommend", "key": "k"})
    done = client.post(f"/api/v1/passes/{other.pk}/recommend/", {}, content_type="application/json")
    assert done.status_code == 200 and done.json()["status"] == "recommended"
    made.refresh_from_db()
    assert made.status == S.RECOMMENDED


def test_chen_presses_two_steps_at_the_desk_and_over_rest(world, asked, client):
    made, other = asked("recommend", "issuer"), asked("recommend", "issuer", plate="川E20000")
    client.force_login(world.chen)
    page = client.get(f"/passes/desk/?case={made.pk}")
    assert page.context["forward"] == "recommend_issue" and "推荐并核发" in page.content.decode()
    client.post(f"/passes/desk/?case={made.pk}", {"verb": "recommend_issue", "key": "k"})
    made.refresh_from_db()
    assert made.status == S.ISSUED
    url = f"/api/v1/passes/{other.pk}/recommend-issue/"
    assert client.post(url, {}, content_type="application/json").json()["status"] == "issued"


def test_many_are_recommended_and_issued_in_the_same_statements_as_one(world, asked, types, application):
    asked("recommend", "issuer", plate="川E20000")

    def statements(prefix, number):
        rows = [application(plate=f"川E{prefix}{place:03}") for place in range(number)]
        types["city_emergency"].refresh_from_db()
        keys = [one.pk for one in bulk.apply_in_bulk(rows, by=world.li)]
        with CaptureQueriesContext(connection) as asked:
            digest = preview(keys, "recommend_issue", by=world.chen).digest
            done = decide(keys, "recommend_issue", by=world.chen, digest=digest)
        assert len(done.moved) == number
        return len(asked)

    statements("0A", 1)
    assert statements("1A", 2) == statements("2A", 100)


def test_the_register_carries_what_is_issued_outside_without_a_recommendation(world, asked):
    from passes.batches.register import RegisterImporter

    made = asked("straight")
    asked("accept_recommend", plate="川E20000")
    assert [row[1] for row in RegisterImporter.template_rows(world.chen)] == [made.plate]


def test_what_awaits_nothing_but_its_issue_is_told_so_wherever_it_stands(world, asked, client):
    straight, both = asked("straight"), asked("accept_recommend", plate="川E20000")
    client.force_login(world.li)
    assert "待核发" in client.get(f"/passes/{straight.pk}/").content.decode()
    assert straight.get_status_display() == "待核发" and both.get_status_display() == "待受理"
    for standing, one in (("recommended", straight), ("submitted", both)):
        [row] = client.get(f"/api/v1/passes/?standing={standing}").json()["results"]
        assert (row["id"], row["standing"], row["status"]) == (one.pk, standing, "submitted")


def test_every_application_tells_which_step_it_waits_for_and_with_whom(world, asked, client):
    """Li reads on the page, and a program over REST, what comes next and whose it is, with the telephone to call."""
    cases = [
        (asked("recommend", "territory"), "to_recommend", "recommend", "territory", world.port_committee),
        (
            asked("recommend", "district", plate="川E2000A"),
            "to_recommend",
            "recommend",
            "district",
            world.hejiang,
        ),
        (
            asked("recommend", "department", plate="川E2000B"),
            "to_recommend",
            "recommend",
            "department",
            world.transport,
        ),
        (asked("recommend", "issuer", plate="川E2000C"), "to_recommend", "recommend", "issuer", world.bureau),
        (asked("recommend", plate="川E2000D"), "submitted", "accept", "district", world.hejiang),
        (asked("accept_recommend", plate="川E2000E"), "submitted", "accept", "district", world.hejiang),
        (asked("straight", plate="川E2000F"), "recommended", "issue", "issuer", world.bureau),
    ]
    words = {"to_recommend": "待推荐", "submitted": "待受理", "recommended": "待核发"}
    client.force_login(world.li)
    for one, standing, step, desk, unit in cases:
        row = client.get(f"/api/v1/passes/{one.pk}/").json()
        assert (row["standing"], row["awaits"], row["awaits_desk"]) == (standing, step, desk)
        assert row["status"] == "submitted"
        page = client.get(f"/passes/{one.pk}/").content.decode()
        assert words[standing] in page and f"承办：{unit}" in page and unit.duty_phone in page
        assert one.get_status_display() == words[standing]
    told = client.get("/api/v1/passes/?standing=to_recommend").json()["results"]
    assert {row["id"] for row in told} == {one.pk for one, *_rest in cases[:4]}
    client.force_login(world.luo)
    assert "待推荐" in client.get("/passes/queue/").content.decode()


def test_once_accepted_it_waits_for_either_desk_and_once_issued_for_nobody(world, asked, client):
    made = asked("recommend")
    services.accept_pass(made, by=world.sun)
    client.force_login(world.li)
    page = client.get(f"/passes/{made.pk}/").content.decode()
    assert "待推荐" in page and f"{world.hejiang}" in page and f"{world.transport}" in page
    services.recommend_pass(made, by=world.ren)
    services.issue_pass(made, by=world.chen)
    assert "承办：" not in client.get(f"/passes/{made.pk}/").content.decode()
    row = client.get(f"/api/v1/passes/{made.pk}/").json()
    assert (row["awaits"], row["awaits_desk"]) == (None, None)


def test_a_desk_with_nobody_in_it_is_told_as_such(world, asked, client):
    made = asked("recommend", "department", goods_category="medical")
    client.force_login(world.li)
    assert "承办：暂无人任职" in client.get(f"/passes/{made.pk}/").content.decode()


def test_the_roadside_reads_a_pass_in_one_statement(issued, client):
    """What comes next is no question for what was issued: nothing more is fetched for it."""
    made = issued()
    with CaptureQueriesContext(connection) as asked:
        assert client.get(f"/v/{made.uid}/").status_code == 200
    assert len([one for one in asked if "passes_vehiclepass" in one["sql"]]) == 1
