"""The verbs of the white list as they are pressed: their forms, and what a grave one tells first."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from files.forms import KeptFileField
from ui.forms import DateField
from workflow.verbs import Verb, VerbForm

from . import services
from .models import Level, WhitelistEntry


class RemoveForm(VerbForm):
    effective_until = DateField(
        label=gettext_lazy("调出日期"), required=False, help_text=gettext_lazy("不填即今天；当日起不再在列")
    )
    with_municipal = forms.BooleanField(label=gettext_lazy("市级条目一并调出"), required=False)

    field_order = ["effective_until", "with_municipal", "remark", "basis"]

    def __init__(self, *args, record=None, **kwargs):
        super().__init__(*args, record=record, **kwargs)
        self.fields["remark"].label = gettext_lazy("调出原因")
        if record is None:
            return
        if record.level == Level.MUNICIPAL:
            del self.fields["with_municipal"]
            return
        self.fields["basis"].required = True
        self.fields["basis"].label = gettext_lazy("上级文号")
        # What only the higher list had opened goes with it, unless the city says otherwise.
        municipal = WhitelistEntry.objects.of(record.subject).listed().filter(level=Level.MUNICIPAL)
        self.fields["with_municipal"].initial = municipal.filter(awaiting_city=True).exists()


class AttachForm(VerbForm):
    file = KeptFileField(
        label=gettext_lazy("文件"), help_text=gettext_lazy("PDF、图片或办公文档；同一文号的条目一并附上")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("occurred_at", "remark", "basis"):
            del self.fields[name]


def what_removal_does(entry):
    """What else is true once it is gone, told before one is asked."""
    if entry.level != Level.MUNICIPAL:
        return [_("市级条目仍在列，除非一并调出。")]
    higher = WhitelistEntry.objects.of(entry.subject).listed().exclude(level=Level.MUNICIPAL)
    if levels := [one.get_level_display() for one in higher.order_by("level")]:
        words = _("该对象仍在{levels}名单上，须先调出上级条目。")
        return [words.format(levels=_("、").join(map(str, levels)))]
    return [
        _("此后提交的方案由区县备案，不再报市级。"),
        _("已提交的方案和通行证申请上会标明“白名单已调出”。"),
    ]


VERBS = {
    "list": Verb(services.list_entry),
    "refuse": Verb(services.refuse_entry),
    "confirm": Verb(services.confirm_entry),
    "keep": Verb(services.keep_entry),
    "remove": Verb(services.remove_entry, RemoveForm, what_removal_does),
    "attach": Verb(services.attach_file, AttachForm),
}
