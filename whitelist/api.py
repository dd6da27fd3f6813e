"""The white list over REST."""

from workflow.rest import LifeViewSet

from . import services
from .columns import COLUMNS
from .filters import EntryFilter
from .forms import NominateForm
from .models import WhitelistEntry
from .views import nominated


class WhitelistViewSet(LifeViewSet):
    """Entries of every level; ``?listed_at=2022-09-11T00:00:00+08:00`` gives the list as of a moment."""

    columns = COLUMNS
    filterset_class = EntryFilter
    verbs = services.VERBS
    create_form = NominateForm

    def get_queryset(self):
        return WhitelistEntry.objects.visible_to(self.request.user).with_term()

    def do_create(self, form, by):
        return nominated(form, by)


ROUTES = {"whitelist": WhitelistViewSet}
