"""What people type about links and about many firms at once."""

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from clock import clock
from ui import moments
from ui.forms import Form, MomentField
from workflow.verbs import VerbForm


class AcceptForm(VerbForm):
    """接收; ``number`` is which sending the person has before them."""

    number = forms.IntegerField(label=_("第几次报送"), required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        del self.fields["occurred_at"]
        if self.record is not None:
            sent = self.record.incoming.filter(sent_at__isnull=False).last()
            self.initial["number"] = sent and sent.number


class EndingForm(Form):
    """The last four digits of the firm's registered phone."""

    ending = forms.CharField(
        label=_("登记电话的后四位"),
        max_length=4,
        validators=[RegexValidator(r"^[0-9]{4}$", _("请填四位数字。"))],
        help_text=_("企业在平台登记的联系电话"),
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "pattern": "[0-9]{4}", "maxlength": "4"}
        ),
    )


class SenderForm(Form):
    """Who types; nobody else is asked for anything personal here."""

    personal = True

    sender_name = forms.CharField(
        label=_("填报人"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


class SealedForm(Form):
    """已封闭, as the firm reports it: since when, with how many people inside."""

    occurred_at = MomentField(label=_("封闭时间"))
    people_inside = forms.IntegerField(label=_("闭环内人数"), min_value=1, max_value=1_000_000)
    units = {"people_inside": _("人")}

    def __init__(self, *args, ordered_at=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.ordered_at = ordered_at

    def clean_occurred_at(self):
        moment = moments.after(self.cleaned_data["occurred_at"], self.ordered_at)
        if moment > clock.now():
            raise forms.ValidationError(_("封闭时间晚于现在。"), code="in_future")
        if self.ordered_at and moment < self.ordered_at:
            said = _("封闭时间早于下达启动的时间（{when}）。").format(when=moments.moment(self.ordered_at))
            raise forms.ValidationError(said, code="before_order")
        return moment

    def answers(self):
        """As ``Incoming`` keeps them."""
        said = dict(getattr(self, "cleaned_data", {}))
        if said.get("occurred_at"):
            said["occurred_at"] = said["occurred_at"].isoformat()
        return said
