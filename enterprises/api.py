"""The registry and its sheets over REST."""

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.response import Response

from accounts.models import Role
from ui.problems import of_form
from ui.viewsets import ColumnsViewSet
from workflow.errors import NotYours
from workflow.rest import LifeViewSet, form_schema

from . import services
from .columns import ENTERPRISES, PARKS, RETURNS
from .filters import EnterpriseFilter, ParkFilter, ReturnFilter
from .forms import DailyReturnForm, EnterpriseForm, EnterprisePatch
from .models import DailyReturn, Enterprise, Park
from .return_views import filed_return
from .towns import PlacingForm

PLACED = {"type": "object", "properties": {"placed": {"type": "integer"}}, "required": ["placed"]}


class EnterpriseViewSet(LifeViewSet):
    """Firms by credit code, with their directory line of the latest year."""

    columns = ENTERPRISES
    filterset_class = EnterpriseFilter
    lookup_field = "credit_code"
    create_form = EnterpriseForm
    edit_form = EnterprisePatch

    def get_queryset(self):
        return Enterprise.objects.visible_to(self.request.user).with_entry()

    def do_create(self, form, by):
        return services.register_enterprise(by=by, **form.cleaned_data)

    def do_edit(self, record, form, by):
        given = {name: value for name, value in form.cleaned_data.items() if name in self.request.data}
        services.edit_enterprise(record, by=by, **given)

    @extend_schema(request={"application/json": form_schema(PlacingForm)}, responses={200: PLACED})
    @action(detail=False, methods=["post"])
    def towns(self, request):
        """Say of many firms in which town they lie, so that a release of the town reaches them."""
        if not request.user.holds(Role.DISTRICT, Role.CITY):
            raise NotYours
        form = PlacingForm(request.data, user=request.user)
        if not form.is_valid():
            return of_form(form)
        return Response({"placed": form.place(request.user)})


class ParkViewSet(ColumnsViewSet):
    columns = PARKS
    filterset_class = ParkFilter

    def get_queryset(self):
        return Park.objects.visible_to(self.request.user).with_firms()


class ReturnViewSet(ColumnsViewSet):
    """Daily returns as they stand; POST reports a day or amends it."""

    columns = RETURNS
    filterset_class = ReturnFilter

    def get_queryset(self):
        return DailyReturn.objects.current().visible_to(self.request.user)

    @extend_schema(request={"application/json": form_schema(DailyReturnForm)})
    def create(self, request):
        form = DailyReturnForm(request.data, user=request.user)
        if not form.is_valid():
            return of_form(form)
        answer = self.retrieve(request, pk=filed_return(form, request.user).pk)
        answer.status_code = 201
        return answer


ROUTES = {"enterprises": EnterpriseViewSet, "parks": ParkViewSet, "returns": ReturnViewSet}
