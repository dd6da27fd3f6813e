"""What a firm's page shows of its collection links, and its papers to print."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from ui.panels import Panel

from .columns import STATES, TONES, state_of
from .models import CollectionLink


def of_firm(request, firm):
    links = CollectionLink.objects.visible_to(request.user).filter(enterprise=firm).annotate(state=state_of())
    words = dict(STATES)
    rows = [(link, (TONES[link.state], words[link.state])) for link in links[:3]]
    context = {"rows": rows, "pack": f"{reverse('gathering:pack')}?{urlencode({'firm': firm.credit_code})}"}
    url = f"{reverse('gathering:links')}?{urlencode({'q': firm.credit_code})}"
    return Panel(_("收集链接"), "gathering/_panel.html", context, url=url, link=_("全部"), order=30)
