"""Papers that name people are not kept for ever: what they were printed of says for how long."""

from django.db import transaction
from django.db.models import CharField
from django.db.models.functions import Cast

from files.models import StoredFile
from files.services import discard

from .models import Pack, Paper


@transaction.atomic
def forget_papers(kind, records):
    """Delete the papers of ``kind`` printed of ``records`` (a queryset), files and all. Returns how many."""
    keys = records.annotate(as_key=Cast("pk", CharField())).values("as_key")
    return _gone(Paper.objects.filter(kind=kind, pack=None, key__in=keys), "file", "sealed")


@transaction.atomic
def forget_packs(before):
    """Delete packs asked for before a moment: whoever wanted one has fetched it long since. Returns how many."""
    return _gone(Pack.objects.filter(wanted_at__lt=before, file__isnull=False), "file", "sealed")


def _gone(rows, *columns):
    keys = list(rows.select_for_update().values_list("pk", flat=True))
    model = rows.model
    found = model.objects.filter(pk__in=keys)
    files = [key for row in found.values_list(*(f"{name}_id" for name in columns)) for key in row if key]
    files = list(StoredFile.objects.filter(pk__in=files))
    found.delete()
    discard(files)
    return len(keys)
