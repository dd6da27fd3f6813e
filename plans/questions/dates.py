"""Days as answers keep them: ISO text."""

from datetime import date


def days_between(first, last):
    """How many days a plan lasts, both ends counted."""
    return (date.fromisoformat(last) - date.fromisoformat(first)).days + 1
