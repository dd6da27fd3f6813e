"""Filing a batch and putting its stamped scan to it."""

from django.db import transaction
from django.utils.translation import gettext as _

from clock import clock
from files.services import keep
from passes import bulk
from passes.models import PassBatch, VehiclePass
from workflow.deeds import deed as one_deed
from workflow.errors import NotYours, Refused

SCANS = ("pdf", "jpg", "png")
DECIDED = (*VehiclePass.LIVE, "refused", "revoked", "recalled", "voided", "superseded")


def file_batch(rows, *, by, letter_unit="", letter="", occurred_at=None, remark=""):
    """Hand in applications that came together, all or none; returns the batch.

    Rows are as ``bulk.apply_in_bulk`` takes them. A constant number of statements. Raises ``NotYours`` or
    ``Refused`` with the place of the first row that may not be handed in.
    """
    if not rows:
        raise Refused(_("批次里没有车辆。"), code="empty")
    with one_deed("submit", by=by, remark=remark, of=VehiclePass) as deed:
        batch = PassBatch.objects.create(
            letter_unit=letter_unit,
            letter=letter,
            filed_by=by,
            filed_at=occurred_at or clock.now(),
            deed=deed,
        )
        rows = [{**row, "batch": batch} for row in rows]
        bulk.apply_in_bulk(rows, by=by, occurred_at=occurred_at, remark=remark, deed=deed)
    return batch


def attach_scan(batch, upload, *, by):
    """Put the stamped letter to its batch; who filed it may exchange it until a pass of it is decided.

    Raises ``NotYours``, ``Refused``, or ``NotTaken`` for a file that is no PDF, JPG or PNG.
    """
    if not may_attach(batch, by):
        raise NotYours(_("盖章扫描件由提交该批次的单位上传。"))
    with transaction.atomic():
        PassBatch.objects.select_for_update().get(pk=batch.pk)
        if batch.passes.filter(status__in=DECIDED).exists():
            raise Refused(_("该批次已有办结的申请，扫描件不能再更换。"), code="decided")
        batch.scan = keep(upload, by=by, kinds=SCANS)
        batch.save(update_fields=["scan"])
    return batch


def may_attach(batch, user):
    """The person who filed it, and colleagues of the unit it was filed for."""
    return batch.filed_by_id == user.pk or batch.deed.unit_id in {post.unit_id for post in user.posts}
