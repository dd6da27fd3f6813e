"""What the stories of control periods begin with."""

from periods.kinds import ensure_control_kinds
from periods.models import ControlKind
from periods.services import announce_notice
from tests.conftest import shanghai

NOTICE = {"issuer": "泸州市指挥部", "number": "2022年第5号"}


def kind():
    ensure_control_kinds()
    return ControlKind.objects.get(code="static_management")


def announced(world, *regions, since="2022-09-08 06:00", **more):
    """Chen transcribes a notice that holds from the morning on."""
    areas = [(region, "") for region in regions or (world.r510522,)]
    words = NOTICE | {"kind": kind(), "since": shanghai(since)} | more
    return announce_notice(areas, by=world.chen, **words)
