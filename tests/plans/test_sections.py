"""Sections saved one by one as the form's script does, and who is at which."""

from datetime import timedelta

import pytest

from clock import clock
from plans.fill.presence import LASTS, in_use, use_section
from plans.services import save_section, start_plan, submit_plan
from tests.conftest import NOON

from .test_attachments import typed


@pytest.fixture
def sent(world, client):
    """``sent(plan, "lodging", revision=0, beds="190")``: what the script of Li's page sends."""

    def send(plan, key, revision, **answers):
        client.force_login(world.li)
        more = {f"revision_{key}": revision, "who": world.li.pk, "number": 1}
        return client.post(f"/plans/{plan.pk}/fill/{key}/", {**answers, **more})

    return send


def test_a_section_is_saved_by_itself_and_answers_what_was_found(world, sent):
    plan = start_plan(world.shanda, by=world.li)
    told = sent(plan, "lodging", 0, beds="172", people_inside="186").json()
    assert (told["outcome"], told["revision"], told["said"]) == ("saved", 1, "已保存 12:00")
    assert "还差14张" in told["part"] and "已填2项" in told["around"]
    again = sent(plan, "lodging", 0, beds="172", people_inside="186").json()
    assert (again["outcome"], again["revision"]) == ("saved", 1)  # the answer was lost, not the save


def test_saving_a_section_takes_the_same_few_statements_however_full_the_form(
    world, sent, client, django_assert_max_num_queries
):
    plan = start_plan(world.shanda, by=world.li)
    sent(plan, "contact", 0, principal_name="赵建国")
    answers = {"revision_lodging": 0, "who": world.li.pk, "number": 1, "beds": "172", "people_inside": "186"}
    with django_assert_max_num_queries(26):
        client.post(f"/plans/{plan.pk}/fill/lodging/", answers)


def test_what_cannot_be_read_is_told_and_the_rest_of_the_section_saved(world, sent):
    plan = start_plan(world.shanda, by=world.li)
    sent(plan, "lodging", 0, beds="172")
    told = sent(plan, "lodging", 1, beds="多", people_inside="186").json()
    assert told["outcome"] == "errors" and "多" in told["part"]
    assert plan.versions.get().sections.get(key="lodging").answers == {"beds": 172, "people_inside": 186}


def test_what_another_saved_is_shown_with_a_choice_and_never_overwritten(world, sent):
    plan = start_plan(world.shanda, by=world.li)
    save_section(plan, "lodging", {"beds": 190, "people_inside": 186}, by=world.luo, revision=0)
    response = sent(plan, "lodging", 0, beds="172", people_inside="180")
    told = response.json()
    assert response.status_code == 409 and (told["outcome"], told["revision"]) == ("conflict", 1)
    assert "罗林填的是：190 张" in told["part"] and 'value="172"' in told["part"]
    sent(plan, "lodging", 1, beds="172", people_inside="180", take="people_inside")
    assert plan.versions.get().sections.get(key="lodging").answers == {"beds": 172, "people_inside": 186}
    save_section(plan, "lodging", {"beds": 200}, by=world.luo, revision=2)
    told = sent(plan, "lodging", 3, **{"beds": "1", "people_inside": "2", "yield": "lodging"}).json()
    assert told["outcome"] == "saved"
    assert plan.versions.get().sections.get(key="lodging").answers == {"beds": 200}


def test_a_page_of_another_person_or_of_a_plan_submitted_since_saves_nothing(world, client, sent):
    plan = typed(world.shanda, world.li)
    client.force_login(world.luo)
    answers = {"beds": "1", "revision_lodging": 1, "who": world.li.pk, "number": 1}
    response = client.post(f"/plans/{plan.pk}/fill/lodging/", answers)
    assert (response.status_code, response.json()["outcome"]) == (409, "closed")
    submit_plan(plan, by=world.li)
    response = sent(plan, "lodging", 1, beds="1")
    assert (response.status_code, response.json()["outcome"]) == (409, "closed")
    assert plan.versions.get().sections.get(key="lodging").answers["beds"] == 190
    client.force_login(world.zhao)
    assert client.get(f"/plans/{plan.pk}/fill/lodging/").status_code == 404
    assert client.post(f"/plans/{plan.pk}/use/", {"key": "lodging"}).status_code == 404


def test_a_section_in_use_names_who_until_the_signs_of_life_end(world, client, api_of):
    plan = start_plan(world.shanda, by=world.li)
    version = plan.versions.get()
    use_section(version, "lodging", by=world.luo)
    client.force_login(world.li)
    assert "罗林正在填写" in client.get(f"/plans/{plan.pk}/fill/").content.decode()
    told = client.post(f"/plans/{plan.pk}/use/", {"key": "lodging"}).json()
    assert told["others"] == {"lodging": "罗林"} and told["mine"] == []
    li, luo = api_of(world.li), api_of(world.luo)
    url = f"/api/v1/plans/{plan.pk}/sections/lodging/use/"
    taken = li.post(url, {"take_over": True}, format="json").json()
    assert taken["in_use"]["person"] == "李静" and taken["in_use"]["mine"]
    assert luo.post(url, {}, format="json").json()["in_use"]["person"] == "李静"
    with clock.standing_at(NOON + LASTS + timedelta(seconds=1)):
        assert in_use(version) == {}
        assert luo.post(url, {}, format="json").json()["in_use"]["mine"]
    assert luo.delete(url).status_code == 204
    assert version.uses.count() == 0
    assert api_of(world.sun).post(url, {}, format="json").status_code == 403


def test_signs_of_life_are_written_every_twenty_seconds_and_only_one_place_each(world):
    plan = start_plan(world.shanda, by=world.li)
    version = plan.versions.get()
    use_section(version, "lodging", by=world.li)
    with clock.standing_at(NOON + timedelta(seconds=10)):
        use_section(version, "lodging", by=world.li)
        assert version.uses.get().seen_at == NOON
    with clock.standing_at(NOON + timedelta(seconds=20)):
        use_section(version, "contact", by=world.li)
        assert [use.key for use in version.uses.all()] == ["contact"]


def test_a_page_left_open_does_not_put_off_the_lock_of_an_idle_session(world, client):
    plan = start_plan(world.shanda, by=world.li)
    client.force_login(world.li)
    client.get(f"/plans/{plan.pk}/fill/")
    session = client.session
    session["seen_at"] -= 300
    session.save()
    client.post(f"/plans/{plan.pk}/use/", {"key": "lodging"})
    assert client.session["seen_at"] == session["seen_at"]
    client.get(f"/plans/{plan.pk}/fill/lodging/")
    assert client.session["seen_at"] > session["seen_at"]


def test_a_button_takes_a_section_over_without_script(world, client):
    plan = start_plan(world.shanda, by=world.li)
    version = plan.versions.get()
    use_section(version, "lodging", by=world.luo)
    client.force_login(world.li)
    posted = {"revision_lodging": 0, "beds": "190", "take_over": "lodging"}
    assert client.post(f"/plans/{plan.pk}/fill/", posted).status_code == 302
    assert in_use(version)["lodging"].user == world.li
    assert version.sections.get(key="lodging").answers == {"beds": 190}
