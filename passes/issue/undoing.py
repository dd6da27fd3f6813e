"""撤回核发: within a minute, before the holder is told, who issued takes it back.

The number stays spent and the code joins the revoked ones: it may have been photographed. What the issue
displaced stands again as it stood before: in force, or suspended. Delivery and undoing wait for each other at the
row of the outbox: one of them finds the other done.
"""

from datetime import timedelta

from django.utils.translation import gettext as _

from clock import clock
from passes.models import PassStep, VehiclePass
from passes.steps import ISSUING
from workflow.deeds import deed as one_deed
from workflow.errors import NotYours, Refused
from workflow.models import Outbox
from workflow.moves import make_moves

from . import numbers

HELD = timedelta(seconds=60)
# verb: the steps of the issue that it takes back
BACK = {
    "undo": {"target": "issued"},
    "restore": {"target": "superseded", "source": "issued"},
    "restore_suspended": {"target": "superseded", "source": "suspended"},
}


def undo_issue(record, *, by, **_words):
    """Take back the press by which ``record`` was issued, with all it issued. Returns the deed.

    Raises ``NotYours`` for anybody but who pressed; ``Refused`` once told, or looked at by the holder.
    """
    with one_deed("undo", by=by, of=VehiclePass) as deed:
        numbers.hold()  # nobody issues meanwhile what would stand beside the pass that comes back
        step = record.steps.filter(deed__verb__in=ISSUING, target="issued").order_by("-pk").first()
        row = step and Outbox.objects.select_for_update().get(deed=step.deed_id)
        if row is None or not _is_held(row):
            raise Refused(_("已告知申请单位，不能撤回；如有差错，请撤销。"), code="told")
        if step.deed.by_id != by.pk:
            raise NotYours(_("只能由核发人本人撤回。"))
        steps = PassStep.objects.filter(deed=step.deed_id)
        for verb, brought in BACK.items():
            keys = list(steps.filter(**brought).values_list("record", flat=True))
            if keys:
                done = make_moves(VehiclePass.objects.filter(pk__in=keys), verb, by=by, deed=deed)
                if done.refused:
                    _code, sentence = next(iter(done.refused.values()))
                    raise Refused(sentence, code="moved_on")
        Outbox.objects.filter(deed__in=[step.deed_id, deed.pk]).update(delivered_at=clock.now())
    record.refresh_from_db()
    return deed


def undoable_by(user):
    """The last press of this person that may still be taken back: (a pass of it, how many, seconds left) or None."""
    now = clock.now()
    rows = Outbox.objects.filter(
        deed__by=user,
        deed__verb__in=ISSUING,
        delivered_at=None,
        held_until__gt=now,
        deed__recorded_at__gt=now - HELD,
    ).order_by("-deed")
    row = rows.first()
    issued = row and PassStep.objects.filter(deed=row.deed_id, target="issued").select_related("record")
    steps = list(issued or ())
    if not steps:
        return None
    return steps[0].record, len(steps), int((row.held_until - now).total_seconds())


def seen_by_holder(record):
    """The holder has opened the pass: it is told as soon as may be, and no longer taken back."""
    if record.status == VehiclePass.Status.ISSUED:
        deeds = record.steps.filter(deed__verb__in=ISSUING).values("deed")
        Outbox.objects.filter(deed__in=deeds, delivered_at=None, held_until__gt=clock.now()).update(
            held_until=None
        )


def may_undo(record, user):
    """Whether this person may still take back the issue of this pass."""
    issues = record.steps.filter(deed__verb__in=ISSUING, deed__by=user, target="issued")
    step = issues.order_by("-pk").first()
    row = step and Outbox.objects.filter(deed=step.deed_id).first()
    return bool(row and _is_held(row))


def _is_held(row):
    return row.delivered_at is None and row.held_until is not None and row.held_until > clock.now()
