"""选中入选: many nominations by one press; what is not clean is named and left."""

import pytest

from whitelist.models import WhitelistEntry
from whitelist.services import nominate, refuse_entry


@pytest.fixture
def entries(world):
    words = {"category": "livelihood", "effective_from": "2022-09-08"}
    mine = nominate([world.shanda, world.qingquan], by=world.sun, **words)
    own = nominate([world.port], by=world.chen, **words)
    [bad] = nominate([world.longfei], by=world.zhao, **words)
    refuse_entry(bad, by=world.lin, remark="不符合条件")
    return [*mine, *own, bad]


def test_chen_sees_who_can_be_admitted_and_who_cannot_and_why(world, client, entries):
    client.force_login(world.chen)
    assert "选中入选" in client.get("/whitelist/").content.decode()
    chosen = {"selected": [entry.pk for entry in entries]}
    page = client.post("/whitelist/admit/", chosen)
    assert len(page.context["clean"]) == 2
    reasons = {str(entry.subject): sentence for entry, sentence in page.context["rest"]}
    assert "本人填报的须由他人办理" in reasons[world.port.name]
    assert "当前为“未入选”" in reasons[world.longfei.name]
    assert not WhitelistEntry.objects.listed().exists(), "a look admits nobody"
    page = client.post("/whitelist/admit/", chosen | {"confirm": "1"})
    assert WhitelistEntry.objects.listed().count() == 2 and len(page.context["rest"]) == 2


def test_the_same_by_rest_dry_and_in_earnest(world, api_of, entries):
    chen, asked = api_of(world.chen), {"selected": [entry.pk for entry in entries]}
    dry = chen.post("/api/v1/whitelist/admit/", asked | {"dry_run": True}, format="json").json()
    assert len(dry["moved"]) == 2 and not WhitelistEntry.objects.listed().exists()
    done = chen.post("/api/v1/whitelist/admit/", asked, format="json").json()
    assert done["moved"] == dry["moved"]
    assert sorted(row["code"] for row in done["refused"]) == ["own_filing", "status"]
    own = api_of(world.sun).post("/api/v1/whitelist/admit/", asked, format="json")
    assert own.status_code == 400, "of another county's entries nothing is told"
    seen = {"selected": [entries[0].pk]}
    told = api_of(world.sun).post("/api/v1/whitelist/admit/", seen, format="json").json()
    assert [row["code"] for row in told["refused"]] == ["forbidden"]


def test_only_the_city_has_the_press(world, client, entries):
    client.force_login(world.sun)
    assert "选中入选" not in client.get("/whitelist/").content.decode()
    assert client.post("/whitelist/admit/", {"selected": [entries[0].pk]}).status_code == 403
    client.force_login(world.chen)
    assert client.post("/whitelist/admit/", {}).status_code == 302
