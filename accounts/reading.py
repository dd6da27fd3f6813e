"""The log of who read personal data: written beside each look, watched by auditors and administrators."""

from django.db import connection

from clock import clock
from ui.requests import current_request_id

# Written out: beside every list over REST, an object made for the line costs more than the line.
_KEEP = """
INSERT INTO accounts_reading (at, user_id, unit_id, kind, key, count, how, request_id)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s)
"""


def note(user, model, how, *, key="", count=1):
    """Keep that ``user`` looked at the people of one record of ``model``, or of ``count`` in a list; one statement.

    ``model`` may be the name of something that is no table, declared on an AppConfig: ``reads = [(name, words)]``.
    """
    post = next(iter(user.posts), None)
    line = (
        *(clock.now(), user.pk, post and post.unit_id),
        *(model if isinstance(model, str) else model._meta.label, str(key), count, str(how)),
        current_request_id(),
    )
    with connection.cursor() as cursor:
        cursor.execute(_KEEP, line)


def note_list(user, model, count, how, key=""):
    """One line for a list that tells how people are reached and leaves as a file or over REST."""
    note(user, model, how, key=key, count=count)
