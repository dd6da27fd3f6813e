from urllib.parse import urlencode

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from papers.kinds import PaperKind
from ui.nav import NavEntry
from ui.panels import Panel
from workflow.work import Work

LEAST = 4  # characters of a plate or number that are worth looking for


def waiting(user):
    """Passes on which the next step is this person's."""
    from .models import VehiclePass

    return None if user.roles <= {"auditor"} else VehiclePass.objects.waiting_for(user)


def to_handle(user):
    from .models import VehiclePass

    return VehiclePass.objects.waiting_for(user)


def find(user, words):
    """The search box: passes by (the last four of) their plate, however it is typed, or by their number."""
    from django.db.models import Q
    from django.urls import reverse

    from . import plates
    from .issue import numbers
    from .models import VehiclePass

    plate, number = plates.normalise(words), numbers.normalise(words)
    if len(plate) < LEAST:
        return None
    wanted = Q(plate__contains=plate) | Q(number__startswith=number)
    seen = VehiclePass.objects.visible_to(user).filter(wanted)
    return pgettext("many", "通行证"), seen, f"{reverse('passes:list')}?{urlencode({'q': words})}"


def panel(request, firm):
    """A firm's latest passes, on its page."""
    from .panels import of_firm

    context = of_firm(request.user, firm)
    return context and Panel(
        pgettext("many", "通行证"),
        "passes/_panel.html",
        context,
        url=context["url"],
        link=_("全部"),
        order=60,
    )


def to_print(user):
    """Selected passes are printed as one file."""
    from django.urls import reverse

    return [{"verb": "pack", "label": _("打印所选"), "url": reverse("passes:pack")}]


def standing(key):
    """How a pass on paper stands by now; imported late, models are not ready yet."""
    from .paper.printing import standing_by_key

    return standing_by_key(key)


def may_seal(user, keys):
    """Who hands in a whole pack of passes stamped; imported late, models are not ready yet."""
    from .paper.printing import may_seal_all

    return may_seal_all(user, keys)


def keeps():
    """What is kept of drivers, for the page that tells it; imported late, models are not ready yet."""
    from .people import kept

    return kept()


def outage_parts():
    """What the outage pack holds of passes; imported late, models are not ready yet."""
    from .outage import parts

    return parts()


class PassesConfig(AppConfig):
    name = "passes"
    verbose_name = pgettext_lazy("many", "通行证")
    nav = [
        NavEntry(
            "passes",
            pgettext_lazy("many", "通行证"),
            "passes:list",
            views=("passes:queue", "passes:batches", "passes:stable", "passes:reviews", "passes:types"),
            order=60,
            phone=True,
            roles={
                "enterprise_clerk",
                "territorial_officer",
                "district_officer",
                "city_officer",
                "department_liaison",
                "auditor",
            },
            count=waiting,
        ),
        NavEntry(
            "reconciliations",
            _("签名对账"),
            "passes:reconciliations",
            order=86,
            roles={"security_administrator", "audit_administrator"},
            under="accounts",
        ),
        NavEntry("verify", _("核验通行证"), "passes:verify", order=10, place="public"),
    ]
    finds = [find]
    papers = [PaperKind("pass", _("通行证"), "passes/pass.typ", standing, may_seal, archival=False)]
    outage = [outage_parts]
    keeps = [keeps]
    bulks = {"passes.VehiclePass": to_print}
    work = [
        Work(
            "passes",
            pgettext_lazy("many", "通行证"),
            "passes.VehiclePass",
            ("accept", "recommend", "issue", "recommend_issue", "edit"),
            pgettext_lazy("verb", "办理"),
            rows=to_handle,
            related=("enterprise__county",),
            about=lambda one: [one.enterprise, one.enterprise.county],
        )
    ]
    panels = {"enterprises.Enterprise": panel}

    def ready(self):
        from accounts.desk_forms import GOODS

        from .batches import importing, register  # noqa: F401 - makes the kinds of sheet known to page, REST and command
        from .models import Goods

        GOODS[:] = Goods.choices  # the unit's desk asks which goods a department looks after
