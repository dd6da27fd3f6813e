"""What was done stands by a rule of the database, whatever code or hand at the prompt would change it."""

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction

from clock import clock
from enterprises.models import DailyReturn
from enterprises.services import file_return
from plans.models import Section
from tests.plans.forms import filed
from whitelist.models import EntryStep, EntryTerm
from whitelist.services import list_entry, nominate
from workflow.appending import DEED_STANDS, NEVER_CHANGED, ONLY_CLOSED
from workflow.deeds import deed as one_deed
from workflow.models import Deed, Step, Version
from workflow.versions import revise


def tables(kind):
    return [model._meta.db_table for model in apps.get_models() if issubclass(model, kind)]


def triggers(table):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname FROM pg_trigger WHERE tgrelid = %s::regclass AND NOT tgisinternal"
            " AND tgenabled = 'O'",
            [table],
        )
        return {name for [name] in cursor.fetchall()}


@pytest.fixture
def entry(world):
    [entry] = nominate([world.shanda], by=world.sun, category="livelihood", effective_from=clock.today())
    return entry


def refused(act, words):
    with pytest.raises(IntegrityError, match=words), transaction.atomic():
        act()


@pytest.mark.parametrize("table", tables(Step))
def test_every_life_has_its_steps_guarded(db, table):
    assert NEVER_CHANGED in triggers(table), "its migration wants workflow.appending.never_changed"


@pytest.mark.parametrize("table", tables(Version))
def test_every_table_of_versions_is_guarded(db, table):
    assert ONLY_CLOSED in triggers(table), "its migration wants workflow.appending.only_closed"


def test_deeds_are_guarded(db):
    assert DEED_STANDS in triggers("workflow_deed")


def test_a_step_is_neither_changed_nor_deleted(entry):
    steps = EntryStep.objects.filter(record=entry)
    refused(lambda: steps.update(target="listed"), "whitelist_entrystep is only ever added to: UPDATE")
    refused(lambda: steps._raw_delete("default"), "whitelist_entrystep is only ever added to: DELETE")


def test_a_deed_is_neither_reworded_nor_deleted(entry):
    deeds = Deed.objects.filter(verb="nominate")
    refused(lambda: deeds.update(remark="另一说"), "a deed stands as it was done: UPDATE")
    refused(lambda: deeds._raw_delete("default"), "a deed stands as it was done: DELETE")


def test_a_version_is_closed_once_and_never_else(world):
    file_return(world.shanda, by=world.li, day=clock.today(), status="normal", on_site=1)
    row = DailyReturn.objects.get()
    revise(row, by=world.li, on_site=2)
    assert sorted(DailyReturn.objects.values_list("on_site", flat=True)) == [1, 2]
    both = DailyReturn.objects.all()
    refused(lambda: both.filter(on_site=2).update(on_site=3), "only ever closed: UPDATE")
    refused(lambda: both.filter(on_site=1).update(superseded_at=None), "only ever closed: UPDATE")
    refused(lambda: both.filter(on_site=1).update(superseded_at=clock.now()), "only ever closed: UPDATE")
    refused(
        lambda: both.filter(on_site=2).update(on_site=3, superseded_at=clock.now()),
        "only ever closed: UPDATE",
    )
    refused(lambda: both._raw_delete("default"), "only ever closed: DELETE")


def test_the_answers_of_a_frozen_plan_stand(world):
    plan = filed(world.shanda, clerk=world.li, territory=world.luo, district=world.sun)
    version = plan.versions.exclude(frozen_at=None)
    answers = Section.objects.filter(version__in=version)
    refused(lambda: answers.update(answers={}), "answers of a frozen version stand: UPDATE")
    refused(lambda: answers._raw_delete("default"), "answers of a frozen version stand: DELETE")
    refused(lambda: version.update(sha256=""), "a frozen version of a plan stands: UPDATE")
    refused(lambda: version.update(frozen_at=None), "a frozen version of a plan stands: UPDATE")


@pytest.mark.django_db(transaction=True)
def test_a_count_is_settled_in_the_transaction_of_its_deed_alone():
    with one_deed("record", by=None) as deed:
        with transaction.atomic():  # a savepoint has a number of its own
            deed.count = 3
            deed.save(update_fields=["count"])
        deed.count, deed.kind = 4, "whitelist.WhitelistEntry"
    stands = Deed.objects.get(pk=deed.pk)
    assert (stands.count, stands.kind) == (4, "whitelist.WhitelistEntry")
    refused(lambda: Deed.objects.filter(pk=deed.pk).update(count=5), "a deed stands as it was done: UPDATE")
    Deed.objects.filter(pk=deed.pk).update(count=4)  # what is the same is no change


@pytest.mark.django_db(transaction=True)
def test_a_deed_of_an_undone_savepoint_leaves_the_next_one_free():
    with one_deed("record", by=None) as outer:
        with pytest.raises(ZeroDivisionError), one_deed("record", by=None):
            raise ZeroDivisionError
        with one_deed("record", by=None) as inner:
            inner.count = 2
        outer.count = 7
    assert list(Deed.objects.order_by("pk").values_list("count", flat=True)) == [7, 2]


@pytest.mark.django_db(transaction=True)
def test_terms_are_dated_anew_by_the_verbs(transactional_db):
    from tests.cast import build_world

    world = build_world(standing=apps.get_model("accounts.User").objects.exists())
    [entry] = nominate([world.shanda], by=world.sun, category="livelihood", effective_from=clock.today())
    list_entry(entry, by=world.chen)
    refused(lambda: EntryTerm.objects.update(batch="二"), "only ever closed: UPDATE")
    revise(entry.terms.get(), by=world.chen, batch="二")
    assert [term.batch for term in entry.terms.order_by("pk")] == ["", "二"]
