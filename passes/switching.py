"""The lists of passes one switches between."""

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from accounts.models import Role

from .models import PassType, VehiclePass
from .statuses import WAITING
from .steps import Desk

APPLICANTS = (Role.CLERK, Role.TERRITORIAL)
# Verbs over selected rows, each that takes two steps behind the first of them.
MANY = ("accept", "accept_recommend", "accept_issue", "recommend", "recommend_issue", "issue", "return")
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
    """What a reviewer may do at this moment with rows of the list named ``back``; one statement.

    Two steps by one press among them, as on the desk. The list of what is not clean comes first.
    """
    if not reviews(user):
        return []
    waits = VehiclePass.objects.visible_to(user).filter(status__in=WAITING).exclude(filed_by=user)
    moves = {verb: VehiclePass.MOVES[verb] for verb in MANY}
    found = waits.aggregate(
        **{verb: Count("pk", filter=move.who(user) & move.stands) for verb, move in moves.items()}
    )
    url = f"{reverse('passes:decide')}?back={back}"
    return [{"verb": verb, "label": move.label, "url": url} for verb, move in moves.items() if found[verb]]
