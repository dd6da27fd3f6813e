"""Links made, opened and filled in as the cast does it."""

from datetime import timedelta

from django.test import Client

from clock import clock
from enterprises.models import Enterprise
from gathering.incoming import save_incoming, send_incoming
from gathering.making import make_links
from gathering.tokens import token_of
from plans.loops.services import order_loop
from tests.plans.forms import WHOLE, filed

ENDING = "0000"  # of the phone the cast's firms are registered with


def made(firm, by, task="start"):
    """One link."""
    done = make_links(Enterprise.objects.filter(pk=firm.pk), by=by, task=task)
    assert not done.refused
    return done.links[0]


def address(link):
    return f"/c/{token_of(link.seed)}/"


def sent(firm, by, answers=WHOLE, task="start", name="王师傅"):
    """A link through which something was handed in."""
    link = made(firm, by, task)
    save_incoming(link, answers, ending=ENDING, sender_name=name)
    send_incoming(link)
    link.refresh_from_db()
    return link


def opened(link):
    """A stranger's browser that gave the right ending."""
    phone = Client()
    response = phone.post(address(link), {"ending": ENDING})
    assert response.status_code == 302
    return phone


def ordered(world):
    """Shanda waits to be confirmed sealed."""
    filed(world.shanda, clerk=world.li, territory=world.luo, district=world.sun)
    return order_loop(world.shanda, by=world.sun)


def later(hours):
    """The story goes on so many hours after noon."""
    return clock.standing_at(clock.now() + timedelta(hours=hours))


def typed(answers):
    """Answers as a browser posts them."""
    return {**answers, "undertaking": "on"} if answers.get("undertaking") else dict(answers)


def more_firms(world, count, **how):
    """Further firms of the port park, each with a contact."""
    firms = [
        Enterprise(
            credit_code=f"915105220000{place:06}",
            name=f"临港第{place}厂",
            county=world.r510522,
            park=world.port,
            contact_name="王经理",
            contact_phone="13800000000",
            **how,
        )
        for place in range(count)
    ]
    for firm in firms:
        firm.spell()
    return Enterprise.objects.bulk_create(firms)
