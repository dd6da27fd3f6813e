"""The three levels: what a higher list brings with it, what keeps a municipal entry, what goes together."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event

import pytest
from django.db import IntegrityError, connection, transaction

from clock import clock
from enterprises.models import Enterprise
from whitelist.models import EntryTerm, WhitelistEntry
from whitelist.services import list_entry, nominate, record_entries, remove_entry
from workflow.errors import Refused

DOCUMENT = "川经信〔2022〕1号"


def recorded(world, subject, **more):
    words = {"level": "provincial", "category": "key_industry", "effective_from": clock.today()}
    [entry] = record_entries([subject], by=world.chen, document=DOCUMENT, **(words | more))
    return entry


def municipal(subject):
    return WhitelistEntry.objects.of(subject).get(level="municipal")


def test_a_nomination_under_way_is_listed_with_the_provincial_list(world):
    [entry] = nominate([world.shanda], by=world.sun, category="livelihood", effective_from="2022-09-20")
    recorded(world, world.shanda)
    entry.refresh_from_db()
    assert (entry.status, entry.awaiting_city, entry.steps.count()) == ("listed", True, 2)
    term = EntryTerm.objects.current().get(entry=entry)
    assert (term.effective_from, term.document) == (clock.today(), DOCUMENT)
    assert WhitelistEntry.objects.of(world.shanda).count() == 2


def test_the_municipal_entry_stays_while_a_higher_one_is_open(world):
    recorded(world, world.shanda)
    with pytest.raises(Refused, match="市级条目不能单独调出：先凭上级文件调出上级条目") as why:
        remove_entry(municipal(world.shanda), by=world.chen, remark="停产")
    assert why.value.code == "higher_keeps_municipal"


def test_a_higher_entry_goes_by_its_document_alone_or_with_the_municipal_one(world):
    alone, together = recorded(world, world.shanda), recorded(world, world.longfei)
    with pytest.raises(Refused, match="须写明上级文号"):
        remove_entry(alone, by=world.chen, remark="调整")
    remove_entry(alone, by=world.chen, remark="调整", basis="川经信〔2022〕2号")
    assert municipal(world.shanda).status == "listed"
    deed = remove_entry(
        together, by=world.chen, remark="调整", basis="川经信〔2022〕2号", with_municipal=True
    )
    assert municipal(world.longfei).status == "removed" and deed.count == 4  # two entries, two terms


def test_an_entry_leaves_on_a_day_that_has_come(world, noon):
    [entry] = nominate([world.shanda], by=world.sun, category="livelihood", effective_from="2022-09-01")
    list_entry(entry, by=world.chen)
    remove = {"by": world.chen, "remark": "停产"}
    with pytest.raises(Refused, match="不能晚于今天"):
        remove_entry(entry, effective_until=clock.today() + timedelta(days=1), **remove)
    with pytest.raises(Refused, match="三日以前，须写明依据"):
        remove_entry(entry, effective_until=clock.today() - timedelta(days=4), **remove)
    remove_entry(entry, effective_until=clock.today() - timedelta(days=1), **remove)
    assert EntryTerm.objects.current().get(entry=entry).effective_until == clock.today() - timedelta(days=1)


def test_the_database_refuses_whatever_code_leaves_a_higher_entry_alone(world):
    recorded(world, world.shanda)
    entries = WhitelistEntry.objects.filter(pk=municipal(world.shanda).pk)

    def settle():
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    with pytest.raises(IntegrityError, match="without a municipal one"), transaction.atomic():
        entries.update(status="removed")
        settle()
    with pytest.raises(IntegrityError, match="without a municipal one"), transaction.atomic():
        WhitelistEntry.objects.create(
            enterprise=world.longfei,
            level="national",
            status="listed",
            category="livelihood",
            moved_at=clock.now(),
        )
        settle()
    with transaction.atomic():  # within one transaction the order does not matter
        entries.update(status="removed")
        WhitelistEntry.objects.of(world.shanda).filter(level="provincial").update(status="removed")
        settle()


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_records_the_higher_entry_or_the_other_removes_the_municipal(transactional_db):
    from tests.cast import build_world

    world = build_world(standing=Enterprise.objects.exists())
    [entry] = nominate([world.shanda], by=world.sun, category="livelihood", effective_from=clock.today())
    list_entry(entry, by=world.chen)
    removed = Event()

    def record_meanwhile():
        try:
            with transaction.atomic():
                raw = {"status": "listed", "category": "livelihood", "moved_at": clock.now()}
                WhitelistEntry.objects.create(enterprise=world.shanda, level="provincial", **raw)
                removed.wait(10)  # the municipal entry is gone, as far as the other transaction knows
            return "recorded"
        except IntegrityError as error:
            return str(error)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            there = pool.submit(record_meanwhile)
            remove_entry(entry, by=world.chen, remark="停产")
            removed.set()
        assert "without a municipal one" in there.result(20)
    assert not WhitelistEntry.objects.listed().exists()
