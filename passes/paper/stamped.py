"""Which passes count as stamped (已盖章): their own paper came back sealed or stamped, or a whole pack with them did."""

from django.db.models import CharField, Exists, OuterRef, Q
from django.db.models.functions import Cast

from papers.models import Pack, Paper

KIND = "pass"
_KEY = Cast(OuterRef("pk"), CharField(max_length=80))

STAMPED = Q(Exists(Paper.objects.filter(kind=KIND, key=_KEY, sealed__isnull=False))) | Q(
    Exists(Pack.objects.filter(kind=KIND, keys__contains=[_KEY], sealed__isnull=False))
)


def stamped_packs(record):
    """The packs that came back sealed with this pass among them, newest first.

    Only that and when is told on the pass's page: the file itself names the drivers of other firms.
    """
    return Pack.objects.filter(kind=KIND, keys__contains=[str(record.pk)], sealed__isnull=False)
