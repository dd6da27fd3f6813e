"""Taking a record in hand, giving it back, taking it over: verbs that move no status."""

from datetime import timedelta

from clock import clock

from .claimable import end_claims
from .deeds import deed as one_deed
from .edits import hold
from .policies import policy


def claim(record, *, by, **_words):
    """领办: until the hour set by the policy ``claim.minutes`` only this person decides. Returns the claim.

    Raises ``NotYours``, or ``Refused`` with the name of who has it in hand. Claimed again, it is prolonged.
    """
    return _take(record, "claim", by)


def take_over(record, *, by, remark, **_words):
    """接办: somebody else's claim ends, with the reason, and this person's begins."""
    return _take(record, "take_over", by, remark)


def release(record, *, by, **_words):
    """退领: back to the common pile. Raises ``Refused`` when it is not in this person's hands."""
    with _deed("release", record, by) as deed:
        hold(record, "release", by=by)
        end_claims(type(record), [record.pk], deed)
        deed.count = 1
    record.refresh_from_db()
    return deed


def _take(record, verb, by, reason=""):
    model = type(record)
    with _deed(verb, record, by, reason) as deed:
        hold(record, verb, by=by, remark=reason)
        end_claims(model, [record.pk], deed)
        until = clock.now() + timedelta(minutes=policy("claim.minutes"))
        made = model.claim_model().objects.create(
            record=record,
            by=by,
            unit=deed.unit,
            deed=deed,
            taken_at=deed.recorded_at,
            until=until,
            reason=reason,
        )
        model._base_manager.filter(pk=record.pk).update(claimed_by=by, claimed_until=until)
        deed.count = 1
    record.refresh_from_db()
    return made


def _deed(verb, record, by, remark=""):
    model = type(record)
    return one_deed(verb, by=by, of=model._base_manager.filter(pk=record.pk), remark=remark)
