"""The switch over REST: preview, order, drill, lift, withdraw, boards, prepared switches, answers."""

from django.http import Http404, HttpResponse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import action
from rest_framework.viewsets import ViewSet

from accounts.models import Role
from clock import clock
from plans.loops import Loop, Variant
from ui.problems import invalid, of_form, problem
from ui.rest import dumps
from ui.viewsets import ColumnsViewSet
from workflow.deeds import pressed_once
from workflow.errors import AlreadyDone, NotYours, Refused
from workflow.rest import KEY_HEADER, LifeViewSet, reused

from . import switch_board, switch_prepared, switch_services
from .switch_answers import answer_loops, given_answers, read_answers
from .switch_columns import PREPARED, SWITCHES
from .switch_filters import PreparedFilter, SwitchFilter
from .switch_forms import ChoicesForm, PrepareForm, ScopeForm, WithdrawForm
from .switch_judgement import why_of
from .switch_models import PreparedSwitch, Switch
from .switch_schemas import ANSWERED, ANSWERS, ASK, BOARD, PRESS, PREVIEW, WITHDRAW
from .switch_views import READERS, exceptions_of

_KEY = OpenApiParameter(KEY_HEADER, str, OpenApiParameter.HEADER, description="a repeated key is done once")
_SCOPE = [OpenApiParameter(name, str) for name in ("region", "park", "enterprises", "above_scale")]
AREA = frozenset({"region", "park", "enterprises", "above_scale"})


def answered(body, status=200, replayed=False):
    response = HttpResponse(dumps(body), status=status, content_type="application/json")
    if replayed:
        response["Idempotency-Replayed"] = "true"
    return response


def key_of(request):
    key = request.headers.get(KEY_HEADER, "")
    return f"{request.user.pk}:{key}" if key else None


class SwitchViewSet(ColumnsViewSet):
    """Switches; POST orders (``digest`` of a preview), ``drill`` rolls it back, 409 tells what changed since."""

    columns = SWITCHES
    filterset_class = SwitchFilter
    default_sort = "-at"

    def get_queryset(self):
        return Switch.objects.visible_to(self.request.user)

    def switch(self, pk):
        found = self.get_queryset().filter(pk=pk).first() if str(pk).isdigit() else None
        if found is None:
            raise Http404
        return found

    @extend_schema(methods=["GET"], parameters=_SCOPE, responses={200: PREVIEW})
    @extend_schema(methods=["POST"], request={"application/json": ASK}, responses={200: PREVIEW})
    @action(detail=False, methods=["get", "post"], url_path="preview", url_name="preview")
    def preview(self, request):
        """Who would be ordered now, by which plan, and who cannot and why; with the digest an order carries."""
        return self.previewed(request, switch_services.preview_order)

    @extend_schema(methods=["GET"], parameters=_SCOPE, responses={200: PREVIEW})
    @extend_schema(methods=["POST"], request={"application/json": ASK}, responses={200: PREVIEW})
    @action(detail=False, methods=["get", "post"], url_path="lift-preview", url_name="lift_preview")
    def lift_preview(self, request):
        """Which loops would be lifted now."""
        return self.previewed(request, switch_services.preview_lift)

    @extend_schema(request={"application/json": PRESS}, parameters=[_KEY])
    def create(self, request):
        prepared = None
        if request.data.get("prepared"):
            standing = PreparedSwitch.objects.visible_to(request.user).standing()
            prepared = standing.filter(pk=request.data["prepared"]).first()
            if prepared is None:
                raise Refused(_("没有这个准备好的切换，或它已下达、取消、失效。"), code="not_prepared")
        return self.pressed(request, switch_services.order_switch, prepared)

    @extend_schema(request={"application/json": PRESS}, parameters=[_KEY])
    @action(detail=False, methods=["post"], url_path="lift", url_name="lift")
    def lift(self, request):
        """解除闭环 for a scope, by the digest of its preview."""
        return self.pressed(request, switch_services.lift_switch, None)

    @extend_schema(request={"application/json": WITHDRAW}, parameters=[_KEY])
    @action(detail=True, methods=["post"], url_path="withdraw", url_name="withdraw")
    def withdraw(self, request, pk):
        """Orders nobody confirmed yet are withdrawn: those of the firms named, or all."""
        switch, form = self.switch(pk), WithdrawForm(request.data)
        if not form.is_valid():
            return of_form(form)
        loops, replayed = None, False
        if (codes := request.data.get("enterprises")) is not None:
            chosen = switch.loops.filter(enterprise__credit_code__in=codes)
            loops = list(chosen.values_list("pk", flat=True))
        try:
            with pressed_once(key_of(request)):
                switch_services.withdraw_switch(switch, by=request.user, loops=loops, **form.words())
        except AlreadyDone as done:
            if done.deed.verb != "cancel":
                raise reused() from done
            replayed = True
        return answered(switch_board.of_switch(switch, request.user), replayed=replayed)

    @extend_schema(responses={200: BOARD})
    @action(detail=True, methods=["get"], url_path="status", url_name="status")
    def status(self, request, pk):
        """What became of one switch: ordered, sealed, waiting, silent, failed, withdrawn, by place."""
        return answered(switch_board.of_switch(self.switch(pk), request.user))

    @extend_schema(responses={200: {"type": "object"}})
    @action(detail=True, methods=["get"], url_path="report", url_name="report")
    def report(self, request, pk):
        """The judgement a switch, or a drill, was made by."""
        return answered(told(switch_services.judgement_of(self.switch(pk))))

    @extend_schema(parameters=_SCOPE, responses={200: BOARD})
    @action(detail=False, methods=["get"], url_path="board", url_name="board")
    def board(self, request):
        """An area as it stands now; without one, all that this person looks after."""
        if not request.user.holds(*READERS, Role.TERRITORIAL):
            raise NotYours()
        if not AREA & set(request.GET):
            return answered(switch_board.of_all(request.user))
        form = ScopeForm(request.GET, user=request.user)
        return answered(switch_board.of_area(form.scope, request.user)) if form.is_valid() else of_form(form)

    def previewed(self, request, preview):
        form = ScopeForm(request.data if request.method == "POST" else request.GET, user=request.user)
        if not request.user.holds(Role.DISTRICT, Role.CITY):
            raise NotYours()
        if not form.is_valid():
            return of_form(form)
        judgement = preview(form.scope, by=request.user)
        return answered({"as_of": clock.now(), "scope": form.scope.title, **told(judgement)})

    def pressed(self, request, do, prepared):
        if not request.user.holds(Role.DISTRICT, Role.CITY):
            raise NotYours()
        form = None if prepared else ScopeForm(request.data, user=request.user)
        choices = ChoicesForm(request.data)
        for one in (form, choices):
            if one is not None and not one.is_valid():
                return of_form(one)
        scope, words = prepared.scope if prepared else form.scope, choices.words()
        words.setdefault("digest", "")
        words["drill"] = request.data.get("drill") in (True, "true", "on")
        if do is switch_services.order_switch:
            variants = request.data.get("variants") or {}
            if not isinstance(variants, dict) or not set(variants.values()) <= set(Variant.values):
                return invalid(
                    [wrong("variants", _("须为信用代码到启动标准（plan、equal、reduced）的对象。"))]
                )
            words |= {"variants": exceptions_of(variants, scope, request.user), "prepared": prepared}
        else:
            words = {name: words[name] for name in ("digest", "drill", "basis", "remark") if name in words}
        try:
            switch = do(scope, by=request.user, key=key_of(request), **words)
            response = self.retrieve(request, pk=switch.pk)
            response.status_code = 201
        except AlreadyDone as done:
            switch = getattr(done, "switch", None) or Switch.objects.filter(deed=done.deed).first()
            if switch is None:
                raise reused() from done
            response = self.retrieve(request, pk=switch.pk)
            response["Idempotency-Replayed"] = "true"
        return response


