"""Kinds of paper: each app declares its own on its ``AppConfig`` (``papers = [PaperKind(…)]``)."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps


@dataclass(frozen=True)
class PaperKind:
    """One kind of paper the portal prints.

    ``template`` is a Typst file below ``templates/``. ``standing(key) -> (tone, words)`` says on the public
    page how the thing printed stands by now, or None where it is gone; it tells nothing about people.
    ``may_seal(user, keys)``: whether this person hands in a whole pack of it, stamped.
    ``archival`` papers are PDF/A-2b; one that must be printed in CMYK is none.
    """

    name: str
    label: Any
    template: str
    standing: Callable | None = None
    may_seal: Callable | None = None
    archival: bool = True


@cache
def declared():
    """{name: PaperKind} of every app."""
    kinds = [kind for config in apps.get_app_configs() for kind in getattr(config, "papers", ())]
    return {kind.name: kind for kind in kinds}
