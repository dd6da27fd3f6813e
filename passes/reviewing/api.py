"""Issues over REST; one is marked by ``POST passes/{id}/recheck/``, many by ``POST pass-issues/recheck/``."""

from django import forms
from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action

from passes.models.reviews import Outcome
from ui.forms import Form
from ui.problems import of_form
from ui.rest import dumps
from ui.viewsets import ColumnsViewSet
from workflow.rest import form_schema

from .columns import ISSUES
from .filters import MOST, IssueFilter
from .services import mark
from .views import issues_for


class MarkForm(Form):
    """Which issues were looked at again, and how they were found."""

    passes = forms.JSONField()
    outcome = forms.ChoiceField(choices=Outcome.choices)
    remark = forms.CharField(required=False, max_length=2000)

    def clean_passes(self):
        keys = self.cleaned_data["passes"]
        if not isinstance(keys, list) or not all(type(key) is int for key in keys) or len(keys) > MOST:
            raise forms.ValidationError(f"a list of at most {MOST} ids", code="passes")
        return keys

    def clean(self):
        answers = super().clean()
        if answers.get("outcome") == Outcome.WRONG and not answers.get("remark", "").strip():
            self.add_error("remark", forms.ValidationError("say what is wrong", code="required"))
        return answers


class PassIssueViewSet(ColumnsViewSet):
    """Passes issued, by whom, on what ground, with whom, what was not clean; ``sample`` and ``seed`` draw some."""

    columns = ISSUES
    component = "PassIssue"
    filterset_class = IssueFilter
    default_sort = "-issued_at"

    def get_queryset(self):
        return issues_for(self.request.user)

    @extend_schema(request={"application/json": form_schema(MarkForm)}, responses={200: {"type": "object"}})
    @action(detail=False, methods=["post"])
    def recheck(self, request):
        issues_for(request.user)
        form = MarkForm({**request.data, "passes": dumps(request.data.get("passes")).decode()})
        if not form.is_valid():
            return of_form(form)
        answers = form.cleaned_data
        done = mark(answers["passes"], by=request.user, outcome=answers["outcome"], remark=answers["remark"])
        left = {str(key): str(sentence) for key, (_code, sentence) in done.refused.items()}
        return HttpResponse(dumps({"done": done.moved, "left": left}), content_type="application/json")