def told(judgement):
    """A judgement as REST tells it."""
    return {
        "digest": judgement.digest,
        "ready": len(judgement.ready),
        "people": judgement.people,
        "refused": len(judgement.refused),
        "reasons": [
            {
                "code": why["code"],
                "standing": why["standing"],
                "detail": why["sentence"],
                "count": len(why["lines"]),
                "enterprises": [line["credit_code"] for line in why["lines"]],
            }
            for why in judgement.reasons
        ],
        "not_found": [{"given": given, "detail": why} for given, why in judgement.unknown],
        "lines": [
            {name: value for name, value in line.items() if name not in ("firm", "loop")}
            | {"detail": why_of(line["code"], line["standing"])}
            for line in judgement.lines
        ],
    }


def wrong(field, sentence):
    return {"field": field, "code": "invalid", "detail": str(sentence)}


class PreparedViewSet(LifeViewSet):
    """Switches made ready for a notice's hour; ordering one is POST /switches/ with ``prepared``."""

    columns = PREPARED
    filterset_class = PreparedFilter
    verbs = switch_prepared.VERBS
    create_form = PrepareForm

    def get_queryset(self):
        return PreparedSwitch.objects.visible_to(self.request.user)

    def do_create(self, form, by):
        words = {name: form.cleaned_data[name] for name in ("hour", "period", "basis")}
        variant = form.cleaned_data["variant"] or Variant.PLAN
        return switch_prepared.prepare_switch(form.scope, by=by, variant=variant, **words)


class AnswersViewSet(ViewSet):
    """已封闭 and 未能启动 for many firms at once; all or nothing, with the errors by row."""

    @extend_schema(request={"application/json": ANSWERS}, responses={200: ANSWERED}, parameters=[_KEY])
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
            return answered({"confirmed": done.deed.count, "failed": 0, "dry_run": False}, replayed=True)
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


ROUTES = {"switches": SwitchViewSet, "prepared-switches": PreparedViewSet, "loop-answers": AnswersViewSet}
