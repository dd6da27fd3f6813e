"""Where a park or firm stands now, read at every reading: on which lists, removed when, disqualified when."""

from django.db.models import Case, CharField, Exists, OuterRef, Q, Value, When
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clock import clock
from ui import moments

from .models import EntryTerm, Level, WhitelistEntry

LISTED, REMOVED, DISQUALIFIED = "listed", "removed", "disqualified"
CHOICES = [
    (DISQUALIFIED, gettext_lazy("已取消资格")),
    (REMOVED, gettext_lazy("白名单已调出")),
    (LISTED, gettext_lazy("在白名单")),
]
TONES = {DISQUALIFIED: "stop", REMOVED: "warn", LISTED: "plain"}


def warnings(subject):
    """[(tone, sentence)] of what a plan, a pass or a loop of this park or firm no longer rests on; never stored."""
    told = []
    if disqualified_at := getattr(subject, "disqualified_at", None):
        told.append(("stop", _("已取消资格（{day}）").format(day=moments.day(disqualified_at))))
    if day := removed_on(subject):
        told.append(("warn", _("白名单已调出（{day}）").format(day=moments.day(day))))
    return told


def removed_on(subject):
    """The day the subject left the municipal list or its term there ended, unless it stands there again; None if it
    never did."""
    own = WhitelistEntry.objects.of(subject).filter(level=Level.MUNICIPAL)
    terms = EntryTerm.objects.current().filter(entry__in=own, entry__status__in=["listed", "removed"])
    statuses = list(terms.order_by("-effective_until", "-pk").values_list("entry__status", "effective_until"))
    today = clock.today()
    if any(status == "listed" and (until is None or until > today) for status, until in statuses):
        return None
    return statuses[0][1] if statuses else None


def standing_expression(firm="enterprise", park=""):
    """For a list: the code of ``CHOICES`` of each row's firm or park, or null; subqueries of the same statement."""
    same = Q(enterprise=OuterRef(firm))
    if park:
        same |= Q(park=OuterRef(park))
    municipal = WhitelistEntry.objects.filter(same, level=Level.MUNICIPAL)
    goes_on = Q(terms__effective_until=None) | Q(terms__effective_until__gt=clock.today())
    standing = municipal.filter(goes_on, status="listed", terms__superseded_at=None)
    return Case(
        When(Q(**{f"{firm}__disqualified_at__isnull": False}), then=Value(DISQUALIFIED)),
        When(Exists(standing), then=Value(LISTED)),
        When(Exists(municipal.filter(status__in=["listed", "removed"])), then=Value(REMOVED)),
        default=Value(None),
        output_field=CharField(),
    )


def numbers(entries):
    """[(level, parks, firms)] of a queryset of entries, every level named, for a page; one statement."""
    found = {(row["level"], row["of_park"]): row["number"] for row in entries.counted()}
    return [
        (label, found.get((level, True), 0), found.get((level, False), 0)) for level, label in Level.choices
    ]
