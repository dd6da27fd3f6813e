"""What a deed owes to people is told once: to whom, in whose words, and what survives a failure."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.db import connections, transaction
from django.utils import translation

from accounts.models import Appointment, User
from clock import clock
from notices import delivering, telling
from notices.mailing import send_mail_owed
from notices.models import Notice
from notices.tasks import deliver_outbox
from periods.services import end_period
from tests.periods.stories import announced
from whitelist.services import list_entry, nominate, refuse_entry
from workflow.models import Outbox

pytestmark = pytest.mark.database


@pytest.fixture
def entry(world):
    [entry] = nominate([world.shanda], by=world.sun, category="livelihood", effective_from="2022-09-08")
    delivering.deliver_outbox()
    Notice.objects.all().delete()
    return entry


def told():
    return sorted(Notice.objects.values_list("user__username", flat=True))


def test_the_firm_is_told_that_it_was_listed(world, entry):
    deed = list_entry(entry, by=world.chen)
    assert delivering.deliver_outbox() == 1
    notice = Notice.objects.get()
    assert notice.user == world.li and notice.deed == deed
    assert (notice.kind, notice.verb, notice.record_id) == ("whitelist.WhitelistEntry", "list", entry.pk)
    assert notice.subject == world.shanda.name
    assert Outbox.objects.get(deed=deed).delivered_at == clock.now()


def test_a_division_is_told_through_its_bureau_and_a_town_through_its_office(world):
    announced(world, world.r510522, world.r510522001)
    delivering.deliver_outbox()
    assert told() == ["qian", "sun", "zhou"]
    assert Notice.objects.get(user=world.zhou).subject.endswith("符阳街道")


def test_a_verb_that_moves_no_status_is_told_as_well(world):
    [period] = announced(world)
    delivering.deliver_outbox()
    Notice.objects.all().delete()
    end_period(period, by=world.chen)
    delivering.deliver_outbox()
    assert told() == ["qian", "sun"]
    assert Notice.objects.filter(verb="end", record_id=period.pk).count() == 2


def test_one_deed_over_many_records_is_one_notice_a_recipient(world):
    colleague = User.objects.create_user("liping", name="李平")
    Appointment.objects.create(user=colleague, unit=world.shanda_unit, role="enterprise_clerk")
    nominate(
        [world.shanda, world.qingquan], by=world.chen, category="livelihood", effective_from="2022-09-08"
    )
    announced(world, world.r510522, world.r510504, world.r510502)
    delivering.deliver_outbox()
    assert told().count("li") == told().count("liping") == told().count("ma") == 1
    assert Notice.objects.get(user=world.zhao).count == 1


def test_the_doer_and_the_administrators_are_not_told(world):
    Appointment.objects.create(user=world.chen, unit=world.hejiang, role="district_officer")
    Appointment.objects.create(user=world.system, unit=world.hejiang, role="system_administrator")
    announced(world)
    delivering.deliver_outbox()
    assert told() == ["qian", "sun"]


def test_whoever_has_left_is_not_told(world):
    User.objects.filter(pk=world.qian.pk).update(left_at=clock.now())
    announced(world)
    delivering.deliver_outbox()
    assert told() == ["sun"]


def test_run_twice_it_tells_once(world, entry):
    list_entry(entry, by=world.chen)
    deliver_outbox()
    deliver_outbox()
    Outbox.objects.filter(deed__verb="list").update(delivered_at=None)  # as if the mark had been lost
    deliver_outbox()
    assert told() == ["li"]


def test_a_sentence_is_in_the_readers_language(world, entry):
    refuse_entry(entry, by=world.chen, remark="产能不足")
    delivering.deliver_outbox()
    notice = Notice.objects.get()
    assert notice.sentence == f"{world.shanda.name}：白名单条目 不予入选（泸州市经济和信息化局 陈思远）"
    with translation.override("en"):
        assert notice.sentence.startswith(f"{world.shanda.name}: ")


def test_one_deed_that_cannot_be_told_holds_up_no_other_and_is_tried_again(world, entry, noon, monkeypatch):
    first = list_entry(entry, by=world.chen)
    announced(world)
    whole = telling.notices_of

    def stumbling(deed):
        if deed == first:
            raise LookupError("no such audience")
        return whole(deed)

    monkeypatch.setattr(delivering, "notices_of", stumbling)
    assert delivering.deliver_outbox() == 1
    assert told() == ["qian", "sun"]
    row = Outbox.objects.get(deed=first)
    assert (row.attempts, row.error) == (1, "LookupError: no such audience")
    monkeypatch.setattr(delivering, "notices_of", whole)
    assert delivering.deliver_outbox() == 0  # not at once
    with clock.standing_at(noon + timedelta(seconds=10)):
        assert delivering.deliver_outbox() == 1
    assert "li" in told() and Outbox.objects.get(deed=first).error == ""


def test_what_was_given_up_is_replayed(world, entry, noon, capsys):
    list_entry(entry, by=world.chen)
    Outbox.objects.filter(delivered_at=None).update(attempts=delivering.TRIES, error="broken")
    with clock.standing_at(noon + timedelta(days=30)):
        assert delivering.deliver_outbox() == 0
        call_command("replay_outbox")
    assert told() == ["li"]
    assert "0 still waiting" in capsys.readouterr().out


def test_mail_goes_to_who_has_an_address_and_only_once(world, entry):
    User.objects.filter(pk=world.li.pk).update(email="li@shanda.example")
    refuse_entry(entry, by=world.chen, remark="产能不足")
    deliver_outbox()
    deliver_outbox()
    [letter] = mail.outbox
    assert letter.to == ["li@shanda.example"] and "产能不足" in letter.body


def test_mail_that_does_not_leave_stays_owed(world, entry, settings, tmp_path):
    User.objects.filter(pk=world.li.pk).update(email="li@shanda.example")
    refuse_entry(entry, by=world.chen, remark="产能不足")
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    deliver_outbox()
    notice = Notice.objects.get()
    assert notice.mail_owed and notice.mail_attempts == 1
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert send_mail_owed() == 1 and len(mail.outbox) == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_do_not_wait_for_each_other_and_a_killed_one_loses_nothing(world):
    announced(world)
    announced(world, number="2022年第6号")
    other = connections.create_connection("default")
    try:
        with other.cursor() as cursor:  # another worker holds the first row, and dies with it
            cursor.execute("BEGIN")
            cursor.execute("SELECT deed_id FROM workflow_outbox ORDER BY deed_id LIMIT 1 FOR UPDATE")
            assert delivering.deliver_outbox() == 1
            assert Outbox.objects.filter(delivered_at=None).count() == 1
    finally:
        other.close()
    assert delivering.deliver_outbox() == 1
    with transaction.atomic():
        assert not Outbox.objects.filter(delivered_at=None).exists()
    assert Notice.objects.count() == 4
