"""What the switch adds to the pages of the apps below."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from periods.models import Phase
from ui.panels import Panel

from .columns import TONES
from .models import PreparedSwitch
from .views import READERS, SWITCHERS

BEFORE = {Phase.PLANNED, Phase.AHEAD}


def of_period(request, period):
    """On a notice's page: what was made ready for its hour, and for those who may switch, the preview of its area."""
    if not request.user.holds(*READERS):
        return None
    prepared = PreparedSwitch.objects.visible_to(request.user).filter(period=period).order_by("-pk")[:5]
    shown = [(one, (TONES[one.status], one.get_status_display())) for one in prepared]
    before, url = period.phase in BEFORE, ""
    if request.user.holds(*SWITCHERS) and (before or period.phase == Phase.IN_FORCE):
        asked = {"region": period.region.code, **({"period": period.pk} if before else {})}
        url = f"{reverse('control:switch_new')}?{urlencode(asked)}"
    if not shown and not url:
        return None
    return Panel(
        _("一键切换"), "control/_period_panel.html", {"prepared": shown, "url": url, "before": before}
    )
