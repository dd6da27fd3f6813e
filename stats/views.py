"""The pages of the day's figures."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from clock import clock
from ui.lists import list_page

from . import firms, page
from .cutoff import cutoff_of, first_day
from .figures import name_of
from .forms import PER_FIRM
from .models import Compilation, ScopeKind
from .owed import owed
from .reading import check_reader, of_day, scope_names
from .returns import reported
from .scope_words import of_row
from .scopes import controlled_areas
from .services import compile_now


def statistics(request, day=None):
    """One day's figures, the last day's if none is named; an earlier revision by ``?revision=``."""
    check_reader(request.user)
    revision = request.GET.get("revision", "")
    made = of_day(day, int(revision) if revision.isascii() and revision.isdigit() else None)
    if made is None:
        return no_figures(request, day)
    context = board(request, made) | {"revisions": list(Compilation.objects.filter(day=made.day))}
    return render(request, "stats/day.html", context)


def now(request):
    """Figures of this moment, by what is recorded: not final, not stored, not exported."""
    check_reader(request.user)
    return render(request, "stats/day.html", board(request, compile_now()) | {"live": True})


def board(request, made):
    figures = page.board_of(made, request.user)
    day = page.day_of(made)
    lines, total, city = page.by_county(day, figures)
    before, after = page.neighbours(day, list(Compilation.objects.current().values_list("day", flat=True)))
    return {
        "title": _("统计"),
        "made": made,
        "day": day,
        "headline": page.headline(made, figures),
        "lines": [line for line in lines if line["share"].denominator],
        "outside": [line for line in lines if not line["share"].denominator],
        "withheld": any(line["output"] is None for line in [*lines, total, city]),
        "note": figures.note,
        "total": total,
        "city": city,
        "map": page.county_map(lines),
        "trend": page.trend(day, figures),
        "support": page.support(figures),
        "before": before,
        "after": after,
        "returns": reported(day, made.as_of),
    }


def no_figures(request, day):
    """A day without figures: since when they are owed, or why there are none to owe."""
    waiting = {one.day: one.since for one in owed()}
    first = first_day()
    context = {
        "title": _("统计"),
        "day": day,
        "since": waiting.get(day),
        "open_until": cutoff_of(day) if day and cutoff_of(day) > clock.now() else None,
        "first": first,
        "last": of_day(),
        "waiting": waiting if day is None else {},
    }
    return render(request, "stats/missing.html", context, status=404 if day else 200)


def rows(request, day, figure, scope, code):
    """依据明细: the firms behind a count, as far as this person sees them."""
    check_reader(request.user)
    made = of_day(day)
    if made is None or figure not in PER_FIRM or scope not in ScopeKind.values:
        raise Http404
    row = made.figures.filter(figure=figure, scope_kind=scope, scope_code=code).first()
    if row is None:
        raise Http404
    context = {
        "title": _("依据明细"),
        "made": made,
        "row": row,
        "figure_name": name_of(figure),
        "scope_name": of_row(row, controlled_areas(made.as_of, made.known_at), scope_names()(row.scope_name)),
        "back": reverse("stats:day", args=[day]),
        "export_name": f"{figure}-{day}",
    }
    found = firms.firms_behind(made, request.user, figure=figure, scope=scope, code=code)
    return list_page(
        request, firms.COLUMNS, found, firms.FirmFilter, "stats/rows.html", context, default_sort="name"
    )
