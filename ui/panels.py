"""What the apps above add to a record's page: ``panels = {"enterprises.Enterprise": function}`` on an AppConfig.

The function takes (request, record) and returns a ``Panel`` or None. So a firm's page shows its plans and passes
without the registry knowing of them.
"""

from dataclasses import dataclass, field
from typing import Any

from django.apps import apps


@dataclass
class Panel:
    """A block of a record's page: ``template`` is rendered with ``context``; ``order`` places it."""

    title: Any
    template: str
    context: dict = field(default_factory=dict)
    url: str = ""
    link: Any = ""
    order: int = 50


def panels_of(request, record):
    """The panels every app offers for this record, in their order."""
    offered = (getattr(config, "panels", {}).get(record._meta.label) for config in apps.get_app_configs())
    made = [panel(request, record) for panel in offered if panel]
    return sorted((panel for panel in made if panel), key=lambda panel: panel.order)
