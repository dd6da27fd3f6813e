"""What each of the cast sees and presses on the white list."""

import pytest

from whitelist.models import WhitelistEntry
from whitelist.services import nominate


@pytest.fixture
def entry(world):
    [entry] = nominate([world.shanda], by=world.sun, category="livelihood", effective_from="2022-09-08")
    return entry


def test_sun_nominates_a_firm_and_chen_lists_it(world, client):
    client.force_login(world.sun)
    answers = {
        "enterprise": world.shanda.credit_code,
        "category": "livelihood",
        "effective_from": "2022-09-08",
        "remark": "保供企业",
    }
    response = client.post("/whitelist/nominate/", answers)
    entry = WhitelistEntry.objects.get()
    assert response.headers["Location"] == f"/whitelist/{entry.pk}/"
    assert "入选" not in [offer["label"] for offer in client.get(response.url).context["offers"]]
    client.force_login(world.chen)
    page = client.get(response.url)
    assert [offer["verb"] for offer in page.context["offers"]] == ["list", "refuse"]
    client.post(response.url, {"verb": "list", "key": "k1"})
    entry.refresh_from_db()
    assert entry.status == "listed"


def test_what_was_typed_is_kept_when_the_subject_is_missing(world, client):
    client.force_login(world.sun)
    response = client.post("/whitelist/nominate/", {"category": "livelihood", "remark": "保供企业"})
    assert response.status_code == 400
    assert "保供企业" in response.content.decode()
    assert not WhitelistEntry.objects.exists()


def test_a_refused_verb_says_why_and_keeps_the_remark(world, client, entry):
    client.force_login(world.chen)
    url = f"/whitelist/{entry.pk}/"
    client.post(url, {"verb": "list"})
    response = client.post(url, {"verb": "refuse", "remark": "先不列"})
    assert response.status_code == 409
    assert "当前为“已入选”" in response.content.decode()


def test_the_neighbouring_county_finds_nothing(world, client, entry):
    client.force_login(world.zhao)
    assert client.get(f"/whitelist/{entry.pk}/").status_code == 404
    assert world.shanda.name not in client.get("/whitelist/").content.decode()


@pytest.mark.parametrize("rows", [1, 50, 100])
def test_the_list_takes_six_statements_whatever_its_length(
    world, client, rows, django_assert_max_num_queries
):
    from enterprises.models import Enterprise

    firms = [
        Enterprise(credit_code=f"X{n:017}", name=f"企业{n}", county=world.r510522, park=world.port)
        for n in range(rows)
    ]
    for firm in firms:
        firm.spell()
    Enterprise.objects.bulk_create(firms)
    nominate(firms, by=world.sun, category="livelihood", effective_from="2022-09-08")
    client.force_login(world.sun)
    client.get("/whitelist/")
    with django_assert_max_num_queries(6):
        page = client.get("/whitelist/")
    assert len(page.context["listing"].rows) == min(rows, 50)
