"""Passes and their types over REST."""

from rest_framework.decorators import action

from workflow.rest import LifeViewSet, create_action

from . import services
from .apply.form import ApplyForm
from .apply.stable import StableVehicleViewSet
from .batches.api import PassBatchViewSet
from .columns import COLUMNS
from .desk.api import DeskActions, KeptPhraseViewSet
from .filters import PassFilter
from .forms import PaperForm
from .models import VehiclePass
from .paper.api import PassPaperActions
from .reconciling.views import ReconciliationViewSet
from .reviewing.api import PassIssueViewSet
from .roadside.api import VerifyViewSet
from .type_desk.api import PassTypeViewSet
from .verbs import VERBS
from .voiding.api import VoidActions


class PassViewSet(DeskActions, VoidActions, PassPaperActions, LifeViewSet):
    """Vehicle passes. ``POST enter/`` enters a paper pass (补录); ``{"draft": true}`` only keeps an application."""

    columns = COLUMNS
    filterset_class = PassFilter
    verbs = VERBS
    create_form = ApplyForm
    edit_form = ApplyForm

    def get_queryset(self):
        return VehiclePass.objects.visible_to(self.request.user)

    def do_create(self, form, by):
        return services.apply_for_pass(by=by, draft=form.cleaned_data["draft"], **form.application())

    def do_edit(self, record, form, by):
        services.edit_pass(record, by=by, **form.application())

    def do_enter(self, form, by):
        return entered(form, by)

    enter = action(detail=False, methods=["post"])(create_action(PaperForm, "do_enter"))


def entered(form, by):
    """The pass that a valid ``PaperForm`` describes; page and REST alike."""
    names = ("occurred_at", "basis", "remark")
    return services.enter_paper_pass(
        by=by, **{name: form.cleaned_data[name] for name in names}, **form.paper()
    )


ROUTES = {
    "passes": PassViewSet,
    "pass-batches": PassBatchViewSet,
    "pass-phrases": KeptPhraseViewSet,
    "pass-vehicles": StableVehicleViewSet,
    "pass-reconciliations": ReconciliationViewSet,
    "pass-types": PassTypeViewSet,
    "pass-issues": PassIssueViewSet,
    "verify": VerifyViewSet,
}
