"""One id for a request: in the answer's header, in every log line, on every deed."""

import re
import uuid
from contextvars import ContextVar

HEADER = "X-Request-ID"
SANE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}")
_current = ContextVar("request_id", default="")


def current_request_id():
    """The id of the request being served, '' outside one (a worker, a command)."""
    return _current.get()


class RequestIdMiddleware:
    """Take over a caller's sane ``X-Request-ID``, else make one; answer with it.

    Anything odd is replaced rather than refused: the id goes into logs, so it must not carry line breaks.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        given = request.headers.get(HEADER, "")
        request.id = given if SANE.fullmatch(given) else uuid.uuid4().hex
        token = _current.set(request.id)
        try:
            response = self.get_response(request)
        finally:
            _current.reset(token)
        response[HEADER] = request.id
        return response


class RequestIdFilter:
    """Gives each log record ``request_id``, '-' outside a request."""

    def filter(self, record):
        record.request_id = current_request_id() or "-"
        return True
