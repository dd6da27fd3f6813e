"""Draining a table of what is owed: row by row, each in a transaction of its own."""


def drain(step, most):
    """Call ``step(beyond) -> (done, key)`` until it answers the key None; returns how often something was done.

    ``beyond`` is the key of the row taken before, so that what failed just now is passed over in this round.
    """
    done, beyond = 0, 0
    for _turn in range(most):
        did, beyond = step(beyond)
        if beyond is None:
            break
        done += did
    return done
