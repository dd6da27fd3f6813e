"""By when an application is to be decided."""

from datetime import timedelta


def due_times(passes, submitted):
    """The promise of each pass's type, so many hours from the moment it is handed in: a list, one a pass."""
    return [
        moment + timedelta(hours=one.type.handling_hours)
        for one, moment in zip(passes, submitted, strict=True)
    ]
