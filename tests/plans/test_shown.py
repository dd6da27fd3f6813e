"""Exactly the version that was read is decided on; many clean ones at once; revision of what is in force."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from enterprises.models import Enterprise
from plans.loops.services import confirm_loop, order_loop
from plans.many.judging import judged, press_clean
from plans.models import Plan
from plans.review.shown import ChangedMeanwhile
from plans.services import (
    endorse_plan,
    endorse_plans,
    file_plan,
    file_start_forms,
    return_plan,
    revise_plan,
    save_section,
    submit_plan,
    withdraw_plan,
)
from workflow.errors import NotYours, Refused
from workflow.models import Deed

from .forms import WHOLE, checked, filed, submitted

pytestmark = pytest.mark.database


def ready(world, subject, clerk, officer, answers=WHOLE):
    plan = submitted(subject, clerk, answers)
    endorse_plan(plan, by=officer)
    checked(plan, by=world.sun)
    return plan


def changed_while_read(world):
    """Sun has version one on the screen; Qian returns it, Li mends it, and it comes back as version two."""
    plan = ready(world, world.shanda, world.li, world.luo)
    read = plan.versions.last().sha256
    return_plan(plan, by=world.qian, remark="床位")
    lodging = plan.versions.last().sections.get(key="lodging")
    save_section(plan, "lodging", {**lodging.answers, "beds": 200}, by=world.li, revision=lodging.revision)
    submit_plan(plan, by=world.li)
    endorse_plan(plan, by=world.luo)
    checked(plan, by=world.sun)
    return plan, read


def test_another_version_than_the_one_read_is_not_filed_and_the_difference_is_told(world):
    plan, read = changed_while_read(world)
    with pytest.raises(ChangedMeanwhile, match="第2版") as refused:
        file_plan(plan, by=world.sun, sha256=read)
    [error] = refused.value.errors
    assert error["field"] == "beds" and error["detail"].endswith("190 张 → 200 张")
    file_plan(plan, by=world.sun, sha256=plan.versions.last().sha256)


def test_the_page_shows_what_has_changed_since(world, client, api_of):
    plan, read = changed_while_read(world)
    client.force_login(world.sun)
    page = client.post(f"/plans/{plan.pk}/", {"verb": "file", "sha256": read, "key": "k"})
    text = page.content.decode()
    assert page.status_code == 409 and "第2版" in text
    assert "<del>190 张</del>" in text and "<ins>200 张</ins>" in text
    told = api_of(world.sun).post(f"/api/v1/plans/{plan.pk}/file/", {"sha256": read}, format="json")
    assert told.status_code == 409 and told.json()["code"] == "changed_since_shown"
    assert [error["field"] for error in told.json()["errors"]] == ["beds"]
    plan.refresh_from_db()
    assert plan.status == "endorsed"


def test_clean_ones_are_filed_in_one_deed_and_the_rest_named(world, client):
    clean = ready(world, world.shanda, world.li, world.luo, {**WHOLE, "living_stock_days": 8})
    warned = ready(world, world.qingquan, world.ma, world.zhou, {**WHOLE, "beds": 172})
    client.force_login(world.sun)
    page = client.post("/plans/file/", {"selected": [clean.pk, warned.pk]})
    assert page.context["clean"] == [] and [one.plan for one in page.context["owing"]] == [clean]
    [left] = page.context["unclean"]
    assert left.plan == warned and any("还差14张" in words for _code, words in left.reasons)
    answers = {
        "selected": [clean.pk, warned.pk],
        f"sha256_{clean.pk}": clean.versions.last().sha256,
        "confirm": "1",
        "key": "k",
    }
    strict = client.post("/plans/file/", answers)  # without the tick nothing whose rest is owed is filed
    assert strict.status_code == 409 and "限期补齐的还有" in str(strict.context["owing"][0].reasons)
    answers["owing"] = "1"
    done = client.post("/plans/file/", answers)
    assert done.status_code == 200 and "已备案1份" in done.content.decode()
    assert client.post("/plans/file/", answers).status_code == 302  # pressed twice, done once
    clean.refresh_from_db()
    warned.refresh_from_db()
    assert (clean.status, warned.status) == ("filed", "endorsed")
    assert Deed.objects.filter(verb="file").count() == 1
    waiting = client.get("/plans/file/")
    assert [one.plan for one in waiting.context["unclean"]] == [warned] and not waiting.context["clean"]
    assert client.post("/plans/file/", {}).status_code == 302
    client.force_login(world.zhao)
    strange = client.post("/plans/file/", {"selected": [warned.pk]})
    assert world.qingquan.name not in strange.content.decode()


def test_what_is_not_clean_is_named_with_every_reason(world):
    plan = submitted(world.shanda, world.li, {**WHOLE, "beds": 172, "trucks_per_day": None})
    done = press_clean(Plan.objects.all(), "file", by=world.sun, shown={plan.pk: "x" * 64})
    assert done.deed is None and done.refused[plan.pk][0] == "status"
    endorse_plan(plan, by=world.luo)

    [one] = judged(Plan.objects.all(), "file", world.sun, {plan.pk: "x" * 64})
    codes = {code for code, _words in one.reasons}
    assert codes == {"unchecked", "incomplete", "rest_owed", "warning", "changed_since_shown"}


def test_bulk_filing_over_rest(world, api_of):
    plan = ready(world, world.shanda, world.li, world.luo)
    sun = api_of(world.sun)
    named = [{"id": plan.pk, "sha256": plan.versions.last().sha256}, {"id": 999999, "sha256": "x"}]
    url = "/api/v1/plans/file-many/"
    preview = sun.post(url, {"plans": named, "preview": True}, format="json").json()
    assert [one["reasons"][0]["code"] for one in preview["refused"]] == ["rest_owed", "not_found"]
    stale = [{"id": plan.pk, "sha256": "0" * 64}]
    refused = sun.post(url, {"plans": stale}, format="json").json()
    assert refused["filed"] == [] and refused["refused"][0]["reasons"][0]["code"] == "changed_since_shown"
    how = {"headers": {"Idempotency-Key": "f-1"}, "format": "json"}
    assert sun.post(url, {"plans": named, "owing": True}, **how).json()["filed"] == [plan.pk]
    again = sun.post(url, {"plans": named, "owing": True}, **how)
    assert again.headers["Idempotency-Replayed"] == "true" and again.json()["filed"] == [plan.pk]
    for body in ({}, [], {"plans": []}, {"plans": [{"id": "1"}]}, {"plans": [plan.pk]}):
        assert sun.post(url, body, format="json").status_code == 400


@pytest.mark.parametrize("many", [2, 80])
def test_eighty_cost_no_more_than_two(world, many):
    firms = [
        Enterprise(credit_code=f"T{n:017}", name=f"试验企业{n}", county=world.r510522, park=world.port)
        for n in range(many)
    ]
    for firm in firms:
        firm.spell()
    Enterprise.objects.bulk_create(firms)
    _deed, plans = file_start_forms([(firm, WHOLE) for firm in firms], by=world.luo)
    mine = Plan.objects.filter(pk__in=[plan.pk for plan in plans])
    endorse_plans(mine, by=world.xu)
    checked(*plans, by=world.sun)
    shown = dict(mine.values_list("pk", "versions__sha256"))
    with CaptureQueriesContext(connection) as asked:
        assert len(press_clean(mine, "file", by=world.sun, shown=shown, owing=True).moved) == many
    spoken = [query["sql"] for query in asked.captured_queries if "SAVEPOINT" not in query["sql"]]
    assert len(spoken) <= 32, "\n".join(spoken)


def test_a_revision_leaves_the_old_one_in_force_and_the_loop_alone(world, client):
    old = filed(world.shanda, clerk=world.li, territory=world.luo, district=world.sun)
    loop = order_loop(world.shanda, by=world.sun)
    confirm_loop(loop, by=world.li, people_inside=180)
    with pytest.raises(NotYours):
        revise_plan(old, by=world.sun)
    client.force_login(world.li)
    page = client.get(f"/plans/{old.pk}/")
    assert "revise" in [offer["verb"] for offer in page.context["offers"]]
    response = client.post(f"/plans/{old.pk}/", {"verb": "revise", "key": "r"})
    new = Plan.objects.latest("pk")
    assert response.url == f"/plans/{new.pk}/fill/"
    assert (new.status, new.beds, new.defects) == ("draft", 190, 1)  # the undertaking is given anew
    with pytest.raises(Refused, match="已有一份方案在填写或审核中"):
        revise_plan(old, by=world.luo)
    withdraw_plan(new, by=world.li)
    new = revise_plan(old, by=world.li)
    section = new.versions.get().sections.get(key="undertaking")
    signed = {**section.answers, "undertaking": "enterprise.2"}
    save_section(new, "undertaking", signed, by=world.li, revision=section.revision)
    lodging = new.versions.get().sections.get(key="lodging")
    save_section(new, "lodging", {**lodging.answers, "beds": 220}, by=world.li, revision=lodging.revision)
    submit_plan(new, by=world.li)
    endorse_plan(new, by=world.luo)
    client.force_login(world.sun)
    text = client.get(f"/plans/{new.pk}/").content.decode()
    assert "与原备案方案的差异" in text and "<ins>220 张</ins>" in text
    old.refresh_from_db()
    assert old.status == "filed"
    checked(new, by=world.sun)
    file_plan(new, by=world.sun)
    old.refresh_from_db()
    loop.refresh_from_db()
    assert (old.status, loop.status, loop.plan_id) == ("superseded", "running", old.pk)


def test_revised_over_rest(world, api_of):
    old = filed(world.shanda, clerk=world.li, territory=world.luo, district=world.sun)
    li, how = api_of(world.li), {"headers": {"Idempotency-Key": "r-1"}, "format": "json"}
    made = li.post(f"/api/v1/plans/{old.pk}/revise/", {}, **how)
    assert made.status_code == 201 and made.json()["status"] == "draft" and made.json()["id"] != old.pk
    again = li.post(f"/api/v1/plans/{old.pk}/revise/", {}, **how)
    assert again.json()["id"] == made.json()["id"] and again.headers["Idempotency-Replayed"] == "true"
    assert Plan.objects.count() == 2
