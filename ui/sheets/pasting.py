"""Rows pasted from a spreadsheet or a chat, made into the file that an upload would have been."""

import re

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from .headers import Columns


def as_file(importer, text):
    """The pasted text as a tab-separated file; without a row of titles the template's own stand above it.

    A chat knows no tabs: full-width commas, or two blanks and more, part the cells there.
    """
    lines = [line for line in text.replace("\r\n", "\n").split("\n") if line.strip()]
    if not any("\t" in line for line in lines):
        lines = [re.sub(r"\s*[，,；;]\s*| {2,}|\u3000+", "\t", line.strip()) for line in lines]
    if lines and not has_titles(importer, lines):
        lines.insert(0, "\t".join(str(field.label) for field in importer.columns.values()))
    return ContentFile("\n".join(lines).encode(), name=_("粘贴的内容"))


def has_titles(importer, lines):
    """Whether one of the first lines names columns of the kind."""
    columns = Columns(importer.columns)
    return any(len(columns.matches(line.split("\t"))) >= 2 for line in lines[:5])
