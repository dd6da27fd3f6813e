"""Prepared switches over REST."""

from plans.loops import Variant
from workflow.rest import LifeViewSet

from . import switch_prepared
from .switch_columns import PREPARED
from .switch_filters import PreparedFilter
from .switch_forms import PrepareForm
from .switch_models import PreparedSwitch


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
