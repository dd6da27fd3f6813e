"""Answers to orders over REST."""

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.viewsets import ViewSet

from accounts.models import Role
from plans.models.loops import Loop
from ui.problems import invalid, problem
from workflow.deeds import pressed_once
from workflow.errors import AlreadyDone, NotYours, Refused
from workflow.rest import reused

from .answers import answer_loops, counts_of, given_answers, read_answers
from .schemas import ANSWERED, ANSWERS
from .telling import KEY, answered, key_of, wrong


class AnswersViewSet(ViewSet):
    """已封闭 and 未能启动 for many firms at once; all or nothing, with the errors by row."""

    @extend_schema(request={"application/json": ANSWERS}, responses={200: ANSWERED}, parameters=[KEY])
    def create(self, request):
        if not request.user.holds(Role.CLERK, Role.TERRITORIAL):
            raise NotYours()
        answers, bad = self.read(request)
        if bad is not None:
            return bad
        dry_run = request.data.get("dry_run") in (True, "true", "on")
        try:
            if dry_run:
                wanted = [one for one in answers if not one.why and not one.errors]
                counts, problems = (len(wanted), sum(1 for one in answers if one.why)), refused_rows(answers)
                if problems:
                    return invalid(problems)
            else:
                with pressed_once(key_of(request)):
                    counts = answer_loops(
                        answers, by=request.user, basis=str(request.data.get("basis") or "")
                    )
        except AlreadyDone as done:
            if done.deed.kind != Loop._meta.label or done.deed.verb not in ("confirm", "fail"):
                raise reused() from done
            confirmed, failed = counts_of(done.deed)
            told = {"confirmed": confirmed, "failed": failed, "dry_run": False}
            return answered(told, replayed=True)
        except Refused as refused:
            if refused.code not in ("invalid_answers", "answers_refused"):
                raise
            status = 400 if refused.code == "invalid_answers" else 409
            return problem(status, refused.code, refused.sentence, errors=refused_rows(answers))
        return answered({"confirmed": counts[0], "failed": counts[1], "dry_run": dry_run})

    def read(self, request):
        """(answers, None), or (None, what is wrong with the body's shape)."""
        text, rows = request.data.get("text"), request.data.get("rows")
        if isinstance(text, str) and rows is None:
            return read_answers(text, request.user), None
        if not isinstance(rows, list) or len(rows) > 2000:
            return None, invalid([wrong("rows", _("须有 rows（最多2000行）或 text。"))])
        errors, read = [], []
        for place, row in enumerate(rows):
            if not isinstance(row, dict) or not isinstance(row.get("credit_code"), str):
                errors.append(wrong(f"rows.{place}.credit_code", _("须有信用代码。")))
                continue
            people, at = row.get("people_inside"), row.get("occurred_at")
            if people is not None and not (type(people) is int and 0 < people <= 1_000_000):
                errors.append(wrong(f"rows.{place}.people_inside", _("人数应为大于0的整数。")))
            if at is not None and ((at := _moment(at)) is None):
                errors.append(wrong(f"rows.{place}.occurred_at", _("时间不对。")))
            read.append({**row, "occurred_at": at, "failed": str(row.get("failed") or "")[:200]})
        return (None, invalid(errors)) if errors else (given_answers(read, request.user), None)


def refused_rows(answers):
    return [
        {
            "field": f"rows.{answer.line - 1}",
            "code": "invalid",
            "detail": f"{answer.name or answer.text} {error}",
        }
        for answer in answers
        for error in answer.errors
    ]


def _moment(text):
    try:
        at = parse_datetime(text)
    except (TypeError, ValueError):
        return None
    return at if at is not None and at.tzinfo is not None else None
