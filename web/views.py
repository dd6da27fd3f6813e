"""Pages that may know everything: what waits for you, and search."""

from datetime import timedelta

from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from calls.duty import duty_of
from clock import clock
from periods.areas import areas_in_force
from stats.reading import may_read
from stats.scope_words import without
from stats.services import latest_headline
from ui.nav import count_together
from workflow import work

from .search import found

SHOWN = 40
SOON = timedelta(hours=3)


def home(request):
    """What waits for this person, soonest due first, and how things stand."""
    kinds = {one.key: one for one in work.declared()}
    queues = {key: one.waiting(request.user) for key, one in kinds.items()}
    watches = {one: one.rows(request.user) for one in work.watched()}
    late = {one: rows if rows is None else one.late(rows) for one, rows in watches.items()}
    counts = count_together(
        queues
        | {("watch", one.key): rows for one, rows in watches.items()}
        | {("late", one.key): rows for one, rows in late.items()}
    )
    chosen = request.GET.get("kind") if request.GET.get("kind") in kinds else None
    items = [
        {
            "kind": kinds[key],
            "record": record,
            "about": kinds[key].about(record) if kinds[key].about else [],
            "due": getattr(record, kinds[key].due),
            "url": kinds[key].at(record) if kinds[key].at else record.get_absolute_url(),
        }
        for key, queue in queues.items()
        if counts[key] and chosen in (None, key)
        for record in queue[:SHOWN]
    ]
    now = clock.now()
    items.sort(key=lambda item: (item["due"] is None, item["due"] or now, item["record"].pk))
    total = sum(counts[key] for key in kinds if chosen in (None, key))
    context = {
        "title": _("待办"),
        "groups": grouped(items[:SHOWN], now),
        "kinds": [(one, counts[key]) for key, one in kinds.items() if counts[key]],
        "chosen": chosen,
        "watched": [
            (one, counts["watch", one.key], counts["late", one.key])
            for one in watches
            if counts["watch", one.key]
        ],
        "many": [
            link
            for key, one in kinds.items()
            if one.many and counts[key] > 1 and chosen in (None, key)
            for link in one.many(request.user)
        ],
        "total": sum(counts[key] for key in kinds),
        "more": total - len(items[:SHOWN]),
        "now": now,
        "overdue": sum(1 for item in items if item["due"] and item["due"] < now),
        "headline": latest_headline() if may_read(request.user) else None,
        "duty": duty_of(request.user),
        "areas": [(without(area, area.released), area.number) for area in areas_in_force()],
    }
    return render(request, "web/home.html", context)


def grouped(items, now):
    """[(words, tone, items)] by when they are due; empty groups are left out."""
    tonight = clock.day_start(clock.day_of(now) + timedelta(days=1))
    bounds = [
        (_("已超时"), "is-stop", lambda due: due is not None and due < now),
        (_("三小时内到期"), "is-warn", lambda due: due is not None and due < now + SOON),
        (_("今天"), "", lambda due: due is not None and due < tonight),
        (_("以后"), "", lambda due: due is not None),
        (_("没有时限"), "", lambda due: True),
    ]
    groups, left = [], list(items)
    for words, tone, fits in bounds:
        inside = [item for item in left if fits(item["due"])]
        left = [item for item in left if not fits(item["due"])]
        if inside:
            groups.append({"label": words, "tone": tone, "items": inside})
    return groups


def search(request):
    """One box for everything: firms, parks, plans, plates, pass numbers. A single hit is opened at once."""
    words = request.GET.get("q", "").strip()
    groups = found(request.user, words) if words else []
    hits = [hit for group in groups for hit in group["hits"]]
    if len(hits) == 1:
        return redirect(hits[0]["url"])
    context = {"title": _("查找"), "words": words, "groups": groups, "hits": len(hits)}
    return render(request, "web/search.html", context)
