"""What the verbs of a pass ask besides remark and basis."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from workflow.verbs import VerbForm

from .doubts import needs_second
from .issue import superseding
from .issue.concerns import OTHER_FIRM, concerns_of


class BareForm(VerbForm):
    """A verb that asks nothing, or a reason at most."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["occurred_at"], self.fields["basis"]
        if not self.fields["remark"].required:
            del self.fields["remark"]


class SaidForm(VerbForm):
    """A remark that must be said; a kept phrase will do."""

    phrase = forms.CharField(
        label=_("常用语"),
        required=False,
        max_length=500,
        widget=forms.HiddenInput,
        help_text=_("未写意见时，以此为意见"),
    )

    field_order = ["remark", "phrase", "basis", "occurred_at"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.needs_remark, self.fields["remark"].required = self.fields["remark"].required, False
        self.fields["remark"].asked = self.needs_remark

    def clean(self):
        answers = super().clean()
        phrase = answers.pop("phrase", "")
        answers["remark"] = "\n".join(filter(None, [phrase, answers.get("remark", "").strip()]))
        if self.needs_remark and not answers["remark"]:
            self.add_error("remark", forms.ValidationError(_("请写明意见。"), code="required"))
        return answers


class IssueForm(VerbForm):
    """The number of types that are not numbered here; a second person; what becomes of another firm's pass.

    What the pass does not need is not asked.
    """

    number = forms.CharField(label=_("证件编号"), required=False, max_length=40)
    others = forms.ChoiceField(
        label=_("该车另一单位的有效证"), required=False, choices=[("", _("请选择")), *superseding.CHOICES]
    )

    keeps_approver = False

    def __init__(self, *args, move=None, record=None, **kwargs):
        super().__init__(*args, move=move, record=record, **kwargs)
        if record is None:
            return
        if record.type.minted:
            del self.fields["number"]
        else:
            self.fields["number"].required = True
        told = {concern.code: concern.sentence for concern in concerns_of([record])[record.pk]}
        if OTHER_FIRM in told:
            self.fields["others"].help_text = told[OTHER_FIRM]
        else:
            del self.fields["others"]
        if why := [told[code] for code in told if needs_second(record.type, code)]:
            self.keeps_approver = True
            self.fields["approver"].help_text = gettext("{why}须有另一人同意，并写明依据。").format(
                why="".join(why)
            )
