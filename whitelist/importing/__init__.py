"""Batches of the white list from a spreadsheet: nominations, admissions, entries of higher lists."""

from .entries import EntryImporter

__all__ = ["EntryImporter"]
