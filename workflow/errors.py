"""The three ways to say no: not yours to see (404), not yours to do (403), not now (a sentence)."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _


class Refused(Exception):
    """Not now: the deed does not fit how things stand. Carries a stable code and a sentence for people.

    A message on the page, 409 over REST. ``refusals`` lists (record key, code, sentence) of a bulk.
    """

    status_code = 409

    def __init__(self, sentence, *, code="refused", refusals=()):
        super().__init__(sentence)
        self.sentence, self.code, self.refusals = sentence, code, list(refusals)


NOT_YOURS = _("您没有办理这一步的权限。")


class NotYours(PermissionDenied):
    """Not yours to do: the record may be seen, but this verb belongs to others."""

    code = "forbidden"

    def __init__(self, sentence=NOT_YOURS):
        super().__init__(sentence)
        self.sentence = sentence


class AlreadyDone(Exception):
    """This very press was carried out before; ``deed`` is what it did. Nothing was done again."""

    def __init__(self, deed):
        super().__init__(f"deed {deed.pk}")
        self.deed = deed
