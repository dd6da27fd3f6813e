"""What every life can rely on, told with the white list."""

from datetime import timedelta

import pytest

from clock import clock
from whitelist.models import EntryStep, EntryTerm, WhitelistEntry
from whitelist.services import confirm_entry, list_entry, nominate, record_entries, refuse_entry, remove_entry
from workflow.errors import AlreadyDone, NotYours, Refused
from workflow.models import Deed, Outbox
from workflow.moves import make_move, make_moves, offers
from workflow.versions import record_facts, revise

pytestmark = pytest.mark.database


@pytest.fixture
def entry(world):
    [entry] = nominate([world.shanda], by=world.sun, category="livelihood", effective_from="2022-09-08")
    return entry


def test_a_nomination_writes_one_deed_one_step_and_one_outbox_row(world, entry):
    step = EntryStep.objects.get(record=entry)
    assert (step.source, step.target) == ("", "nominated")
    assert step.deed.count == 2  # the entry and its term
    assert step.deed.by == world.sun and step.deed.unit == world.hejiang
    assert Outbox.objects.filter(deed=step.deed).count() == 1


def test_the_city_lists_what_a_district_nominated(world, entry):
    deed = list_entry(entry, by=world.chen)
    assert entry.status == "listed"
    assert deed.appointment.role == "city_officer"
    assert list(entry.steps.values_list("target", flat=True)) == ["nominated", "listed"]


def test_the_district_may_not_list(world, entry):
    with pytest.raises(NotYours):
        list_entry(entry, by=world.sun)
    assert EntryStep.objects.filter(record=entry).count() == 1


def test_nobody_lists_what_they_nominated_unless_a_named_colleague_agrees(world):
    [entry] = nominate([world.shanda], by=world.chen, category="livelihood", effective_from="2022-09-08")
    with pytest.raises(Refused) as refused:
        list_entry(entry, by=world.chen)
    assert refused.value.code == "own_filing"
    with pytest.raises(Refused, match="依据"):
        list_entry(entry, by=world.chen, approver=world.lin)
    deed = list_entry(entry, by=world.chen, approver=world.lin, basis="林悦 9月8日 电话同意")
    assert deed.approver == world.lin


def test_what_stands_in_the_way_is_a_sentence(world, entry):
    list_entry(entry, by=world.chen)
    with pytest.raises(Refused) as refused:
        list_entry(entry, by=world.chen)
    assert refused.value.sentence == "当前为“已入选”，不能入选。"


def test_a_refusal_wants_its_reason(world, entry):
    with pytest.raises(Refused, match="须写明意见"):
        refuse_entry(entry, by=world.chen, remark=" ")


def test_nothing_happens_in_the_future_or_before_the_step_it_follows(world, entry):
    with pytest.raises(Refused) as refused:
        list_entry(entry, by=world.chen, occurred_at=clock.now() + timedelta(minutes=1))
    assert refused.value.code == "in_future"
    with pytest.raises(Refused) as refused:
        list_entry(entry, by=world.chen, occurred_at=clock.now() - timedelta(hours=1))
    assert refused.value.code == "earlier_step"


def test_what_is_long_past_is_entered_only_with_a_basis(world):
    long_ago = clock.now() - timedelta(days=30)
    how = {"by": world.sun, "category": "livelihood", "effective_from": "2022-08-09"}
    with pytest.raises(Refused) as refused:
        nominate([world.shanda], occurred_at=long_ago, **how)
    assert refused.value.code == "late_without_basis"


def test_a_second_open_entry_is_refused_by_the_database_in_words(world, entry):
    with pytest.raises(Refused, match="已有推荐中或在列的条目"):
        nominate([world.shanda], by=world.sun, category="livelihood", effective_from="2022-09-08")


def test_a_bulk_moves_what_it_may_and_names_the_rest(world, entry):
    [other] = nominate([world.qingquan], by=world.chen, category="livelihood", effective_from="2022-09-08")
    done = make_moves(WhitelistEntry.objects.all(), "list", by=world.chen)
    assert done.moved == [entry.pk]
    assert done.refused[other.pk][0] == "own_filing"
    assert done.deed.count == 1


def test_a_bulk_that_moves_nothing_leaves_no_deed(world, entry):
    before = Deed.objects.count()
    done = make_moves(WhitelistEntry.objects.all(), "list", by=world.sun)
    assert done.deed is None and Deed.objects.count() == before


def test_the_same_press_twice_is_done_once(world, entry):
    first = make_move(entry, "list", by=world.chen, key="chen:1")
    with pytest.raises(AlreadyDone) as again:
        make_move(entry, "remove", by=world.chen, remark="重复", key="chen:1")
    assert again.value.deed == first
    assert entry.steps.count() == 2


def test_offers_are_the_verbs_open_to_this_person(world, entry):
    assert [verb for verb, _move, _way in offers(entry, world.chen)] == ["list", "refuse"]
    assert offers(entry, world.li) == []


def test_a_provincial_entry_opens_the_municipal_one_for_the_city_to_confirm(world):
    [entry] = record_entries(
        [world.shanda],
        by=world.chen,
        level="provincial",
        category="key_industry",
        effective_from="2022-08-29",
        document="川工信〔2022〕第1号",
    )
    implied = WhitelistEntry.objects.get(enterprise=world.shanda, level="municipal")
    assert entry.status == implied.status == "listed" and implied.awaiting_city
    confirm_entry(implied, by=world.lin)
    assert not implied.awaiting_city
    with pytest.raises(Refused, match="无待市级确认"):
        confirm_entry(implied, by=world.lin)


def test_who_was_listed_on_a_day_is_an_ordinary_question(world, entry, noon):
    with clock.standing_at(noon + timedelta(days=1)):
        list_entry(entry, by=world.chen)
        known = clock.now() + timedelta(seconds=1)
    with clock.standing_at(noon + timedelta(days=3)):
        remove_entry(entry, by=world.chen, remark="停产")
    listed = WhitelistEntry.objects.listed_at
    with clock.standing_at(noon + timedelta(days=5)):
        assert not listed(noon + timedelta(hours=1)).exists()
        assert listed(noon + timedelta(days=2)).get() == entry
        assert not listed(noon + timedelta(days=4)).exists()
        assert listed(noon + timedelta(days=4), known_at=known).get() == entry  # by what was known then


def test_a_revision_keeps_the_old_version_and_an_unchanged_one_writes_nothing(world, entry, noon):
    term = EntryTerm.objects.current().get(entry=entry)
    with clock.standing_at(noon + timedelta(hours=1)):
        newer = revise(term, by=world.chen, batch="2022年第二批")
    assert (newer.batch, EntryTerm.objects.filter(entry=entry).count()) == ("2022年第二批", 2)
    assert EntryTerm.objects.known_at(noon).get(entry=entry).batch == ""
    before = Deed.objects.count()
    counts = record_facts(EntryTerm, [{"entry_id": entry.pk, "batch": "2022年第二批"}], by=world.chen)
    assert counts.unchanged == 1 and Deed.objects.count() == before
