"""Attachments of a plan: handed in and taken away again while it is being filled in."""

from django.db import transaction
from django.utils.translation import gettext as _

from clock import clock
from files.services import keep
from plans.fill.services import hold_open
from plans.models import PlanAttachment
from workflow.errors import Refused

MOST = 40  # files that stand with one plan


def attach(plan, upload, *, kind, by):
    """Keep a file with the plan's open version. Returns the ``PlanAttachment``.

    Raises ``NotYours``; ``Refused`` in a status that admits no edit, or when there are too many; ``NotTaken``.
    """
    with transaction.atomic():
        version = hold_open(plan, by=by)
        if plan.attachments.standing().count() >= MOST:
            raise Refused(_("附件最多{most}个，请先移除不用的。").format(most=MOST), code="too_many")
        made = PlanAttachment.objects.create(
            plan=plan,
            version=version,
            kind=kind,
            file=keep(upload, by=by),
            by=by,
            added_at=clock.now(),
        )
        _settle(plan, version)
    return made


def remove(attachment, *, by):
    """Take a file away from the open version; versions on file keep it. Raises ``NotYours`` or ``Refused``."""
    plan = attachment.plan
    with transaction.atomic():
        version = hold_open(plan, by=by)
        attachment.refresh_from_db()
        if attachment.removed_at:
            raise Refused(_("此附件已移除。"), code="removed")
        attachment.removed_at, attachment.removed_by = clock.now(), by
        attachment.removed_in = version
        attachment.save(update_fields=["removed_at", "removed_by", "removed_in"])
        _settle(plan, version)
    return attachment


def _settle(plan, version):
    # A supplement counts once it is handed in.
    if not version.supplement:
        stand_in(plan)


def stand_in(plan):
    """Whether a stamped document stands for the rest, repeated where lists and deadlines read it."""
    plan.stamped = plan.attachments.standing().filter(kind=PlanAttachment.Kind.STAMPED).exists()
    plan.save(update_fields=["stamped"])


def with_attachments(steps, version):
    """A plan's history, newest first, with what was handed in and taken away by this version in its place."""
    lines = []
    came = PlanAttachment.objects.filter(plan=version.plan_id, version__number__lte=version.number)
    for one in came.select_related("file", "by", "removed_by", "removed_in"):
        words = {"kind": one.get_kind_display(), "name": one.file.name}
        lines.append(_line(_("上传{kind}：{name}").format(**words), one.added_at, one.by))
        if one.removed_at and one.removed_in.number <= version.number:
            lines.append(_line(_("移除{kind}：{name}").format(**words), one.removed_at, one.removed_by))
    return sorted([*reversed(lines), *steps], key=lambda line: line["when"], reverse=True) if lines else steps


def _line(label, when, person):
    return {
        "label": label,
        "when": when,
        "recorded": when,
        "person": person,
        "unit": None,
        "remark": "",
        "basis": "",
        "approver": None,
    }
