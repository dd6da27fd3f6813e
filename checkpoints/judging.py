"""How a pass stands at the roadside, in one code; static/checkpoint/judge.js says the same with no network."""

from passes.standing import EXPIRED, NOT_YET, VALID, standing_of
from passes.verifying import is_within_hours

from .models.records import Verdict

# Ends that leave not even the way home.
FORFEIT = {"revoked", "recalled"}
ENDED = {"suspended", "revoked", "recalled", "voided", "superseded"}
BEST_FIRST = list(Verdict.values)


def verdict_of(vehicle_pass, at):
    """The verdict on a pass by its status now and its dates at the moment ``at``."""
    standing, home = standing_of(vehicle_pass, at), vehicle_pass.return_only_until
    if home is not None and home > at and standing not in FORFEIT:
        return Verdict.RETURN_ONLY
    if standing in ENDED:
        return Verdict(standing)
    if standing == NOT_YET:
        return Verdict.NOT_YET
    if standing == EXPIRED or (standing == VALID and home is not None):
        return Verdict.EXPIRED
    if standing == VALID:
        return Verdict.VALID if is_within_hours(vehicle_pass, at) else Verdict.OUTSIDE_HOURS
    return Verdict.NOT_FOUND  # an application is no pass


def best_of(passes, at):
    """The verdict that serves the holder of several passes best, and the pass it comes from."""
    judged = [(BEST_FIRST.index(verdict_of(one, at)), -one.pk, one) for one in passes]
    if not judged:
        return Verdict.NOT_FOUND, None
    place, _age, one = min(judged, key=lambda three: three[:2])
    return Verdict(BEST_FIRST[place]), one
