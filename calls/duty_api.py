"""The roster and acting powers over REST."""

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.response import Response

from accounts import acting
from workflow.errors import NotYours
from workflow.rest import LifeViewSet

from . import roster
from .acting_views import lent, seen
from .duty_columns import ACTING, SHIFTS, ActingFilter, ShiftFilter
from .duty_forms import LendForm, ShiftForm
from .duty_views import may_roster, written
from .models import DutyShift


class DutyShiftViewSet(LifeViewSet):
    """Who is on duty from now on; ``?at=`` who is at a moment. POST writes a shift or corrects the one there."""

    columns = SHIFTS
    filterset_class = ShiftFilter
    create_form = ShiftForm

    def get_queryset(self):
        return DutyShift.objects.standing().visible_to(self.request.user)

    def do_create(self, form, by):
        if not may_roster(by):
            raise NotYours
        return written(form, by)

    def made_by(self, deed):
        return DutyShift.objects.filter(deed=deed).first()

    @extend_schema(request=None, responses={204: None})
    @action(detail=True, methods=["post"])
    def strike(self, request, pk):
        """Take a shift off the roster; it is kept as struck."""
        roster.strike_shift(self.record(pk=pk), by=request.user)
        return Response(status=204)


class ActingViewSet(LifeViewSet):
    """Acting powers: POST lends one of one's own appointments to a colleague until an hour."""

    columns = ACTING
    filterset_class = ActingFilter
    create_form = LendForm

    def get_queryset(self):
        return seen(self.request.user)

    def do_create(self, form, by):
        return lent(form, by)

    def made_by(self, deed):
        return None

    @extend_schema(request=None)
    @action(detail=True, methods=["post"])
    def end(self, request, pk):
        """The powers end now."""
        found = self.record(pk=pk)
        acting.end_early(found, by=request.user)
        return self.answer(request, found)


ROUTES = {"duty-shifts": DutyShiftViewSet, "acting-powers": ActingViewSet}
