"""Open work changes hands; a leaver is closed and leaves nothing behind."""

import pytest
from django.core.exceptions import PermissionDenied

from accounts.models import Appointment, Role, User
from clock import clock
from plans.models import Plan
from web.handover import hand_over, open_work
from workflow.errors import Refused
from workflow.models import Deed


@pytest.fixture
def wei(world):
    """Ma's colleague at Qingquan."""
    wei = User.objects.create_user("wei", None, name="魏新")
    Appointment.objects.create(user=wei, unit=world.qingquan_unit, role=Role.CLERK)
    return wei


@pytest.fixture
def drafts(world):
    """Two plans: one Ma is still writing, one that was submitted and lies with the town."""

    def plan(firm, status):
        return Plan.objects.create(
            kind="enterprise",
            enterprise=firm,
            filed_by=world.ma,
            status=status,
            moved_at=clock.now(),
        )

    return plan(world.qingquan, "draft"), plan(world.longfei, "submitted")


def test_what_is_in_hand_passes_on_and_what_lies_with_an_office_does_not(world, wei, drafts):
    draft, submitted = drafts
    assert hand_over(world.ma, by=world.ma, to=wei) == 1
    draft.refresh_from_db(), submitted.refresh_from_db()
    assert (draft.filed_by, submitted.filed_by) == (wei, world.ma)
    told = Deed.objects.get(verb="hand_over")
    assert (told.by, told.count) == (world.ma, 1) and "魏新" in told.remark
    assert not open_work(world.ma)


def test_only_a_colleague_in_office_takes_over(world, wei, drafts):
    with pytest.raises(Refused, match="同一单位"):
        hand_over(world.ma, by=world.ma, to=world.li)
    with pytest.raises(Refused, match="同一单位"):
        hand_over(world.ma, by=world.sun, to=None, leave=True)
    assert User.objects.get(pk=world.ma.pk).left_at is None, (
        "nobody leaves with work in hand unless it is taken"
    )


def test_work_is_handed_over_by_oneself_or_from_above(world, wei, drafts):
    for stranger in (world.zhao, world.li, world.luo, wei):
        with pytest.raises(PermissionDenied):
            hand_over(world.ma, by=stranger, to=wei)


def test_sun_closes_ma_in_one_step(world, wei, drafts, client):
    client.force_login(world.sun)
    page = client.get(f"/people/{world.ma.pk}/").content.decode()
    assert "未办结" in page and f"/people/{world.ma.pk}/hand-over/?leave=1" in page
    url = f"/people/{world.ma.pk}/hand-over/?leave=1"
    assert "魏新" in client.get(url).content.decode()
    without = client.post(url, {"leave": "on"})
    assert without.status_code == 400 and User.objects.get(pk=world.ma.pk).left_at is None
    assert client.post(url, {"to": wei.pk, "leave": "on"}).status_code == 302
    assert User.objects.get(pk=world.ma.pk).left_at
    assert Plan.objects.get(status="draft").filed_by == wei
    assert client.get(f"/people/{world.ma.pk}/").status_code == 200


def test_what_a_leaver_left_is_handed_over_later(world, wei, drafts, client):
    client.force_login(world.sun)
    assert client.post(f"/people/{world.ma.pk}/", {"verb": "close"}).status_code == 302
    page = client.post(f"/people/{world.ma.pk}/hand-over/", {"to": wei.pk})
    assert page.status_code == 302
    assert Plan.objects.get(status="draft").filed_by == wei


def test_a_stranger_finds_no_such_page(world, client):
    client.force_login(world.zhao)
    assert client.get(f"/people/{world.ma.pk}/hand-over/").status_code == 404
