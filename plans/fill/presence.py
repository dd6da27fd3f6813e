"""A section in use: shown by whom, taken over by pressing; what is saved is guarded by revisions alone."""

from datetime import timedelta

from django.db.models import Q

from clock import clock
from plans.models import SectionUse

LASTS = timedelta(seconds=60)  # a sign of life; a page in use gives one every 20 seconds
STEP = timedelta(seconds=18)  # and is written down no oftener than this


def in_use(version):
    """{section key: SectionUse} of whoever gave a sign of life within the last minute."""
    uses = version.uses.filter(seen_at__gt=clock.now() - LASTS).select_related("user")
    return {use.key: use for use in uses}


def use_section(version, key, *, by, take_over=False):
    """This person is at this section, and at no other of the version. Returns ``in_use`` as it then stands.

    Somebody else's section stays theirs while they give signs of life, unless it is taken over.
    """
    now = clock.now()
    stale, mine = Q(seen_at__lte=now - LASTS), Q(user=by)
    free = ~mine if take_over else stale & ~mine
    here = version.uses.filter(key=key)
    if not here.filter(free | mine & Q(seen_at__lte=now - STEP)).update(user=by, seen_at=now):
        SectionUse.objects.bulk_create(
            [SectionUse(version=version, key=key, user=by, seen_at=now)], ignore_conflicts=True
        )
    leave_sections(version, by=by, but=key)
    return in_use(version)


def leave_sections(version, *, by, but=None):
    """This person is at none of the version's sections any more (or only at ``but``)."""
    version.uses.filter(user=by).exclude(key=but or "").delete()


def told(use, user):
    """A use as REST tells it; None where nobody is."""
    return use and {"person": use.user.name, "mine": use.user_id == user.pk, "seen_at": use.seen_at}
