"""``POST plans/sign-many/``: the joint check of one visit, the form of the page filled in from JSON."""

import orjson
from django.http import QueryDict
from django.utils.translation import gettext as _

from plans.models import CheckSignature, CheckVerdict, Plan, SigningUnit
from ui.problems import invalid, of_form
from workflow.deeds import pressed_once
from workflow.errors import AlreadyDone
from workflow.rest import KEY_HEADER, reused

from .judging import judged
from .telling import json, named, unseen
from .verbs import VISIT
from .visit_forms import VisitForm
from .visits import record_visit


def visited(request):
    body, wrong = _body(request.data)
    wanted, misnamed = named(body)
    if wrong or misnamed:
        return invalid([wrong or misnamed])
    plans = Plan.objects.visible_to(request.user).filter(pk__in=wanted)
    answers, errors = _answers(body)
    files = {_photo_field(name): file for name, file in request.FILES.items()}
    form = VisitForm(answers, files, rows=judged(plans, VISIT, request.user), units=SigningUnit.values)
    if errors or not form.is_valid():
        return invalid(errors) if errors else of_form(form)
    key = request.headers.get(KEY_HEADER, "")
    try:
        with pressed_once(f"{request.user.pk}:{key}" if key else None):
            done = record_visit(plans, by=request.user, shown=wanted, **form.visit())
    except AlreadyDone as before:
        return _again(before.deed)
    refused = {}
    for part in (done.signed, done.judged):
        for pk, (code, words) in part.refused.items():
            reason = {"code": code, "detail": str(words)}
            if reason not in refused.setdefault(pk, []):
                refused[pk].append(reason)
    told = [{"id": pk, "reasons": reasons} for pk, reasons in refused.items()]
    return json(
        {"signed": done.signed.moved, "judged": done.judged.moved, "refused": told + unseen(wanted, plans)}
    )


def _again(deed):
    """What the same press did before."""
    if deed.verb not in ("sign", "judge") or deed.kind != Plan._meta.label:
        raise reused()
    signed, judged_ = (
        sorted(set(model.objects.filter(deed=deed).values_list("version__plan", flat=True)))
        for model in (CheckSignature, CheckVerdict)
    )
    response = json({"signed": signed, "judged": judged_, "refused": []})
    response["Idempotency-Replayed"] = "true"
    return response


def _body(data):
    """The body as JSON gives it; with photos it is the text in ``visit``."""
    if not isinstance(data, QueryDict):
        return data, None
    try:
        return orjson.loads(data.get("visit", "")), None
    except orjson.JSONDecodeError:
        return None, {"field": "visit", "code": "not_json", "detail": _("visit 须为 JSON。")}


def _photo_field(name):
    """``photo_17`` is the photo of plan 17 alone."""
    return f"p{name.removeprefix('photo_')}_photo" if name.startswith("photo_") else name


def _answers(body):
    """({field of ``VisitForm``: what is said}, what is wrong with the shape)."""
    answers, wrong = {"occurred_at": body.get("signed_at") or ""}, []
    for place, line in enumerate(_listed(body.get("signatures"))):
        unit = line.get("unit") if isinstance(line, dict) else None
        if unit not in SigningUnit.values:
            words = _("没有这个会签单位。")
            wrong.append({"field": f"signatures.{place}.unit", "code": "unknown_unit", "detail": words})
            continue
        for name, field in (("signer", "signer"), ("verdict", "verdict"), ("unit_name", "name")):
            answers[f"{unit}_{field}"] = line.get(name) or ""
    answers |= _named("", body.get("verdicts"))
    for plan in body["plans"]:
        own = f"p{plan['id']}_"
        answers |= {**_named(own, plan.get("units")), **_named(own, plan.get("verdicts"))}
        answers[f"{own}note"] = plan.get("note") or ""
    return answers, wrong


def _listed(value):
    return value if isinstance(value, list) else []


def _named(prefix, told):
    return {f"{prefix}{name}": verdict for name, verdict in told.items()} if isinstance(told, dict) else {}
