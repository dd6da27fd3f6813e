"""The whole demonstration through the portal's own deeds, and one of its days compiled."""

from django.core.management import call_command

from .importing import DEMONSTRATION
from .measuring import Row, seconds


def rows():
    import datetime

    from .compile_day import measured

    taken = seconds(lambda: call_command("load_demonstration", str(DEMONSTRATION), verbosity=0))
    yield Row("the whole demonstration", taken * 1000, 0, "about 60 s")
    ours, best, _owed = measured(datetime.date(2022, 9, 11))
    yield Row("compile one day", ours, best, "about 1 s")
