from urllib.parse import urlencode

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from ui.nav import NavEntry

READERS = {"enterprise_clerk", "territorial_officer", "district_officer", "city_officer", "auditor"}


def firms(user, words):
    """The search box: firms by name, initials or code."""
    from django.urls import reverse

    from .finding import found_by
    from .models import Enterprise

    seen = Enterprise.objects.visible_to(user).filter(found_by(words))
    return pgettext("many", "企业"), seen, f"{reverse('enterprises:list')}?{urlencode({'q': words})}"


def parks(user, words):
    from django.urls import reverse

    from .finding import found_by
    from .models import Park

    seen = Park.objects.visible_to(user).filter(found_by(words, code=False))
    return pgettext("many", "园区"), seen, f"{reverse('enterprises:parks')}?{urlencode({'q': words})}"


def of_period(request, period):
    """Firms no release of this period's towns reaches; imported late, models are not ready yet."""
    from .town_views import of_period

    return of_period(request, period)


class EnterprisesConfig(AppConfig):
    name = "enterprises"
    verbose_name = _("企业与园区")
    finds = [firms, parks]
    panels = {"periods.ControlPeriod": of_period}
    nav = [
        NavEntry(
            "enterprises",
            _("企业与园区"),
            "enterprises:list",
            order=20,
            short=_("企业"),
            tab=pgettext_lazy("tab", "企业"),
            roles=READERS,
        ),
        NavEntry(
            "returns",
            _("日报"),
            "enterprises:returns",
            order=25,
            roles={"enterprise_clerk"},
        ),
        NavEntry(
            "parks",
            pgettext_lazy("tab", "园区"),
            "enterprises:parks",
            order=21,
            roles=READERS,
            under="enterprises",
        ),
        NavEntry(
            "all-returns",
            _("日报"),
            "enterprises:returns",
            order=22,
            roles=READERS - {"enterprise_clerk"},
            under="enterprises",
        ),
    ]

    def ready(self):
        from accounts import below, ways

        from . import importing  # noqa: F401 - makes the kinds of sheet known to page, REST and command
        from .jurisdiction import units_of_own_territory

        below.REACH.append(units_of_own_territory)
        ways.WAYS.append((_("从表格开通"), "enterprises:people_import"))
