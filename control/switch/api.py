"""The switch over REST: preview, order, drill, lift, withdraw, boards, prepared switches, answers."""

from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import action

from accounts.models import Role
from clock import clock
from plans.models.loops import Variant
from ui.keys import plain_key
from ui.problems import invalid, of_form
from ui.viewsets import ColumnsViewSet
from workflow.deeds import pressed_once
from workflow.errors import AlreadyDone, NotYours, Refused
from workflow.rest import reused

from . import board as switch_board
from . import services as switch_services
from .columns import SWITCHES
from .filters import SwitchFilter
from .forms import ChoicesForm, ScopeForm, WithdrawForm
from .models import PreparedSwitch, Switch
from .page import exceptions_of
from .schemas import ASK, BOARD, PRESS, PREVIEW, WITHDRAW
from .telling import KEY, answered, key_of, told, wrong
from .views import READERS

_SCOPE = [OpenApiParameter(name, str) for name in ("region", "park", "enterprises", "above_scale")]
AREA = frozenset({"region", "park", "enterprises", "above_scale"})


class SwitchViewSet(ColumnsViewSet):
    """Switches; POST orders (``digest`` of a preview), ``drill`` rolls it back, 409 tells what changed since."""

    columns = SWITCHES
    filterset_class = SwitchFilter
    default_sort = "-at"

    def get_queryset(self):
        return Switch.objects.visible_to(self.request.user)

    def switch(self, pk):
        found = self.get_queryset().filter(pk=plain_key(pk)).first()
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

    @extend_schema(request={"application/json": PRESS}, parameters=[KEY])
    def create(self, request):
        prepared = None
        if request.data.get("prepared"):
            standing = PreparedSwitch.objects.visible_to(request.user).standing()
            prepared = standing.filter(pk=plain_key(request.data["prepared"])).first()
            if prepared is None:
                raise Refused(_("没有这个准备好的切换，或它已下达、取消、失效。"), code="not_prepared")
        return self.pressed(request, switch_services.order_switch, prepared)

    @extend_schema(request={"application/json": PRESS}, parameters=[KEY])
    @action(detail=False, methods=["post"], url_path="lift", url_name="lift")
    def lift(self, request):
        """解除闭环 for a scope, by the digest of its preview."""
        return self.pressed(request, switch_services.lift_switch, None)

    @extend_schema(request={"application/json": WITHDRAW}, parameters=[KEY])
    @action(detail=True, methods=["post"], url_path="withdraw", url_name="withdraw")
    def withdraw(self, request, pk):
        """Orders nobody confirmed yet are withdrawn: those of the firms named, or all."""
        switch, form = self.switch(pk), WithdrawForm(request.data)
        if not form.is_valid():
            return of_form(form)
        loops, replayed = None, False
        if (codes := request.data.get("enterprises")) is not None:
            if not isinstance(codes, list):
                return invalid([wrong("enterprises", _("须为统一社会信用代码的列表。"))])
            chosen = switch.loops.filter(enterprise__credit_code__in=map(str, codes))
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
            if not isinstance(variants, dict) or any(one not in Variant.values for one in variants.values()):
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
            if switch is None or switch.digest != words["digest"]:
                raise reused() from done
            response = self.retrieve(request, pk=switch.pk)
            response["Idempotency-Replayed"] = "true"
        return response
