"""How a bar is measured: interleaved rounds, medians, statements counted apart from time."""

import gc
import statistics
import time
from dataclasses import dataclass

from django.db import connection
from django.test.utils import CaptureQueriesContext


@dataclass
class Row:
    """One line of the table; ``bar`` is what the ratio (or the number of statements) may reach."""

    name: str
    ours: float
    limit: float
    bar: str
    statements: str = ""

    HEAD = f"{'':44}{'ours ms':>10}{'limit ms':>10}{'ratio':>7}  {'bar':<12}statements"

    def __str__(self):
        ratio = f"{self.ours / self.limit:7.2f}" if self.limit else f"{'':7}"
        limit = f"{self.limit:10.2f}" if self.limit else f"{'':10}"
        return f"{self.name:44}{self.ours:10.2f}{limit}{ratio}  {self.bar:<12}{self.statements}"


def side_by_side(ours, limit, *, rounds, each=1, watch=time.process_time):
    """Median milliseconds of both, taken in turns so that a busy machine is busy for both."""
    taken = ([], [])
    for turn in range(rounds):
        pair = ((0, ours), (1, limit))
        for place, work in pair if turn % 2 else reversed(pair):
            gc.collect()
            start = watch()
            for _time in range(each):
                work()
            taken[place].append((watch() - start) / each * 1000)
    return tuple(map(statistics.median, taken))


def seconds(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def statements(work):
    with CaptureQueriesContext(connection) as captured:
        work()
    return len(captured)


class Undo(Exception):
    """Raised to leave a transaction without a trace."""


def officer(name):
    """Somebody of the city bureau."""
    from accounts.models import Appointment, Role, Unit, User
    from regions.models import Region

    region = Region.objects.get(code="510500")
    unit, _new = Unit.objects.get_or_create(name="市局", kind="economic_bureau", region=region)
    user = User.objects.create_user(name, "-")
    Appointment.objects.create(user=user, unit=unit, role=Role.CITY)
    return user


def with_clerks(firms):
    """These firms, each with a unit and a clerk of its own, whom notices reach."""
    from accounts.models import Appointment, Role, Unit, User
    from clock import clock
    from enterprises.models import Enterprise

    firms = list(firms)
    bare = [firm for firm in firms if firm.unit_id is None]
    units = Unit.objects.bulk_create(
        Unit(name=f"企业 {firm.credit_code}", kind=Unit.Kind.ENTERPRISE, region=firm.county) for firm in bare
    )
    for firm, unit in zip(bare, units, strict=True):
        firm.unit = unit
    Enterprise.objects.bulk_update(bare, ["unit"], batch_size=200)
    clerks = User.objects.bulk_create(User(username=unit.name, name="填报员") for unit in units)
    Appointment.objects.bulk_create(
        Appointment(user=clerk, unit=unit, role=Role.CLERK, since=clock.now())
        for clerk, unit in zip(clerks, units, strict=True)
    )
    return firms
