"""RFC 9457 problem+json: every refusal over REST in one shape, all field errors at once.

``code`` is stable English snake case for programs; ``detail`` a sentence in the reader's language. An
exception with ``code``, ``sentence`` and ``status_code`` (a refused verb, a bad cursor) speaks for itself.
"""

from http import HTTPStatus

import orjson
from django.core.exceptions import NON_FIELD_ERRORS, BadRequest, PermissionDenied
from django.core.exceptions import ValidationError as ModelError
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.views import set_rollback

from .requests import current_request_id

CONTENT_TYPE = "application/problem+json"


class Conflict(Exception):
    """Not now: the request is sound, but the record's state forbids it. Others may raise the like of it."""

    status_code = 409

    def __init__(self, sentence, code="conflict"):
        super().__init__(sentence)
        self.sentence, self.code = sentence, code


def sentences():
    """Code and sentence of what the framework raises."""
    return {
        exceptions.ParseError: ("unreadable_body", _("请求内容无法解析，请检查格式。")),
        exceptions.AuthenticationFailed: ("authentication_failed", _("令牌或登录无效。")),
        exceptions.NotAuthenticated: ("not_authenticated", _("请先登录，或在请求中附上令牌。")),
        exceptions.PermissionDenied: ("permission_denied", _("您的身份无权办理此事。")),
        exceptions.NotFound: ("not_found", _("没有找到，或您的身份看不到。")),
        exceptions.MethodNotAllowed: ("method_not_allowed", _("此地址不接受这种请求方法。")),
        exceptions.NotAcceptable: ("not_acceptable", _("无法按所要求的格式答复。")),
        exceptions.UnsupportedMediaType: ("unsupported_media_type", _("不支持这种内容类型。")),
        exceptions.Throttled: ("throttled", _("请求过于频繁，请稍后再试。")),
    }


def problem(status, code, detail, *, errors=None, headers=None):
    """A problem document as a response."""
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": str(detail),
        "code": code,
        "request_id": current_request_id(),
    }
    if errors is not None:
        body["errors"] = errors
    return HttpResponse(orjson.dumps(body), status=status, content_type=CONTENT_TYPE, headers=headers)


def problem_response(exc, context=None):
    """DRF's exception handler. None, and so a 500, for what nobody foresaw."""
    answer = _answer(exc)
    if answer is not None:
        set_rollback()
    return answer


def _answer(exc):
    if isinstance(exc, Http404):
        exc = exceptions.NotFound()
    elif isinstance(exc, PermissionDenied):
        said = str(exc)
        exc = exceptions.PermissionDenied(said or None)
    if isinstance(exc, exceptions.ValidationError):
        return invalid(list(_flattened(exc.get_full_details())))
    if isinstance(exc, ModelError):
        return invalid(list(_of_model(exc)))
    if hasattr(exc, "sentence") and hasattr(exc, "code") and hasattr(exc, "status_code"):
        return problem(exc.status_code, str(exc.code), exc.sentence, errors=getattr(exc, "errors", None))
    if isinstance(exc, BadRequest):
        return problem(400, "bad_request", str(exc) or _("请求有误。"))
    if isinstance(exc, exceptions.APIException):
        return _of_framework(exc)
    return None


def invalid(errors):
    """400 with every error found: [{field, code, detail}]."""
    detail = _("提交的内容有 %(count)d 处须改正。") % {"count": len(errors)}
    return problem(400, "invalid_input", detail, errors=errors)


# Refusals somebody words in the portal: their own sentence is said.
_WORDED = (exceptions.PermissionDenied, exceptions.AuthenticationFailed)


def _of_framework(exc):
    known = (said for kind, said in sentences().items() if isinstance(exc, kind))
    code, sentence = next(known, (exc.default_code, exc.detail))
    if type(exc) in _WORDED and str(exc.detail) != str(exc.default_detail):
        code = code if exc.detail.code == exc.default_code else exc.detail.code
        sentence = exc.detail
    headers = {}
    if getattr(exc, "auth_header", None):
        headers["WWW-Authenticate"] = exc.auth_header
    if getattr(exc, "wait", None):
        headers["Retry-After"] = str(int(exc.wait) + 1)
    return problem(exc.status_code, code, sentence, headers=headers)


def _flattened(details, path=""):
    """DRF's nested details as flat errors; a nested field reads ``rows.3.name``."""
    if isinstance(details, dict) and set(details) == {"message", "code"}:
        yield {"field": path or None, "code": details["code"], "detail": str(details["message"])}
    elif isinstance(details, dict):
        for name, inner in details.items():
            whole = name in (NON_FIELD_ERRORS, "non_field_errors")
            yield from _flattened(inner, path if whole else f"{path}.{name}".lstrip("."))
    else:
        leaves = all(isinstance(inner, dict) and set(inner) == {"message", "code"} for inner in details)
        for place, inner in enumerate(details):
            yield from _flattened(inner, path if leaves else f"{path}.{place}".lstrip("."))


def _of_model(exc):
    if not hasattr(exc, "error_dict"):
        for error in exc.error_list:
            for sentence in error.messages:
                yield {"field": None, "code": error.code or "invalid", "detail": sentence}
        return
    for name, errors in exc.error_dict.items():
        for error in errors:
            for sentence in error.messages:
                named = None if name == NON_FIELD_ERRORS else name
                yield {"field": named, "code": error.code or "invalid", "detail": sentence}


def of_form(form):
    """A form's errors as a problem: one form serves page and REST."""
    return invalid(list(_of_model(ModelError(form.errors.as_data()))))
