"""Something of every kind filed under the Hejiang firm and park, with what must not leak of it."""

from decimal import Decimal
from types import SimpleNamespace

from enterprises.services import file_return, write_entry
from whitelist.services import nominate


def fill(world):
    firm, park = world.shanda, world.port
    write_entry(
        firm, by=world.sun, year=2022, above_scale=True, output_value=Decimal("29087.8"), employees=209
    )
    from clock import clock

    file_return(firm, by=world.li, day=clock.today(), status="normal", on_site=186)
    [entry] = nominate([firm], by=world.sun, category="livelihood", effective_from="2022-09-08")
    nominate([park], by=world.sun, category="livelihood", effective_from="2022-09-08")
    secrets = [firm.name, firm.credit_code, "29087.8"]  # a park's name stands on its committee's seal
    questions = [
        {},
        {"q": firm.name},
        {"q": firm.credit_code},
        {"county": "510522"},
        {"export": "csv"},
        {"export": "xlsx"},
        {"format": "csv"},
        {"ordering": "name"},
        {"ordering": "-output_value"},
        {"park": park.pk},
    ]
    keys = {
        "/enterprises/": firm.credit_code,
        "/api/v1/enterprises/": firm.credit_code,
        "/parks/": park.pk,
        "/api/v1/parks/": park.pk,
        "/whitelist/": entry.pk,
        "/api/v1/whitelist/": entry.pk,
        "/api/v1/returns/": firm.returns.current().get().pk,
    }
    return SimpleNamespace(secrets=secrets, questions=questions, keys=keys)
