"""The lists of passes one switches between."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.models import Role

from .models import PassType, VehiclePass
from .steps import Desk, Steps

APPLICANTS = (Role.CLERK, Role.TERRITORIAL)
# Verbs over selected rows, for whom, and of which steps an application must be asked.
MANY = {
    "accept": ((Role.CITY, Role.DISTRICT), set(Steps) - {Steps.STRAIGHT}),
    "accept_recommend": ((Role.CITY, Role.DISTRICT), {Steps.BOTH}),
    "accept_issue": ((Role.CITY,), {Steps.ACCEPT}),
    "recommend": (None, {Steps.BOTH, Steps.RECOMMEND}),
    "recommend_issue": ((Role.CITY,), {Steps.BOTH, Steps.RECOMMEND}),
    "issue": ((Role.CITY,), set(Steps)),
    "return": (None, set(Steps)),
}
REVIEWERS = (Role.DISTRICT, Role.CITY, Role.LIAISON)


def views(request, current):
    named = [
        ("passes:list", _("全部")),
        ("passes:queue", _("待我办理")),
        ("passes:batches", pgettext("many", "批次")),
    ]
    if request.user.holds(*APPLICANTS):
        named.append(("passes:stable", _("常用车辆")))
    if request.user.holds(Role.CITY, Role.AUDITOR):
        named += [("passes:reviews", _("复核")), ("passes:types", pgettext("many", "类型"))]
    shown = [{"url": reverse(name), "label": label, "current": name == current} for name, label in named]
    apart = request.GET.get("status") == "recommended" and current == "passes:list"
    if apart:
        shown[0]["current"] = False
    url = f"{reverse('passes:list')}?status=recommended"
    shown.insert(2, {"url": url, "label": _("已推荐，未核发"), "current": apart})
    return shown


def permissions(user):
    """Which of the list's own verbs this person is shown."""
    return {
        "apply": user.holds(*APPLICANTS),
        "enter": user.holds(Role.CITY),
        "review": reviews(user),
    }


def reviews(user):
    """Whether the desk is this person's: reviewers', and the territory's where a type asks its recommendation.

    What waits keeps its steps though its type changed: then it is in the territory's list 待我办理.
    """
    if user.holds(*REVIEWERS):
        return True
    return user.holds(Role.TERRITORIAL) and PassType.objects.filter(recommender=Desk.TERRITORY).exists()


def bulk_verbs(user, back):
    """listing -> what a reviewer may do with rows of the page shown, of the list named ``back``.

    Only verbs by which one of these rows could go on, two steps by one press among them. What keeps a selected one
    from it is told first, in the list of what is not clean.
    """
    url = f"{reverse('passes:decide')}?back={back}"
    own = {
        verb: VehiclePass.MOVES[verb]
        for verb, (roles, _steps) in MANY.items()
        if not roles or user.holds(*roles)
    }

    def of_rows(listing):
        ways = set(listing.besides)
        return [
            {"verb": verb, "label": move.label, "url": url}
            for verb, move in own.items()
            if any(status in move.sources and steps in MANY[verb][1] for status, steps in ways)
        ]

    return of_rows if reviews(user) else ()
