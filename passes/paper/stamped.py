"""Which passes count as stamped (已盖章): their own paper came back sealed or stamped, or a whole pack with them did."""

from django.db.models import BigIntegerField, CharField, Exists, F, Func, OuterRef, Q
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from papers.models import Pack, Paper

KIND = "pass"
_KEY = Cast(OuterRef("pk"), CharField(max_length=80))

STAMPED = Q(Exists(Paper.objects.filter(kind=KIND, key=_KEY, sealed__isnull=False))) | Q(
    Exists(Pack.objects.filter(kind=KIND, keys__contains=[_KEY], sealed__isnull=False))
)
STAMP_WORDS = [(True, _("已盖章")), (False, "")]


def stamped_keys():
    """(keys of passes stamped by a paper of their own, keys of those stamped with a pack): as a list filters by them."""
    papers = Paper.objects.filter(kind=KIND, sealed__isnull=False).order_by()
    packs = Pack.objects.filter(kind=KIND, sealed__isnull=False).order_by()
    each = Func(F("keys"), function="unnest")
    return (
        papers.values_list(Cast("key", BigIntegerField())),
        packs.values_list(Cast(each, BigIntegerField())),
    )


def stamped_packs(record):
    """The packs that came back sealed with this pass among them, newest first.

    Only that and when is told on the pass's page: the file itself names the drivers of other firms.
    """
    return Pack.objects.filter(kind=KIND, keys__contains=[str(record.pk)], sealed__isnull=False)
