"""The list of whom one can be in a demonstration: short, true, and asked quickly."""

import pytest
from django.contrib.auth.hashers import make_password
from django.core.management import CommandError, call_command

from accounts.demonstration import PASSWORD
from accounts.models import User
from clock import clock
from tests.conftest import NOON


@pytest.fixture
def listed(capsys):
    def call():
        call_command("demonstration_accounts")
        return capsys.readouterr().out

    return call


def test_only_those_who_can_sign_in_with_the_shared_password_are_listed(world, listed):
    clock.start_demonstration(NOON, "a demonstration")
    User.objects.update(password=make_password(None))
    User.objects.filter(pk__in=[world.li.pk, world.sun.pk]).update(password=make_password(PASSWORD))
    world.sun.set_password("another of her own")
    world.sun.save()
    told = listed()
    assert world.li.username in told
    assert told.count(PASSWORD) == 1
    assert world.sun.username not in told.split()
    assert len(told.splitlines()) == 2 + world.li.appointments.count()


def test_a_portal_without_demonstration_lists_nobody(world, listed):
    with pytest.raises(CommandError):
        listed()
