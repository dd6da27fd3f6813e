"""The one search box: by what one happens to know, and never across the county's border."""

import pytest

from passes import services as passes
from tests.plans.forms import submitted


@pytest.fixture
def search(world, client):
    """``search("sun", words)``: the address that opens at once, or the addresses of the hits."""

    def of(name, words):
        client.force_login(world.people[name])
        response = client.get("/search/", {"q": words})
        if response.status_code == 302:
            return response.headers["Location"]
        return [hit["url"] for group in response.context["groups"] for hit in group["hits"]]

    return of


@pytest.mark.parametrize(
    "words", ["91510522MANKHCJF0B", "91510522 mankh cjf0b", "山达重工", "lzsdzg", "LZSD"]
)
def test_a_firm_is_found_by_code_part_of_its_name_or_initials_and_opens_at_once(world, search, words):
    assert search("sun", words) == world.shanda.get_absolute_url()
    assert search("chen", words) == world.shanda.get_absolute_url()
    assert search("zhao", words) == []


@pytest.mark.parametrize("words", ["2345", "12345", "川E12345", "川e·12 345", "１２３４５"])
def test_a_vehicle_is_found_by_the_last_of_its_plate(world, search, application, words):
    made = passes.apply_for_pass(by=world.li, **application())
    assert search("sun", words) == search("li", words) == made.get_absolute_url()
    assert search("zhao", words) == []


def test_two_characters_of_a_plate_are_too_few(world, search, application):
    passes.apply_for_pass(by=world.li, **application())
    assert search("sun", "345") == []


def test_a_pass_is_found_by_its_number_with_or_without_dashes(world, search, issued):
    made = issued()
    assert search("sun", made.number) == made.get_absolute_url()
    assert search("sun", made.number.replace("-", "")) == made.get_absolute_url()
    assert search("zhao", made.number) == []


def test_a_plan_is_found_by_its_subject(world, search):
    plan = submitted(world.shanda, world.li)
    assert search("xu", "山达") == [world.shanda.get_absolute_url(), plan.get_absolute_url()]
    assert search("gao", "山达") == []


def test_several_hits_are_listed_by_kind_and_none_is_said(world, client, search):
    assert set(search("chen", "泸州")) >= {world.shanda.get_absolute_url(), world.hitech.get_absolute_url()}
    assert search("chen", "没有的企业") == []
    assert "没有找到" in client.get("/search/?q=没有的企业").content.decode()
    assert client.get("/search/").status_code == 200
