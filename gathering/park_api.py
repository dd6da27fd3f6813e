"""A park's template over REST."""

from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.viewsets import ViewSet

from enterprises.models import Park
from plans.questions import CURRENT
from ui.problems import invalid
from ui.rest import answered
from workflow.errors import NotYours

from . import schemas
from .asking import PROMISES, StartForms, start_questions
from .parks import may_keep, save_template, template_of


class ParkTemplateViewSet(ViewSet):
    """A park's template by the park's number: GET reads it, PUT writes its next version."""

    lookup_value_regex = r"\d+"

    def _park(self, request, pk):
        park = Park.objects.visible_to(request.user).filter(pk=pk).first()
        if park is None:
            raise Http404
        return park

    @extend_schema(responses={200: schemas.TEMPLATE})
    def retrieve(self, request, pk):
        return answered(self._told(self._park(request, pk)))

    @extend_schema(request={"application/json": schemas.TEMPLATE}, responses={200: schemas.TEMPLATE})
    def update(self, request, pk):
        park = self._park(request, pk)
        if not may_keep(park, request.user):
            raise NotYours
        given = request.data.get("answers") if isinstance(request.data, dict) else None
        given = given if isinstance(given, dict) else {}
        forms = StartForms(CURRENT["enterprise"], given, without=PROMISES)
        known = {question.key for question in start_questions("enterprise", without=PROMISES)}
        errors = [
            {"field": key, "code": "unknown_question", "detail": _("模板没有这个问题。")}
            for key in sorted(set(given) - known)
        ]
        if not forms.is_valid() or errors:
            return invalid(errors + forms.problems())
        save_template(park, forms.answers(), by=request.user)
        return answered(self._told(park))

    @staticmethod
    def _told(park):
        standing = template_of(park)
        return {
            "park": park.pk,
            "question_set": standing.question_set if standing else None,
            "answers": standing.answers if standing else {},
            "recorded_at": standing.recorded_at if standing else None,
        }
