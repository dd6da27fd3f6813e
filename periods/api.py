"""Control periods over REST."""

from django.http import Http404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.permissions import SAFE_METHODS

from accounts.models import Role
from files.sending import send
from workflow.errors import NotYours
from workflow.rest import LifeViewSet

from . import services
from .columns import COLUMNS
from .filters import PeriodFilter
from .forms import NoticeForm
from .models import ControlPeriod
from .views import transcribed


class ControlPeriodViewSet(LifeViewSet):
    """Control periods; ``?in_force_at=2022-09-11T00:00:00+08:00`` gives what was controlled at a moment.

    POST transcribes a notice: one period an area. The answer is the first; ``?number=`` lists them all.
    """

    columns = COLUMNS
    filterset_class = PeriodFilter
    verbs = services.VERBS
    create_form = NoticeForm

    def check_permissions(self, request):
        super().check_permissions(request)
        if (
            request.method not in SAFE_METHODS
            and self.action == "create"
            and not request.user.holds(Role.CITY)
        ):
            raise NotYours()

    def get_queryset(self):
        return ControlPeriod.objects.visible_to(self.request.user).with_term()

    @extend_schema(responses={(200, "application/pdf"): OpenApiTypes.BINARY})
    @action(detail=True, methods=["get"])
    def file(self, request, pk):
        """The notice as it was published; 404 where none was kept."""
        kept = self.record(pk=pk).file
        if kept is None:
            raise Http404
        return send(kept.file)

    def do_create(self, form, by):
        return transcribed(form, by)[0]


ROUTES = {"control-periods": ControlPeriodViewSet}
