"""REST lists and records from the same Columns and FilterSet as the pages.

``values_list()`` and orjson, no serializer: about the cost of a view written by hand.
"""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework.viewsets import ViewSet

from . import keyset
from .columns import mask_filters
from .export import exported, sort_expression
from .filters import active, filterset_for, parameter_names
from .rest import CSVRenderer, JSONRenderer, XLSXRenderer, answered
from .schema import describe
from .watching import leaves, watched

LIMIT, MOST = 50, 500
OWN = frozenset({"ordering", "limit", "cursor", "format"})


class Refused(Exception):
    """A question that cannot be answered as asked."""

    status_code = 400

    def __init__(self, code, sentence, errors=None):
        super().__init__(sentence)
        self.code, self.sentence, self.errors = code, sentence, errors


def shaper(columns):
    """A function from a tuple to its dict; ``nest`` gathers county_code, county_name into {"county": {…}}."""
    plan = [(column.key, column.nest, column.key.removeprefix(f"{column.nest}_")) for column in columns]
    if not any(nest for _key, nest, _inner in plan):
        keys = [key for key, _nest, _inner in plan]
        return lambda row: dict(zip(keys, row, strict=False))
    flat = [(place, key) for place, (key, nest, _inner) in enumerate(plan) if not nest]
    nests = {}
    for place, (_key, nest, inner) in enumerate(plan):
        if nest:
            nests.setdefault(nest, []).append((place, inner))

    def shape(row):
        shaped = {key: row[place] for place, key in flat}
        for nest, parts in nests.items():
            # The first part is the key: without it there is nothing to tell.
            there = row[parts[0][0]] is not None
            shaped[nest] = {inner: row[place] for place, inner in parts} if there else None
        return shaped

    return shape


class ListViewSet(ViewSet):
    """A list without records of its own: set ``columns``, ``filterset_class`` and ``get_queryset()``.

    ``GET ?ordering=-key&limit=50&cursor=…&format=csv`` and the FilterSet's parameters; an unknown one is
    refused, since a misspelt filter would answer with everything.
    """

    columns = None
    filterset_class = None
    default_sort = ""
    extra_parameters = frozenset()
    component = ""  # its name in the description, where two lists show one model
    renderer_classes = [JSONRenderer, CSVRenderer, XLSXRenderer]

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        if cls.columns is not None and "columns" in cls.__dict__:
            describe(cls)

    def get_queryset(self):
        raise NotImplementedError

    def list(self, request, **_names):
        columns = self.columns.seen(request.user, "rest")
        queryset = self.filtered(request)
        order = self.ordering(request)
        expression = sort_expression(self.columns, order, request.user)
        kind = request.accepted_renderer.format
        if kind in {"csv", "xlsx"}:
            name = self.columns.model._meta.model_name
            return exported(columns, queryset, expression, order, request.user, kind, name, codes=True)
        page = keyset.take(
            queryset,
            [column.value(request.user) for column in columns],
            expression=expression,
            order=order,
            cursor=request.GET.get("cursor", ""),
            limit=self.limit(request),
        )
        if watched(columns):
            leaves(request.user, queryset.model, len(page.rows), "rest")
        body = {
            "count": queryset.order_by().count(),
            "next": self.link(request, page.next),
            "previous": self.link(request, page.previous),
            "results": list(map(shaper(columns), page.rows)),
        }
        return answered(body)

    def filtered(self, request):
        queryset = self.get_queryset()
        names = parameter_names(self.filterset_class)
        unknown = set(request.GET) - names - OWN - self.extra_parameters
        if unknown:
            sentence = _("不认识的参数：%(names)s。") % {"names": "、".join(sorted(unknown))}
            raise Refused("unknown_parameter", sentence)
        # A FilterSet is costly to make: only when it has something to filter by.
        if not names.intersection(request.GET):
            return queryset
        parts = (self.filterset_class, self.columns, request.user, request.GET, queryset, request)
        filterset = filterset_for(*parts)
        hidden = names.intersection(request.GET) - parameter_names_of(filterset)
        if hidden:
            sentence = _("您的身份不能按此筛选：%(names)s。") % {"names": "、".join(sorted(hidden))}
            raise Refused("filter_not_allowed", sentence)
        if not filterset.form.is_valid():
            raise ValidationError(filterset.form.errors.as_data())
        used = active(filterset)
        return mask_filters(self.columns, filterset.filters, used, filterset.qs, request.user)

    def ordering(self, request):
        wanted = request.GET.get("ordering") or self.default_sort
        allowed = self.columns.sortable(request.user)
        if wanted and wanted.removeprefix("-") not in allowed:
            sentence = _("不能按 %(name)s 排序；可用：%(names)s。")
            raise Refused("bad_ordering", sentence % {"name": wanted, "names": "、".join(allowed)})
        return wanted

    def limit(self, request):
        text = request.GET.get("limit", str(LIMIT))
        if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= MOST):
            raise Refused("bad_limit", _("limit 应为 1 至 %(most)d 的整数。") % {"most": MOST})
        return int(text)

    @staticmethod
    def link(request, cursor):
        if not cursor:
            return None
        kept = request.GET.copy()
        kept["cursor"] = cursor
        return f"{request.build_absolute_uri(request.path)}?{kept.urlencode()}"


class ColumnsViewSet(ListViewSet):
    """A list and its records: set ``lookup_field`` besides; ``get_queryset()`` is what one may see."""

    lookup_field = "pk"

    def retrieve(self, request, **names):
        columns = self.columns.seen(request.user, "rest")
        wanted = names[
            self.lookup_url_kwarg if getattr(self, "lookup_url_kwarg", None) else self.lookup_field
        ]
        try:
            queryset = self.get_queryset().filter(**{self.lookup_field: wanted})
        except (ValueError, ValidationError) as error:
            raise Http404 from error
        row = queryset.values_list(*(column.value(request.user) for column in columns)).first()
        if row is None:
            raise Http404
        if watched(columns):
            leaves(request.user, queryset.model, 1, "rest", str(wanted))
        return answered(shaper(columns)(row))


def parameter_names_of(filterset):
    """Parameters of the filters left to this person."""
    names = set()
    for name, filter_ in filterset.filters.items():
        widget = filter_.field.widget
        names |= {name} | {widget.suffixed(name, end) for end in getattr(widget, "suffixes", [])}
    return names
