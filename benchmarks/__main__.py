"""The bars as one table: each a ratio to a limit measured in the same run, on a database of its own.

    script/manage --throw-away bars         (empty servers of its own, gone afterwards)
    DATABASE_URL=… python -m benchmarks     (an empty database, left full)

With ``--demonstration`` the whole demonstration is built and one of its days compiled, too.

Seconds are for orientation; CI asserts statements (tests/workflow/test_bars.py), never time.
"""

import os
import sys


def main(words):
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luzhou_bubble.settings")
    import django

    django.setup()
    from benchmarks.table import measure

    measure(demonstration="--demonstration" in words)


if __name__ == "__main__":
    main(sys.argv[1:])
