"""Why a day has a new revision: what was recorded since the last one and bears on it."""

from django.apps import apps
from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .facts import SOURCES


def touched_by(day, as_of, after, until):
    """[{"kind", "verb", "count"}] of facts recorded after ``after`` and by ``until`` that bear on the day."""
    causes = []
    for kind, source in SOURCES.items():
        placed = source.placed([(day, as_of)])
        rows = placed.filter(bucket=0, recorded_at__gt=after, recorded_at__lte=until)
        counted = (
            rows.values_list("deed__verb").annotate(number=Count("pk", distinct=True)).order_by("deed__verb")
        )
        causes += [{"kind": kind, "verb": verb, "count": number} for verb, number in counted]
    return causes


def worded(causes):
    """The causes as a sentence in the reader's language."""
    return _("；").join(_one(**cause) for cause in causes)


def _one(kind, verb, count):
    if not kind:
        return _("口径或基础资料变更")
    model = apps.get_model(kind)
    name = NAMES.get(kind, lambda: model._meta.verbose_name)()
    moves = getattr(model, "MOVES", {})
    if verb in moves:
        words = {"count": count, "name": name, "verb": moves[verb].label}
        return (
            ngettext("补记%(count)d条%(name)s：%(verb)s", "补记%(count)d条%(name)s：%(verb)s", count) % words
        )
    words = {"count": count, "name": name}
    return ngettext("新增或更正%(count)d条%(name)s", "新增或更正%(count)d条%(name)s", count) % words


NAMES = {
    "whitelist.EntryTerm": lambda: _("白名单期限"),
    "periods.PeriodTerm": lambda: _("管控期限"),
    "periods.PeriodRelease": lambda: _("镇街解除"),
    "workflow.Policy": lambda: _("统计截止时间的规定"),
}
