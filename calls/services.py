"""What callers do: take the next firm, note how the call ended, set a firm aside."""

from django.db import transaction
from django.utils.translation import gettext as _

from clock import clock
from workflow.bulk import single
from workflow.errors import NotYours, Refused
from workflow.moves import make_moves
from workflow.verbs import Verb

from .forms import RelayForm
from .models import Call
from .models.sheets import QUEUE, callers

FREE = {"calling_by": None, "calling_since": None, "put_back_at": None}


def reach_calls(calls, *, by, **words):
    """The firm's responsible person has been told."""
    return make_moves(calls, "reach", by=by, values=FREE, **words)


def no_answer_calls(calls, *, by, **words):
    """Nobody answered; the firm comes again after the others."""
    return make_moves(calls, "no_answer", by=by, values=FREE, **words)


def wrong_number_calls(calls, *, by, **words):
    """The number is wrong or out of service: somebody must find another."""
    return make_moves(calls, "wrong_number", by=by, values=FREE, **words)


def relay_calls(calls, *, by, remark, **words):
    """Somebody else was told and will pass it on; the remark says who."""
    return make_moves(calls, "relay", by=by, remark=remark, values=FREE, **words)


reach_call = single(reach_calls, "reach_call")
no_answer_call = single(no_answer_calls, "no_answer_call")
wrong_number_call = single(wrong_number_calls, "wrong_number_call")
relay_call = single(relay_calls, "relay_call")


def claim_next(sheet, *, by):
    """The next firm to telephone, marked as being called by this person; None when none is left. A firm whose order
    was withdrawn meanwhile is not called for it any more.

    Two who ask at the same moment are never given the same firm: a row another holds is passed over.
    """
    with transaction.atomic():
        mine = Call.objects.filter(callers(by), sheet=sheet).unreached().free_for(by)
        found = mine.with_urgency().order_by(*QUEUE).select_for_update(skip_locked=True, of=("self",)).first()
        if found is not None:
            _mark(found, by)
    return found


def claim(call, *, by):
    """This person telephones this firm now. Raises ``Refused`` with the name of whoever is at it already."""
    with transaction.atomic():
        _mark(_locked(call, by), by)
    call.refresh_from_db()


def put_back(call, *, by):
    """Set aside for now: free for others, and after the others for oneself. Raises ``Refused`` as ``claim`` does."""
    with transaction.atomic():
        _locked(call, by)
        Call.objects.filter(pk=call.pk).update(calling_by=None, calling_since=None, put_back_at=clock.now())
    call.refresh_from_db()


def _locked(call, by):
    locked = Call.objects.select_for_update(of=("self",)).select_related("calling_by").get(pk=call.pk)
    if not Call.objects.filter(callers(by), pk=call.pk).exists():
        raise NotYours
    if not Call.objects.filter(pk=call.pk).free_for(by).exists():
        raise Refused(_("{person}正在拨打这家企业。").format(person=locked.calling_by), code="being_called")
    return locked


def _mark(call, by):
    call.calling_by, call.calling_since = by, clock.now()
    Call.objects.filter(pk=call.pk).update(calling_by=by, calling_since=call.calling_since)


VERBS = {
    "reach": Verb(reach_call),
    "no_answer": Verb(no_answer_call),
    "wrong_number": Verb(wrong_number_call),
    "relay": Verb(relay_call, RelayForm),
}
