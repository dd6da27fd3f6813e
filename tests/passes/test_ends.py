"""A city pass says town and address of both ends: who checks it compares more than two counties."""

import pytest

from accounts.tokens import create_token
from passes import services
from passes.models import VehiclePass
from passes.paper.printing import printed

from .test_pages import ANSWERS

PLACES = {"origin_place": "白米镇临港大道1号", "destination_place": "黄舣镇酒业园南门"}
WHERE = ("合江县 白米镇临港大道1号", "江阳区 黄舣镇酒业园南门")


@pytest.fixture
def asked(world, types, client):
    """Li asks for a pass on the page, from gate to gate."""
    client.force_login(world.li)
    client.post("/passes/new/", {**ANSWERS, **PLACES, "enterprise": world.shanda.credit_code})
    return VehiclePass.objects.get()


def test_the_reviewer_the_roadside_the_driver_and_the_paper_read_both_addresses(world, asked, client):
    client.force_login(world.sun)
    shown = [client.get(f"/passes/{asked.pk}/"), client.get(f"/passes/desk/?case={asked.pk}")]
    services.accept_pass(asked, by=world.sun)
    services.recommend_pass(asked, by=world.ren)
    services.issue_pass(asked, by=world.chen)
    client.logout()
    shown += [client.get(f"/v/{asked.uid}/"), client.get(f"/d/{asked.uid}/")]
    for page in shown:
        assert all(words in page.text for words in WHERE), page.request["PATH_INFO"]
    assert printed(asked, "", named=False)["ends"] == " 至 ".join(WHERE)


def test_rest_tells_them_and_a_correction_is_kept_with_what_stood_before(world, asked, client):
    _row, token = create_token(world.li, name="系统", write=True)
    rest = {"headers": {"Authorization": f"Token {token}"}, "content_type": "application/json"}
    assert client.get(f"/api/v1/passes/{asked.pk}/", **rest).json()["origin_place"] == PLACES["origin_place"]
    services.return_pass(asked, by=world.sun, remark="请写明几号门")
    sent = client.patch(f"/api/v1/passes/{asked.pk}/", {"origin_place": "临港大道1号西门"}, **rest)
    assert sent.status_code == 200, sent.text
    asked.refresh_from_db()
    assert asked.origin_place == "临港大道1号西门" and asked.destination_place == PLACES["destination_place"]
    client.force_login(world.li)
    assert "白米镇临港大道1号" in client.get(f"/passes/{asked.pk}/").text, "the history keeps the first"
