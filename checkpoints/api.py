"""Posts, their phones, shifts and records over REST, and the duty desk's day."""

from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.decorators import action
from rest_framework.viewsets import ViewSet

from accounts.models import Role
from clock import clock
from enterprises.jurisdiction import SEE_ALL
from ui.keys import plain_key
from ui.problems import of_form
from ui.viewsets import ColumnsViewSet, ListViewSet
from workflow.errors import NotYours
from workflow.rest import LifeViewSet

from . import schemas, services
from .columns import CHECKS, DEVICES, POSTS, SHIFTS
from .desk import desk_of
from .filters import CheckFilter, DeviceFilter, PostFilter, ShiftFilter
from .forms import CutOffForm, DayForm, PostForm
from .models import Check, Device, Post, Shift
from .models.posts import posts_seen_by
from .phone_api import CheckpointViewSet, answered
from .views import phone_address


class PostViewSet(LifeViewSet):
    """Posts (查验点). POST opens one; ``POST {id}/code/`` makes a one-time code for a phone, told here only."""

    columns = POSTS
    filterset_class = PostFilter
    create_form = PostForm

    def get_queryset(self):
        return Post.objects.visible_to(self.request.user)

    def do_create(self, form, by):
        return services.open_post(by=by, **form.cleaned_data)

    def made_by(self, deed):
        return Post.objects.filter(deed=deed).first()

    @extend_schema(request=None, responses={201: schemas.CODE})
    @action(detail=True, methods=["post"])
    def code(self, request, pk):
        code, until = services.make_code(self.record(pk=pk), by=request.user)
        body = {"code": code, "expires_at": until, "address": phone_address(request, code)}
        return answered(body, 201)


class DeviceViewSet(ColumnsViewSet):
    """Phones at posts. ``POST {id}/cut-off/`` refuses a lost one from now on."""

    columns = DEVICES
    filterset_class = DeviceFilter

    def get_queryset(self):
        return Device.objects.visible_to(self.request.user)

    @extend_schema(request={"application/json": schemas.CUT_OFF}, responses={200: None})
    @action(detail=True, methods=["post"], url_path="cut-off")
    def cut_off(self, request, pk):
        device = self.get_queryset().select_related("post").filter(pk=plain_key(pk)).first()
        if device is None:
            raise Http404
        form = CutOffForm(request.data)
        if not form.is_valid():
            return of_form(form)
        services.cut_off(device, by=request.user, **form.cleaned_data)
        return self.retrieve(request, pk=pk)


class ShiftViewSet(ListViewSet):
    """Who stood at which post, from when to when."""

    columns = SHIFTS
    filterset_class = ShiftFilter
    default_sort = "-since"
    component = "PostShift"

    def get_queryset(self):
        return Shift.objects.filter(posts_seen_by(self.request.user, "device__post__"))


class CheckViewSet(ListViewSet):
    """Records of vehicles checked: what the guard saw, and what the server held true."""

    columns = CHECKS
    filterset_class = CheckFilter
    default_sort = "-seen_at"

    def get_queryset(self):
        return Check.objects.visible_to(self.request.user)


class DeskViewSet(ViewSet):
    """One day at the posts one sees: by hour, by shift, refusals with reasons, one pass at two posts."""

    @extend_schema(parameters=[OpenApiParameter("day", str)], responses={200: schemas.DESK})
    def list(self, request):
        if not reads_desk(request.user):
            raise NotYours
        form = DayForm(request.GET)
        if not form.is_valid():
            return of_form(form)
        desk = desk_of(request.user, form.cleaned_data["day"] or clock.today())
        return answered({**vars(desk), "total": desk.total})


def reads_desk(user):
    return user.holds(*SEE_ALL, Role.DISTRICT, Role.CHECKPOINT)


ROUTES = {
    "posts": PostViewSet,
    "post-phones": DeviceViewSet,
    "post-shifts": ShiftViewSet,
    "checks": CheckViewSet,
    "duty-desk": DeskViewSet,
    "checkpoint": CheckpointViewSet,
}
