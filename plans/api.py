"""Plans and loops over REST."""

import orjson
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action

from enterprises.models import Enterprise
from files.sending import send
from ui.problems import invalid, of_form
from ui.rest import dumps
from workflow.deeds import pressed_once
from workflow.errors import AlreadyDone
from workflow.rest import KEY_HEADER, LifeViewSet, reused

from . import services
from .answers import flat, questions_of
from .attachments.api import AttachmentActions, PlanAttachmentViewSet
from .columns import LOOPS, PLANS
from .fill.forms import form_for
from .fill.presence import in_use, told
from .fill.presence_api import UseActions
from .filters import LoopFilter, PlanFilter
from .forms import StartForm
from .loops import services as loop_services
from .many.api import ManyActions
from .models import Plan
from .models.loops import Loop, LoopStep
from .paper.api import PaperActions
from .rest_forms import OrderManyForm
from .review.api import RouteViewSet, photo_of, reviewed
from .rules.api import RuleViewSet
from .rules.judging import yardstick_of
from .schemas import ORDER, ORDERED, SECTION, SECTION_SAVED
from .verbs import VERBS
from .versions import shown_version
from .views import started


class PlanViewSet(AttachmentActions, ManyActions, PaperActions, UseActions, LifeViewSet):
    """Plans; a single one comes with its last version's sections and what the computer found in them."""

    columns = PLANS
    filterset_class = PlanFilter
    verbs = VERBS
    create_form = StartForm

    def get_queryset(self):
        return Plan.objects.visible_to(self.request.user).with_subject()

    def do_create(self, form, by):
        return started(form, by)

    def retrieve(self, request, **names):
        response = super().retrieve(request, **names)
        row = orjson.loads(response.content)
        plan = Plan.objects.select_related("claimed_by", "enterprise", "park").get(pk=row["id"])
        version = shown_version(plan)
        sections = list(version.sections.all())
        findings = questions_of(version).findings(flat(sections), yardstick_of(version))
        row["stamped"] = plan.stamped
        row["version"] = {
            "number": version.number,
            "question_set": version.question_set,
            "frozen_at": version.frozen_at,
            "sha256": version.sha256,
            "supplement": version.supplement,
            "rules": version.rules.sha256 if version.rules_id else None,
        }
        uses = {} if version.frozen_at else in_use(version)
        row["sections"] = [
            {
                "key": section.key,
                "revision": section.revision,
                "answers": section.answers,
                "in_use": told(uses.get(section.key), request.user),
            }
            for section in sections
        ]
        row["findings"] = [finding._asdict() for finding in findings]
        row |= reviewed(plan, version, request.user)
        return HttpResponse(dumps(row), content_type="application/json")

    @extend_schema(request={"application/json": SECTION}, responses={200: SECTION_SAVED})
    @action(detail=True, methods=["put"], url_path="sections/(?P<key>[a-z_]+)", url_name="section")
    def save_section(self, request, pk, key):
        """Save one section over the revision read before; 409 when somebody saved it in between."""
        plan = self.record(pk=pk)
        version = plan.versions.filter(frozen_at=None).first() or shown_version(plan)
        part = questions_of(version).part(key)
        if part is None:
            raise Http404
        given, errors = _body(request.data, part)
        form = form_for(version.question_set, key)(given)
        if errors or not form.is_valid():
            return invalid([*errors, *_errors(form)])
        services.save_section(plan, key, form.answers(), by=request.user, revision=request.data["revision"])
        section = version.sections.get(key=key)
        body = {"key": key, "revision": section.revision, "answers": section.answers}
        return HttpResponse(dumps(body), content_type="application/json")

    @extend_schema(responses={(200, "application/octet-stream"): bytes})
    @action(detail=True, url_path="photos/(?P<uid>[0-9a-f-]{36})", url_name="photo")
    def photo(self, request, pk, uid):
        """The photo of a signed sheet of the joint check."""
        return send(photo_of(self.record(pk=pk), uid))


def _body(data, part):
    """The answers of a request's body, and what is wrong with its shape."""
    if not isinstance(data.get("answers"), dict):
        return {}, [
            {"field": "answers", "code": "required", "detail": _("须有 answers，为问题到答案的对象。")}
        ]
    errors = []
    if type(data.get("revision")) is not int:
        errors.append(
            {"field": "revision", "code": "required", "detail": _("须有 revision，为读到的修订号。")}
        )
    known = {question.key for question in part.questions}
    errors += [
        {"field": name, "code": "unknown_question", "detail": _("本节没有这个问题。")}
        for name in sorted(set(data["answers"]) - known)
    ]
    return data["answers"], errors


def _errors(form):
    return [] if form.is_valid() else orjson.loads(of_form(form).content)["errors"]


class LoopViewSet(LifeViewSet):
    """Loops; ``POST …/order/`` orders firms to seal themselves by their filed plans."""

    columns = LOOPS
    filterset_class = LoopFilter
    verbs = loop_services.VERBS

    def get_queryset(self):
        return Loop.objects.visible_to(self.request.user)

    @extend_schema(request={"application/json": ORDER}, responses={200: ORDERED})
    @action(detail=False, methods=["post"], url_path="order", url_name="order")
    def order(self, request):
        """Who can is ordered, in one deed; who cannot is named with the reason. Repeating changes nothing."""
        form = OrderManyForm(request.data)
        if not form.is_valid():
            return of_form(form)
        words = form.words()
        codes = words.pop("enterprises")
        firms = Enterprise.objects.visible_to(request.user).filter(credit_code__in=codes)
        key = request.headers.get(KEY_HEADER, "")
        refused, replayed = [], False
        try:
            with pressed_once(f"{request.user.pk}:{key}" if key else None):
                done = loop_services.order_loops(firms, by=request.user, **words)
            loops = Loop.objects.filter(pk__in=[loop.pk for loop in done.loops])
            names = dict(firms.values_list("pk", "credit_code"))
            refused = [
                {"credit_code": names[firm], "code": code, "detail": str(sentence)}
                for firm, (code, sentence) in done.refused.items()
            ]
            refused += [
                {"credit_code": code, "code": "not_found", "detail": _("没有找到，或您的身份看不到。")}
                for code in sorted(set(codes) - set(names.values()))
            ]
        except AlreadyDone as before:
            if before.deed.kind != Loop._meta.label or before.deed.verb != "order":
                raise reused() from before
            loops = Loop.objects.filter(pk__in=LoopStep.objects.filter(deed=before.deed).values("record"))
            replayed = True
        rows = loops.order_by("pk").values("pk", "enterprise__credit_code", "due_at")
        ordered = [
            {"id": row["pk"], "credit_code": row["enterprise__credit_code"], "due_at": row["due_at"]}
            for row in rows
        ]
        body = dumps({"ordered": ordered, "refused": refused})
        response = HttpResponse(body, content_type="application/json")
        if replayed:
            response["Idempotency-Replayed"] = "true"
        return response


ROUTES = {
    "plans": PlanViewSet,
    "plan-attachments": PlanAttachmentViewSet,
    "plan-rules": RuleViewSet,
    "plan-routes": RouteViewSet,
    "loops": LoopViewSet,
}
