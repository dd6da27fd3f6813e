"""What is handed in with a plan, by page and REST."""

from django import forms
from django.utils.translation import gettext_lazy as _

from files.forms import KeptFileField
from plans.models import PlanAttachment
from ui.forms import Form


class AttachmentForm(Form):
    kind = forms.ChoiceField(label=_("附件类型"), choices=PlanAttachment.Kind.choices)
    file = KeptFileField(
        label=_("文件"), help_text=_("PDF、XLSX、DOCX、JPG、PNG，不超过10 MB；手机可直接拍照")
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # "image/*" is what makes a phone offer its camera.
        self.fields["file"].widget.attrs["accept"] += ",image/*"
