"""A list as a page: search, filters as chips, sorting, keyset pages, export; a part of it for htmx.

At most two statements whatever the number of rows: the count and the page. Rows are tuples, not instances.
"""

from django.apps import apps
from django.core.exceptions import BadRequest
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from .listing import Listing


def list_page(
    request, columns, queryset, filterset_class=None, template="ui/list.html", extra_context=None, **options
):
    """Answer a list: the page, its part for htmx, or ``?export=csv|xlsx``.

    ``extra_context``: ``title``, ``export_name``, ``bulk`` (verbs over selected rows, or listing -> these),
    ``views``, ``empty``, ``above`` (a template that stands above the rows and is swapped with them).
    ``options``: ``default_sort`` ("-key"), ``limit``, ``also`` and ``counted`` (the number of rows, already counted).
    """
    context = {"title": columns.model._meta.verbose_name, **(extra_context or {})}
    listing = Listing(request, columns, queryset, filterset_class, **options)
    kind = request.GET.get("export")
    if kind:
        if kind not in {"csv", "xlsx"}:
            raise BadRequest(_("只能导出为 csv 或 xlsx。"))
        return listing.exported(kind, str(context.get("export_name", context["title"])))
    context["listing"] = listing
    context["view"] = _view_asked_for(request, context.get("views", ()))
    listing.page  # noqa: B018 - now, since the messages it may leave stand above it on the page
    bulk = context.get("bulk") or ()
    context["bulk"] = [*(bulk(listing) if callable(bulk) else bulk), *_bulks(columns.model, request.user)]
    listing.chosen = bool(context["bulk"])
    htmx = getattr(request, "htmx", None)
    part = htmx and htmx.target == "listing" and not htmx.history_restore_request
    response = render(request, "ui/_listing.html" if part else template, context)
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


def _view_asked_for(request, views):
    """The saved view whose conditions are exactly those asked for: none of the reader's own beside them."""
    asked = request.META.get("QUERY_STRING", "")
    return next((view for view in views if asked and view["url"].partition("?")[2] == asked), None)


def _bulks(model, user):
    """What apps above do with selected rows: ``bulks = {"enterprises.Enterprise": user -> [verbs]}`` on an AppConfig."""
    declared = (getattr(config, "bulks", {}).get(model._meta.label) for config in apps.get_app_configs())
    return [verb for verbs in declared if verbs for verb in verbs(user)]
