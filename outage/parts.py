"""What a pack consists of: each app declares its own parts on its ``AppConfig`` (``outage = [part]``)."""

from dataclasses import dataclass

from django.apps import apps


@dataclass(frozen=True)
class Sheet:
    """A table: written as CSV, XLSX and a page to print. ``rows`` are texts, one a column of ``head``."""

    name: str  # of its files: latin letters
    title: str
    head: list
    rows: list
    say: str = ""  # what its reader must know, above the table


@dataclass(frozen=True)
class Form:
    """A blank form to print: ``fields`` are (label, printed words or ""), one form a page of ``copies``.

    In the PDF a Typst file below ``templates/`` may print it its own way: ``template`` gives ``sheet(one, codes,
    demonstration)``, ``sheets`` are what it is given, each with a ``link``, a path of the portal to be drawn as a code.
    """

    name: str
    title: str
    copies: list  # [[(label, words)]]
    foot: str = ""
    template: str = ""
    sheets: tuple = ()


def declared():
    """Everything the apps put in, from the lowest layer up."""
    makers = [make for config in apps.get_app_configs() for make in getattr(config, "outage", ())]
    return [part for make in reversed(makers) for part in make()]
