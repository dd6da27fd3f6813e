"""The notice's file: kept once a notice, shown with each of its areas; another in its place is a new version."""

from django.utils.translation import gettext_lazy as _

from files.forms import KeptFileField
from files.services import keep
from workflow.deeds import deed as one_deed
from workflow.moves import make_move
from workflow.verbs import VerbForm
from workflow.versions import record_facts

from .forms import NOTICES
from .models import ControlPeriod, NoticeFile


class AttachForm(VerbForm):
    """The file of a notice transcribed without it, or a better one."""

    occurred_at = None
    file = KeptFileField(label=_("通告文件"), kinds=NOTICES, help_text=_("PDF、DOCX或照片，10 MB以内"))
    field_order = ["file", "remark", "basis"]


def attach_file(period, *, by, file, remark="", basis=""):
    """Keep the notice itself; all areas of the notice show it, and what stood before is kept."""
    with one_deed("attach", by=by, of=ControlPeriod, remark=remark, basis=basis) as deed:
        make_move(period, "attach", by=by, remark=remark, basis=basis, deed=deed)
        kept_with(period, file, deed)
    return deed


def kept_with(period, upload, deed):
    """Keep an upload as the file of this period's notice, within a deed."""
    stored, counted = keep(upload, by=deed.by, kinds=NOTICES), deed.count
    row = {"issuer": period.issuer, "number": period.number, "file_id": stored.pk}
    record_facts(NoticeFile, [row], by=deed.by, deed=deed)
    deed.count = counted
