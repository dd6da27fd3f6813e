"""Types of pass over REST."""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from drf_spectacular.utils import extend_schema

from passes.columns import TYPES
from passes.models import PassType
from ui.problems import of_form
from ui.viewsets import ColumnsViewSet
from workflow.rest import form_schema

from . import services
from .forms import TypeForm

_BODY = {"application/json": form_schema(TypeForm)}


class PassTypeViewSet(ColumnsViewSet):
    """Types of pass: who issues them, how long they may hold, whether applications are open.

    ``POST`` adds one, ``PATCH`` changes one; both ask a basis. A change is for applications to come.
    """

    columns = TYPES
    lookup_field = "code"

    def get_queryset(self):
        return PassType.objects.all()

    @extend_schema(request=_BODY)
    def create(self, request):
        if not services.may_add(request.user):
            raise PermissionDenied
        return self._done(request, None, 201)

    @extend_schema(request=_BODY)
    def partial_update(self, request, code):
        record = PassType.objects.select_related("issuing_unit").filter(code=code).first()
        if record is None:
            raise Http404
        if not services.may_issue(record.issuing_unit, request.user):
            raise PermissionDenied
        return self._done(request, record, 200)

    def _done(self, request, record, status):
        form = TypeForm(request.data, user=request.user, record=record)
        if not form.is_valid():
            return of_form(form)
        if record is None:
            record = services.add_type(by=request.user, **form.cleaned_data)
        else:
            record = services.edit_type(record, by=request.user, **form.cleaned_data)
        response = self.retrieve(request, code=record.code)
        response.status_code = status
        return response
