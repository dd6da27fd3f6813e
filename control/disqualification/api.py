"""Disqualification over REST."""

from django.http import Http404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action

from files.sending import send
from workflow.rest import LifeViewSet

from . import services
from .columns import CASES, CaseFilter
from .forms import ProposeForm
from .models import Disqualification
from .views import proposed


class DisqualificationViewSet(LifeViewSet):
    """Cases of disqualification; POST proposes one, the verbs state the firm's side, decide, drop, reinstate."""

    columns = CASES
    filterset_class = CaseFilter
    verbs = services.VERBS
    create_form = ProposeForm

    def get_queryset(self):
        return Disqualification.objects.visible_to(self.request.user)

    def do_create(self, form, by):
        return proposed(form, by)

    @extend_schema(responses={(200, "application/octet-stream"): OpenApiTypes.BINARY})
    @action(detail=True, methods=["get"])
    def file(self, request, pk):
        """What the firm handed in with its statement; 404 where nothing was."""
        statement = self.record(pk=pk).statement
        if statement is None or statement.file is None:
            raise Http404
        return send(statement.file)


ROUTES = {"disqualifications": DisqualificationViewSet}
