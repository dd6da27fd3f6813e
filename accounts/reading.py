"""The log of who read personal data: written beside each look, watched by auditors and administrators."""

from clock import clock
from ui.requests import current_request_id

from .models import Reading


def note(user, model, how, *, key="", count=1):
    """Keep that ``user`` looked at the people of one record of ``model``, or of ``count`` in a list; one statement.

    ``model`` may be the name of something that is no table, declared on an AppConfig: ``reads = [(name, words)]``.
    """
    post = next(iter(user.posts), None)
    Reading.objects.create(
        at=clock.now(),
        user=user,
        unit_id=post and post.unit_id,
        kind=model if isinstance(model, str) else model._meta.label,
        key=str(key),
        count=count,
        how=how,
        request_id=current_request_id(),
    )


def note_list(user, model, count, how, key=""):
    """One line for a list that tells how people are reached and leaves as a file or over REST."""
    note(user, model, how, key=key, count=count)
