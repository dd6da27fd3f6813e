"""A list that tells how people are reached is noted when it leaves the portal: as a file, or over REST."""

WATCHERS = []  # (user, model, rows, how, key) -> None; ``how``: "export" or "rest", ``key`` of a single record


def watched(columns):
    """Whether a list with these columns is noted at all."""
    return bool(WATCHERS) and any(column.person for column in columns)


def leaves(user, model, count, how, key=""):
    """``count`` rows of ``model`` are about to leave; nobody is told of an empty list."""
    if count:
        for watcher in WATCHERS:
            watcher(user, model, count, how, key)
