"""The bars as one table: each a ratio to a limit measured in the same run, on a database of its own.

    script/manage --throw-away bars         (empty servers of its own, gone afterwards)
    DATABASE_URL=… python -m benchmarks     (an empty database, left full)

The last rows build the whole demonstration and compile one of its days; ``--quick`` leaves them out.
``bars --only issuing papers`` measures these parts alone.

Seconds are for orientation; CI asserts statements (tests/workflow/test_bars.py), never time.
"""

import os
import sys


def main(words):
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luzhou_bubble.settings")
    import django

    django.setup()
    from benchmarks.table import measure

    measure(demonstration="--quick" not in words)


if __name__ == "__main__":
    main(sys.argv[1:])
