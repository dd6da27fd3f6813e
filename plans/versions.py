"""A plan's versions: frozen with their digest at submission, opened anew as a copy when returned."""

from collections import defaultdict

from django.db.models import Case, IntegerField, When

from clock import clock

from .answers import digest
from .models import PlanAttachment, PlanVersion, Section, SectionUse


def freeze(plan_keys, routes=None):
    """Freeze the open versions of these plans (locked by the caller), each with the digest of what it says.

    ``routes`` is {plan key: the route it goes}, kept with a version that is submitted.
    """
    versions = list(PlanVersion.objects.filter(plan__in=plan_keys, frozen_at=None))
    sections, attachments = _sections_of(versions), _attachments_of(plan_keys)
    now = clock.now()
    for version in versions:
        version.frozen_at = now
        version.sha256 = digest(version, sections[version.pk], attachments[version.plan_id])
        version.route = (routes or {}).get(version.plan_id, {})
    SectionUse.objects.filter(version__in=versions).delete()
    PlanVersion.objects.bulk_update(versions, ["frozen_at", "sha256", "route"], batch_size=2000)


def open_next(plan_keys, *, supplement=False):
    """Open version n+1 of these plans as a copy of version n, to be corrected; revisions run on.

    A supplement that was open becomes the version to be corrected: what was typed into it is kept.
    """
    being_filled = PlanVersion.objects.filter(plan__in=plan_keys, frozen_at=None)
    already = set(being_filled.values_list("plan", flat=True))
    being_filled.filter(supplement=True).update(supplement=supplement)
    plan_keys = [key for key in plan_keys if key not in already]
    last = PlanVersion.objects.filter(plan__in=plan_keys).order_by("plan_id", "-number")
    last = list(last.distinct("plan_id"))
    sections = _sections_of(last)
    opened = PlanVersion.objects.bulk_create(
        [
            PlanVersion(
                plan_id=old.plan_id,
                number=old.number + 1,
                question_set=old.question_set,
                supplement=supplement,
            )
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
    found = PlanVersion.objects.filter(plan__in=plan_keys).exclude(frozen_at=None).select_related("rules")
    return {version.plan_id: version for version in found.order_by("plan_id", "-number").distinct("plan_id")}


def last_submitted(plan_keys):
    """{plan key: the version it was last submitted as}: what is checked on site and remarked on. One statement.

    What is added to the rest of the form later freezes as a version without a route, and leaves the check alone.
    """
    found = PlanVersion.objects.filter(plan__in=plan_keys).exclude(frozen_at=None).select_related("rules")
    ordered = found.annotate(bare=Case(When(route={}, then=1), default=0, output_field=IntegerField()))
    ordered = ordered.order_by("plan_id", "bare", "-number").distinct("plan_id")
    return {version.plan_id: version for version in ordered}


def shown_version(plan):
    """The version people decide on or read: the one being filled in of a draft or returned plan, else the last frozen.

    A supplement still being typed is nobody's to read but its author's.
    """
    if plan.status in ("draft", "returned"):
        return plan.versions.last()
    return plan.versions.exclude(frozen_at=None).last() or plan.versions.last()


def is_intact(version):
    """Does a frozen version still say what its digest says?"""
    came = PlanAttachment.objects.of_version(version).values_list("kind", "file__sha256")
    return version.sha256 == digest(version, version.sections.all(), came)


def _attachments_of(plan_keys):
    """{plan: [(kind, SHA-256)]} of what stands with these plans now."""
    found = defaultdict(list)
    standing = PlanAttachment.objects.standing().filter(plan__in=plan_keys)
    for plan, kind, sha256 in standing.values_list("plan", "kind", "file__sha256"):
        found[plan].append((kind, sha256))
    return found


def _sections_of(versions):
    found = defaultdict(list)
    for section in Section.objects.filter(version__in=versions).order_by("pk"):
        found[section.version_id].append(section)
    return found
