"""Hejiang under control, for stories about it."""

from periods.kinds import ensure_control_kinds, kind_named
from periods.services import announce_notice


def controlled(world, *regions, since, until=None, number="第1号", place=""):
    """A notice by which these divisions (or only a ``place`` in them) are under control; returns its periods."""
    ensure_control_kinds()
    return announce_notice(
        [(region, place) for region in regions or (world.r510522,)],
        by=world.chen,
        issuer="合江县指挥部",
        number=number,
        kind=kind_named("临时性静态管理"),
        since=since,
        until=until,
        basis="合江县指挥部通告",
    )
