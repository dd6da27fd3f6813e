"""The public check over REST: what the page at the roadside says, for programs. No login, nothing personal."""

from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.viewsets import ViewSet

from clock import clock
from passes.forms import CheckForm
from ui.problems import of_form, problem
from ui.rest import answered
from ui.schema import Problem
from workflow.rest import form_schema

from . import asking, verifying
from .schema import EXAMPLES, PROBLEM, Answered


class VerifyViewSet(ViewSet):
    """Is this pass good now? By ``code``, as scanned, or by ``number`` with the plate's last four.

    Open to anyone; what the words mean and how often one may ask: docs/formats/pass-check.md. It is posted, so
    that what was asked stays out of logs. Every answer is 200, also that there is no such pass.
    """

    authentication_classes = []
    permission_classes = [AllowAny]

    @extend_schema(
        request={"application/json": form_schema(CheckForm)},
        responses={200: Answered, (429, PROBLEM): Problem, (400, PROBLEM): Problem},
        examples=EXAMPLES,
        auth=[],
    )
    def create(self, request):
        form = CheckForm(request.data)
        if not form.is_valid():
            return of_form(form)
        code, number, plate = (form.cleaned_data[name] for name in ("code", "number", "plate"))
        if code:
            return told(verifying.by_scan(code, plate))
        if not asking.may_ask(request):
            wait = {"Retry-After": str(int(asking.WINDOW.total_seconds()))}
            return problem(429, "throttled", verifying.later().reason, headers=wait)
        answer = verifying.by_number(number, plate)
        if answer.vehicle_pass is not None:
            asking.found(request)
        return told(answer)


def told(answer):
    """An answer of ``verifying`` as JSON, never kept by a cache."""
    found = answer.vehicle_pass
    unit = found.type.issuing_unit if found else answer.unit
    body = {
        "verdict": answer.verdict,
        "word": answer.word,
        "reason": answer.reason,
        "fault": answer.fault or None,
        "pass": found and _pass(found, answer.days),
        "issuing_unit": unit and {"name": str(unit), "telephone": unit.duty_phone},
        "server_time": clock.now(),
    }
    return answered(body, headers={"Cache-Control": "no-store"})


def _pass(one, days):
    """What the page shows of a pass; of one that was not issued no days, though it asks for some."""
    first, last = days or (None, None)
    return {
        "id": one.uid,
        "number": one.number,
        "plate": one.plate,
        "type": {"code": one.type.code, "name": str(one.type)},
        "origin": _end(one.origin, one.origin_place),
        "destination": _end(one.destination, one.destination_place),
        "route": one.route,
        "goods_category": one.goods_category,
        "first_day": first,
        "last_day": last,
        "hours": one.hours,
        "return_only_until": one.return_only_until,
    }


def _end(region, place):
    return {"code": region.code, "name": str(region), "place": place}
