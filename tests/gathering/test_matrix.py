"""Every verb of a link × every status × everyone of the cast, kept as a text to read."""

from pathlib import Path

from clock import clock
from gathering import services
from gathering.models import CollectionLink
from plans.models import Plan
from tests.matrix import compare, matrix

from .stories import made, sent


def test_the_table_of_a_link(world):
    def make(status):
        Plan.objects.update(status="withdrawn")
        CollectionLink.objects.update(status="revoked")
        if status == "":
            link = CollectionLink(enterprise=world.shanda, task="start", made_by=world.luo, digest="new")
            link.status, link.moved_at, link.expires_at = "", clock.now(), clock.now()
            link.save()
            return link
        link = (
            made(world.shanda, world.luo) if status in ("open", "revoked") else sent(world.shanda, world.luo)
        )
        if status == "accepted":
            services.accept_link(link, by=world.luo)
        if status == "returned":
            services.refuse_link(link, by=world.luo, remark="补充床位")
        if status == "revoked":
            services.revoke_link(link, by=world.luo)
        return link

    compare(matrix(CollectionLink, make, world.people), Path(__file__).with_name("matrix_link.txt"))
