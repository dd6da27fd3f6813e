"""Who had a record in hand, told in its history: 领办, 接办 with its reason, 退领."""


def with_claims(steps, record):
    """A record's history (newest first) with its claims in their place.

    A claim ends by a step, by being taken over or prolonged, by its hour, or by being given back (退领): the last
    alone is told as an end of its own, the others are told already.
    """
    claims = list(record.claims.select_related("by", "unit", "ended_by", "deed"))
    if not claims:
        return steps
    moves = type(record).MOVES
    told = {step["recorded"] for step in steps} | {claim.taken_at for claim in claims}
    lines = [_line(moves[claim.deed.verb], claim.taken_at, claim.by, claim) for claim in claims]
    lines += [
        _line(moves["release"], claim.ended_at, claim.ended_by, claim)
        for claim in claims
        if claim.ended_at and claim.ended_at not in told
    ]
    return sorted([*steps, *lines], key=lambda line: line["when"], reverse=True)


def _line(move, when, person, claim):
    return {
        "label": move.label,
        "when": when,
        "recorded": when,
        "person": person,
        "unit": claim.unit,
        "remark": claim.reason if when == claim.taken_at else "",
        "basis": "",
        "approver": None,
    }
