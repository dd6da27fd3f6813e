"""Voiding by a notice, over REST."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action

from accounts.models import Role
from ui.problems import of_form
from ui.rest import dumps
from workflow.rest import form_schema

from .forms import VoidForm
from .services import preview, void_before


class VoidActions:
    """``POST passes/void-before/``: without ``digest`` what would end, with it the deed."""

    @extend_schema(
        request={"application/json": form_schema(VoidForm)},
        responses={
            200: {
                "type": "object",
                "properties": {
                    "passes": {"type": "array", "items": {"type": "integer"}},
                    "digest": {"type": "string"},
                    "done": {"type": "boolean"},
                },
            }
        },
    )
    @action(detail=False, methods=["post"], url_path="void-before")
    def void_before(self, request):
        if not request.user.holds(Role.CITY):
            raise PermissionDenied
        form = VoidForm(request.data)
        if not form.is_valid():
            return of_form(form)
        if not (digest := form.cleaned_data["digest"]):
            shown = preview(**form.what())
            return _json({"passes": shown.keys, "digest": shown.digest, "done": False})
        words = {name: form.cleaned_data[name] for name in ("basis", "remark")}
        done = void_before(by=request.user, digest=digest, **form.what(), **words)
        return _json({"passes": done.moved, "digest": "", "done": True})


def _json(body):
    return HttpResponse(dumps(body), content_type="application/json")
