"""Passes, in stories told elsewhere."""

from tests.passes.conftest import application, issued, recommended, types

__all__ = ["application", "issued", "recommended", "types"]
