"""Every verb × every status × everyone of the cast, kept as a text to read."""

from pathlib import Path

from clock import clock
from tests.matrix import compare, matrix
from whitelist import services
from whitelist.models import WhitelistEntry


def test_the_table_of_an_entry_of_shanda(world):
    def make(status):
        WhitelistEntry.objects.filter(status__in=["nominated", "listed"]).update(status="removed")
        if status == "":
            entry = WhitelistEntry(enterprise=world.shanda, level="municipal", category="livelihood")
            entry.status, entry.moved_at = "", clock.now()
            entry.save()
            return entry
        # Lin typed it for the firm: what she typed is Chen's to admit.
        [entry] = services.nominate(
            [world.shanda], by=world.lin, category="livelihood", effective_from=clock.today()
        )
        if status in ("listed", "removed"):
            services.list_entry(entry, by=world.chen)
        if status == "removed":
            services.remove_entry(entry, by=world.chen, remark="停产")
        if status == "refused":
            services.refuse_entry(entry, by=world.chen, remark="不符合条件")
        return entry

    compare(matrix(WhitelistEntry, make, world.people), Path(__file__).with_name("matrix_entry.txt"))
