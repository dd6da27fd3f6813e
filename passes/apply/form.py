"""The application: what is known of vehicle and driver is offered, the end of the validity may be the notice's."""

from datetime import timedelta

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from clock import clock
from passes.issue.handling import notice_last_day
from passes.jurisdiction import applicants
from passes.models import PassType, Scope, StableVehicle, ValidityKind, VehiclePass
from passes.people import DRIVER
from regions.models import Region
from ui.forms import TimeField

from .answers import standing_answers
from .journey import JourneyForm

TIME = {"type": "time"}


class ApplyForm(JourneyForm):
    """An application, new or filled in anew. ``draft`` only keeps it."""

    draft = forms.BooleanField(label=gettext_lazy("先存草稿"), required=False, widget=forms.HiddenInput)
    validity_kind = forms.ChoiceField(
        label=gettext_lazy("有效方式"),
        choices=ValidityKind.choices,
        required=False,
        initial=ValidityKind.DATES,
    )
    hours_from = TimeField(
        label=gettext_lazy("每日通行时段起"),
        required=False,
        widget=forms.TimeInput(attrs=TIME, format="%H:%M"),
    )
    hours_until = TimeField(
        label=gettext_lazy("每日通行时段止"),
        required=False,
        widget=forms.TimeInput(attrs=TIME, format="%H:%M"),
        help_text=gettext_lazy("不填即全天；夜间可跨零点，如22:00至06:00"),
    )
    amends = forms.ModelChoiceField(
        label=gettext_lazy("原证"),
        queryset=VehiclePass.objects.none(),
        required=False,
        widget=forms.HiddenInput,
        help_text=gettext_lazy("延期或变更的通行证；新证核发时，原证即失效"),
        error_messages={"invalid_choice": gettext_lazy("没有这张通行证，或不归您申请。")},
    )
    field_order = [
        *(name for name in JourneyForm.main_names() if name != "last_day"),
        "validity_kind",
        "last_day",
        "hours_from",
        "hours_until",
    ]

    def __init__(self, data=None, files=None, *, user, record=None, initial=None, **kwargs):
        if record is not None:
            initial = standing_answers(record) | (initial or {})
            if data is not None:  # what a PATCH does not name stays as it is
                data = {**initial, **data.dict()} if hasattr(data, "dict") else {**initial, **data}
        super().__init__(data, files, user=user, record=record, initial=initial, **kwargs)
        self.fields["type"].queryset = PassType.objects.filter(is_open=True)
        mine = VehiclePass.objects.visible_to(user).filter(applicants(user)).select_related("enterprise")
        self.fields["amends"].queryset = mine
        self.fields["amends"].disabled = record is not None
        own = Region.objects.own().counties()
        for name in ("origin", "destination"):
            if not PassType.objects.filter(is_open=True).exclude(scope=Scope.CITY).exists():
                self.fields[name].queryset = own
        firms = list(self.fields["enterprise"].queryset.all()[:2])
        if len(firms) == 1:
            self.initial.setdefault("enterprise", firms[0].credit_code)
            self.fields["enterprise"].help_text = firms[0].name  # whose code it is
        self.stable = list(StableVehicle.objects.visible_to(user)[:200])
        if self.stable:
            self.fields["plate"].widget.attrs["list"] = "stable"
            self.fields["driver_name"].help_text = _("常用车辆不填即用上次的驾驶员、电话和车辆证号")
        for name in ("driver_name", "driver_phone"):
            self.fields[name].required = not self.stable
        self.fields["last_day"].required = False
        self.fields["last_day"].help_text = _("当日24时止；单程一次、至通告解除的可不填")
        today = clock.today()
        self.initial.setdefault("first_day", today)
        self.initial.setdefault("last_day", today + timedelta(days=6))

    def clean(self):
        answers = self.cleaned_data
        answers["validity_kind"] = answers.get("validity_kind") or ValidityKind.DATES
        self._fill_driver(answers)
        self._fill_last_day(answers)
        for name in ("driver_name", "driver_phone", "last_day"):
            if not answers.get(name) and name not in self.errors:
                self.add_error(
                    name, forms.ValidationError(self.fields[name].error_messages["required"], "required")
                )
        hours = [answers.get(name) for name in ("hours_from", "hours_until")]
        if (hours[0] is None) != (hours[1] is None):
            self.add_error("hours_until", forms.ValidationError(_("每日时段的起止须一并填写。"), "hours"))
        elif hours[0] is not None and hours[0] == hours[1]:
            self.add_error("hours_until", forms.ValidationError(_("每日时段的起止不能相同。"), "hours"))
        return super().clean()

    def _fill_driver(self, answers):
        """A vehicle of the stable comes with the driver it had last; its papers offered and emptied stay empty."""
        firm, plate = answers.get("enterprise"), answers.get("plate")
        known = [one for one in self.stable if firm and (one.enterprise_id, one.plate) == (firm.pk, plate)]
        offered = self.record is not None or self.initial.get("plate") == plate
        for name in (DRIVER if offered else StableVehicle.OFFERED) if known else ():
            answers[name] = answers.get(name) or getattr(known[0], name)

    def _fill_last_day(self, answers):
        kind, pass_type, first = (answers.get(name) for name in ("validity_kind", "type", "first_day"))
        if pass_type is None or first is None:
            return
        if kind not in pass_type.validity_kinds:
            words = {"type": pass_type, "kind": ValidityKind(kind).label}
            sentence = _("{type}不能选“{kind}”。").format(**words)
            self.add_error("validity_kind", forms.ValidationError(sentence, "validity_kind"))
        elif kind == ValidityKind.TRIP:
            answers["last_day"] = answers.get("last_day") or first
        elif kind == ValidityKind.NOTICE and answers.get("enterprise"):
            last = notice_last_day(answers["enterprise"], pass_type, first)
            if last is None:
                sentence = _("企业所在地没有管控通告，请按日期填写。")
                self.add_error("validity_kind", forms.ValidationError(sentence, "no_notice"))
            else:
                answers["last_day"] = last

    def judged_at(self):
        return None if self.cleaned_data.get("draft") else clock.now()

    def application(self):
        minutes = {
            name: None if (at := self.cleaned_data.get(name)) is None else at.hour * 60 + at.minute
            for name in ("hours_from", "hours_until")
        }
        if minutes["hours_until"] == 0:
            minutes["hours_until"] = 24 * 60
        more = {name: self.cleaned_data[name] for name in ("validity_kind", "amends")}
        return super().application() | minutes | more
