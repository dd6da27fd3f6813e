"""A plan's versions: frozen with their digest at submission, opened anew as a copy when returned."""

from collections import defaultdict

from django.db.models import Case, IntegerField, When

from clock import clock

from .answers import digest
from .models import PlanVersion, Section


def freeze(plan_keys, routes=None):
    """Freeze the open versions of these plans (locked by the caller), each with the digest of what it says.

    ``routes`` is {plan key: the route it goes}, kept with a version that is submitted.
    """
    versions = list(PlanVersion.objects.filter(plan__in=plan_keys, frozen_at=None))
    sections = _sections_of(versions)
    now = clock.now()
    for version in versions:
        version.frozen_at, version.sha256 = now, digest(version, sections[version.pk])
        version.route = (routes or {}).get(version.plan_id, {})
    PlanVersion.objects.bulk_update(versions, ["frozen_at", "sha256", "route"], batch_size=2000)


def open_next(plan_keys):
    """Open version n+1 of these plans as a copy of version n, to be corrected; revisions run on."""
    last = PlanVersion.objects.filter(plan__in=plan_keys).order_by("plan_id", "-number")
    last = list(last.distinct("plan_id"))
    sections = _sections_of(last)
    opened = PlanVersion.objects.bulk_create(
        [
            PlanVersion(plan_id=old.plan_id, number=old.number + 1, question_set=old.question_set)
            for old in last
        ],
        batch_size=2000,
    )
    copies = []
    for old, new in zip(last, opened, strict=True):
        for section in sections[old.pk]:
            section.pk, section.version = None, new
            copies.append(section)
    Section.objects.bulk_create(copies, batch_size=5000)


def last_frozen(plan_keys):
    """{plan key: its last frozen version}: what reviewers decide on. One statement."""
    found = PlanVersion.objects.filter(plan__in=plan_keys).exclude(frozen_at=None)
    return {version.plan_id: version for version in found.order_by("plan_id", "-number").distinct("plan_id")}


def last_submitted(plan_keys):
    """{plan key: the version it was last submitted as}: what is checked on site and remarked on. One statement.

    What is added to the rest of the form later freezes as a version without a route, and leaves the check alone.
    """
    found = PlanVersion.objects.filter(plan__in=plan_keys).exclude(frozen_at=None)
    ordered = found.annotate(bare=Case(When(route={}, then=1), default=0, output_field=IntegerField()))
    ordered = ordered.order_by("plan_id", "bare", "-number").distinct("plan_id")
    return {version.plan_id: version for version in ordered}


def is_intact(version):
    """Does a frozen version still say what its digest says?"""
    return version.sha256 == digest(version, version.sections.all())


def _sections_of(versions):
    found = defaultdict(list)
    for section in Section.objects.filter(version__in=versions).order_by("pk"):
        found[section.version_id].append(section)
    return found
