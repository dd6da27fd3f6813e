"""When the portal is down, the pack tells whom to call at the roadside and which phones still judge."""

import csv
import io

import pytest

from checkpoints import services
from outage.writing import make_pack

from .stories import asked


@pytest.fixture
def sheet(settings, tmp_path):
    """The posts of a pack made now: rows as dictionaries."""
    settings.OUTAGE_DIR = tmp_path / "outage"

    def read():
        make_pack()
        text = (settings.OUTAGE_DIR / "current" / "posts.csv").read_text("utf-8-sig")
        return list(csv.DictReader(io.StringIO(text)))

    return read


def test_the_pack_names_each_post_its_telephone_and_its_phones(
    world, post, other_post, phone_at, client, sheet
):
    type(post).objects.filter(pk=post.pk).update(phone="0830-5550001")
    _device, head = phone_at(post)
    lost, _head = phone_at(post, "2号手机")
    asked(client, head)
    services.cut_off(lost, by=world.guan, why="遗失")
    jiangyang, hejiang = sheet()
    assert (hejiang["区划"], hejiang["查验点"], hejiang["值守单位"]) == (
        "合江县",
        "G353白米卡口",
        world.police.name,
    )
    assert (hejiang["查验点电话"], hejiang["在用手机"], hejiang["最近同步"]) == (
        "0830-5550001",
        "1",
        "9月8日 12:00",
    )
    assert jiangyang["查验点电话"] == jiangyang["值班电话"] == (world.police.duty_phone or "—")
    assert (jiangyang["在用手机"], jiangyang["最近同步"]) == ("0", "—")


def test_the_pack_reads_posts_in_one_statement(world, post, other_post, phone_at, django_assert_num_queries):
    from checkpoints.outage import parts

    phone_at(post)
    phone_at(other_post)
    with django_assert_num_queries(1):
        parts()
