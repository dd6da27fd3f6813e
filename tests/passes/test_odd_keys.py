"""What is no key, in an address, ticked in a list or over REST, finds nothing and is no fault of the server."""

import pytest

pytestmark = pytest.mark.database

ODD = ("²", "٣", "abc", "-1", "1e3", "9" * 40, "")


@pytest.mark.parametrize(
    ("who", "method", "address", "said"),
    [
        ("chen", "post", "/passes/decide/", {"verb": "accept", "selected": "{odd}"}),
        ("chen", "post", "/passes/phrases/", {"remove": "{odd}"}),
        ("chen", "post", "/passes/desk/?case={odd}", {"verb": "accept"}),
        ("chen", "post", "/passes/pack/", {"selected": "{odd}"}),
        ("chen", "post", "/passes/reviews/mark/", {"selected": "{odd}"}),
        ("li", "post", "/passes/vehicles/remove/", {"selected": "{odd}"}),
        ("li", "get", "/passes/new/?from={odd}", {}),
        ("li", "get", "/passes/new/?amends={odd}", {}),
        ("li", "get", "/passes/new/?vehicle={odd}", {}),
    ],
)
def test_by_page(world, issued, client, who, method, address, said):
    issued()
    client.force_login(getattr(world, who))
    for odd in ODD:
        typed = {name: value.format(odd=odd) for name, value in said.items()}
        answer = getattr(client, method)(address.format(odd=odd), typed)
        assert answer.status_code < 500, odd


@pytest.mark.parametrize("sent", [["²"], [None, {}, []], 5, "12", [10**30], [-1], {"a": 1}])
def test_over_rest(world, issued, client, sent):
    issued()
    client.force_login(world.chen)
    body = {"verb": "accept", "passes": sent}
    answer = client.post("/api/v1/passes/decide/", body, content_type="application/json")
    assert answer.status_code == 409, answer.content
