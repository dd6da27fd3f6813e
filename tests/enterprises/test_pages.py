"""What each of the cast sees of the registry, and what they may write in it."""

from decimal import Decimal

import pytest

from enterprises.models import DirectoryEntry, Enterprise
from enterprises.services import edit_enterprise, write_entry
from workflow.errors import NotYours

pytestmark = pytest.mark.database

CODE = "91510522MANKHCJF0B"


@pytest.fixture
def entry(world):
    return write_entry(
        world.shanda,
        by=world.sun,
        year=2022,
        above_scale=True,
        output_value=Decimal("29087.80"),
        employees=209,
    )


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("chen", 3),
        ("xuming", 3),
        ("sun", 2),
        ("zhao", 1),
        ("luo", 1),
        ("zhou", 1),
        ("li", 1),
        ("ren", 0),
        ("guan", 0),
        ("system", 0),
    ],
)
def test_who_sees_how_many_firms(world, client, who, seen):
    client.force_login(world.people[who])
    assert len(client.get("/enterprises/").context["listing"].rows) == seen
    assert Enterprise.objects.visible_to(world.people[who]).count() == seen


@pytest.mark.parametrize("words", ["山达", " 山 达 ", "lzsd", "LZSD", "manKHC", "９１５１０５２２ＭＡＮ"])
def test_a_firm_is_found_by_what_one_happens_to_know(world, client, words):
    client.force_login(world.chen)
    page = client.get("/enterprises/", {"q": words})
    assert [row["pk"] for row in page.context["listing"].rows] == [world.shanda.pk]


def test_output_is_read_by_city_county_and_the_firm_itself(world, client, entry):
    def reads_output(who):
        client.force_login(who)
        return "29,087.80" in client.get(f"/enterprises/{CODE}/").content.decode()

    assert reads_output(world.chen) and reads_output(world.sun) and reads_output(world.li)
    assert not reads_output(world.luo)
    client.force_login(world.luo)
    assert "29,087.80" not in client.get("/enterprises/").content.decode()
    assert b"29087" not in client.get("/enterprises/?export=csv").getvalue()
    assert client.get("/enterprises/?export=csv").getvalue().count(b"\n") == 2


def test_the_park_may_correct_contacts_but_not_the_name(world, client):
    client.force_login(world.luo)
    page = client.get(f"/enterprises/{CODE}/edit/")
    assert "name" not in page.context["form"].fields
    answers = {"contact_name": "新联系人", "contact_phone": "13911112222", "capability": "yes"}
    client.post(f"/enterprises/{CODE}/edit/", answers)
    world.shanda.refresh_from_db()
    assert world.shanda.contact_name == "新联系人"
    with pytest.raises(NotYours):
        edit_enterprise(world.shanda, by=world.luo, name="改名有限公司")


def test_an_edit_is_kept_with_who_and_which_request(world, client):
    client.force_login(world.sun)
    answers = {
        "name": "泸州山达重工股份有限公司",
        "credit_code": CODE,
        "county": "510522",
        "park": world.port.pk,
        "capability": "yes",
    }
    response = client.post(f"/enterprises/{CODE}/edit/", answers)
    assert response.status_code == 302, response.context["form"].errors
    kept = world.shanda.history.first()
    assert kept.history_user == world.sun
    assert kept.request_id == response.headers["X-Request-ID"]
    page = client.get(f"/enterprises/{CODE}/").content.decode()
    assert "泸州山达重工装备有限公司 → 泸州山达重工股份有限公司" in page


def test_the_neighbouring_county_neither_sees_nor_registers_here(world, client):
    client.force_login(world.zhao)
    assert client.get(f"/enterprises/{CODE}/").status_code == 404
    assert client.get(f"/enterprises/{CODE}/edit/").status_code == 404
    answers = {
        "name": "越界有限公司",
        "credit_code": "91510522MAG4GN82JH",
        "county": "510522",
        "capability": "unknown",
    }
    response = client.post("/enterprises/new/", {**answers, "credit_code": "91510504MA07X5UPG9"})
    assert response.status_code == 403
    assert not Enterprise.objects.filter(name="越界有限公司").exists()


def test_a_wrong_code_is_named_and_the_form_keeps_what_was_typed(world, client):
    client.force_login(world.sun)
    answers = {
        "name": "合江新厂",
        "credit_code": "91510522MANKHCJF0X",
        "county": "510522",
        "capability": "yes",
    }
    response = client.post("/enterprises/new/", answers)
    text = response.content.decode()
    assert response.status_code == 400
    assert "校验位须相符" in text and "合江新厂" in text


def test_writing_the_same_line_again_writes_nothing(world, entry):
    again = write_entry(
        world.shanda,
        by=world.sun,
        year=2022,
        above_scale=True,
        output_value=Decimal("29087.8"),
        employees=209,
    )
    assert again == entry and DirectoryEntry.objects.count() == 1


@pytest.mark.parametrize("url", ["/enterprises/", "/parks/", "/returns/"])
def test_lists_take_six_statements_whatever_their_length(world, client, url, django_assert_max_num_queries):
    rows = [Enterprise(credit_code=f"X{n:017}", name=f"企业{n}", county=world.r510522) for n in range(100)]
    for firm in rows:
        firm.spell()
    Enterprise.objects.bulk_create(rows)
    client.force_login(world.chen)
    client.get(url)  # the clock's setting is read every half minute, not every time
    with django_assert_max_num_queries(6):
        assert client.get(url).status_code == 200
