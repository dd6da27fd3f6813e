"""Prepared switches over REST."""

from plans.models.loops import Variant
from workflow.rest import LifeViewSet

from . import prepared as switch_prepared
from .columns import PREPARED
from .filters import PreparedFilter
from .forms import PrepareForm
from .models import PreparedSwitch


class PreparedViewSet(LifeViewSet):
    """Switches made ready for a notice's hour; ordering one is POST /switches/ with ``prepared``."""

    columns = PREPARED
    filterset_class = PreparedFilter
    verbs = switch_prepared.VERBS
    create_form = PrepareForm

    def get_queryset(self):
        return PreparedSwitch.objects.visible_to(self.request.user)

    def do_create(self, form, by):
        words = {name: form.cleaned_data[name] for name in ("hour", "period", "basis")}
        variant = form.cleaned_data["variant"] or Variant.PLAN
        return switch_prepared.prepare_switch(form.scope, by=by, variant=variant, **words)
