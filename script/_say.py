"""What a person sees while the scripts work: one line a step, with the seconds since the start."""

import sys
import time

START = time.monotonic()
for stream in (sys.stdout, sys.stderr):
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(errors="replace")  # a terminal that cannot show 泸 is no reason to stop


def say(text):
    """Tell what begins now or has come of it."""
    print(f"[{time.monotonic() - START:5.1f} s] {text}", flush=True)


def stop(text, code=1):
    """End with a sentence that says what is wrong and what to do about it."""
    print(f"\n{text}", file=sys.stderr, flush=True)
    raise SystemExit(code)


def check_python():
    """The oldest Python the portal's packages exist for is 3.11."""
    if sys.version_info < (3, 11):  # noqa: UP036  (the scripts meet whatever Python there is)
        stop(f"This is Python {sys.version.split()[0]}; the portal needs Python 3.11 or newer.")
