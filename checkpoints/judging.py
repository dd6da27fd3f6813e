"""Of several passes with one plate, the one that serves its holder best."""

from passes.roadside.outcomes import Verdict, verdict_of

BEST_FIRST = list(Verdict.values)


def best_of(passes, at):
    """The verdict that serves the holder of several passes best, and the pass it comes from."""
    judged = [(BEST_FIRST.index(verdict_of(one, at)), -one.pk, one) for one in passes]
    if not judged:
        return Verdict.NOT_FOUND, None
    place, _age, one = min(judged, key=lambda three: three[:2])
    return Verdict(BEST_FIRST[place]), one
