"""What waits for a person: each app says which verbs on which records are work (``work = [Work(…)]``)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db.models import F, Q


@dataclass(frozen=True)
class Work:
    """Records of ``model`` on which this person may press one of ``verbs`` and nothing stands in the way.

    ``rows(user) -> queryset`` instead where an app knows better whose turn it is. ``related`` are the foreign
    keys its title reads; ``about(record) -> [words]`` the short facts under it, ``at(record)`` the address
    where it is done, if not the record's own page; ``due`` the column with the hour by which.
    ``many(user) -> [(label, address)]`` are the pages where many of them are done at once.
    """

    key: str
    label: Any
    model: str
    verbs: tuple
    go: Any
    rows: Callable | None = None
    related: tuple = ()
    about: Callable | None = None
    at: Callable | None = None
    due: str = "due_at"
    many: Callable | None = None

    def waiting(self, user):
        """Records that wait for this person, soonest due first."""
        waiting = (self.rows or self._pressable)(user).select_related(*self.related)
        return waiting.order_by(F(self.due).asc(nulls_last=True), "pk")

    def _pressable(self, user):
        """Judged by the verbs' own lines of ``MOVES``."""
        model, open_to, ways = apps.get_model(self.model), Q(), {}
        for verb in self.verbs:
            move = model.MOVES[verb]
            ways[f"way_{verb}"] = move.refusal(user)
            open_to |= Q(**{f"way_{verb}": None, "status__in": move.sources}) & move.who(user)
        return model.objects.alias(**ways).filter(open_to)


@dataclass(frozen=True)
class Watch:
    """What others owe and this person has an eye on (催办): one line with a number, and the list behind it.

    ``rows(user)`` is a queryset, None for whom it is no matter; ``late(rows)`` are those past their hour.
    ``url_name`` with ``query`` is the list of all, with ``late_query`` that of the late.
    """

    key: str
    label: Any
    rows: Callable
    late: Callable
    url_name: str
    query: str
    late_query: str


def declared():
    """Every kind of work, in the order of the layers from below."""
    return _named("work")


def watched():
    """Every ``Watch`` (``watches`` of an AppConfig), in the same order."""
    return _named("watches")


def _named(name):
    configs = reversed(list(apps.get_app_configs()))
    return [one for config in configs for one in getattr(config, name, ())]
