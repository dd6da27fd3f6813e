"""What is typed of one visit: each unit's line and the verdicts once, and a firm's own where it differs."""

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from files.forms import KeptFileField
from files.kinds import JPG, PDF, PNG
from plans.models import Condition, Signed, SigningUnit, Verdict
from ui.forms import Form, MomentField, dress

from .visits import NOT_SIGNED

SHEETS = (JPG, PNG, PDF)
SAME = [("", _("同上"))]


class VisitForm(Form):
    """``rows`` are the ``Judged`` plans of the visit, ``units`` the codes of those that sign.

    A unit's fields are ``{unit}_signer``, ``{unit}_verdict``, ``{unit}_name``; a condition's is its code; of one
    plan alone ``p{key}_{unit}``, ``p{key}_{condition}``, ``p{key}_note``, ``p{key}_photo``.
    """

    occurred_at = MomentField(label=_("签字时间"), required=False, help_text=_("不填即现在"))
    photo = KeptFileField(
        label=_("签字表照片"), kinds=SHEETS, required=False, help_text=_("一张表签了各家的，拍这一张即可")
    )

    def __init__(self, *args, rows=(), units=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.rows, self.signing = list(rows), [SigningUnit(unit) for unit in units]
        for unit in self.signing:
            self._add(f"{unit}_signer", forms.CharField(label=_("签字人"), max_length=20))
            self._choice(f"{unit}_verdict", _("结论"), Signed.choices, radio=True)
            self._add(f"{unit}_name", forms.CharField(label=_("单位全称"), max_length=60))
            self.fields[f"{unit}_signer"].widget.attrs["autocomplete"] = "off"
        for condition in Condition:
            self._choice(condition.value, condition.label, Verdict.choices, radio=True)
        unsigned = [(NOT_SIGNED, pgettext_lazy("unit", "本次未签"))]
        for one in self.rows:
            for unit in self.signing:
                choices = [*SAME, *Signed.choices, *unsigned]
                self._choice(f"p{one.plan.pk}_{unit}", unit.label, choices)
            for condition in Condition:
                choices = [*SAME, *Verdict.choices]
                self._choice(f"p{one.plan.pk}_{condition}", condition.label, choices)
            self._add(f"p{one.plan.pk}_note", forms.CharField(label=_("意见"), max_length=500))
            own = KeptFileField(label=_("这家的签字表照片"), kinds=SHEETS)
            self._add(f"p{one.plan.pk}_photo", own)
        for name, field in self.fields.items():
            if name.endswith("photo"):
                field.widget.attrs["capture"] = "environment"
        dress(self)

    def _add(self, name, field):
        field.required = False
        self.fields[name] = field

    def _choice(self, name, label, choices, radio=False):
        widget = forms.RadioSelect if radio else forms.Select
        self._add(name, forms.ChoiceField(label=label, choices=choices, widget=widget))

    def clean(self):
        said = self.cleaned_data
        for unit in self.signing:
            signer, verdict = said.get(f"{unit}_signer"), said.get(f"{unit}_verdict")
            if signer and not verdict:
                self.add_error(f"{unit}_verdict", _now("请选结论。"))
            if verdict and not signer:
                self.add_error(f"{unit}_signer", _now("请填签字人。"))
            if not signer:
                for one in self.rows:
                    if said.get(f"p{one.plan.pk}_{unit}"):
                        words = _now("{unit}没有填签字人。").format(unit=unit.label)
                        self.add_error(f"p{one.plan.pk}_{unit}", words)
        return said

    def visit(self):
        """What ``record_visit`` takes."""
        said = self.cleaned_data
        lines = [
            {
                "unit": unit.value,
                "signer": said[f"{unit}_signer"],
                "verdict": said[f"{unit}_verdict"],
                "unit_name": said[f"{unit}_name"],
            }
            for unit in self.signing
            if said[f"{unit}_signer"]
        ]
        photos = {one.plan.pk: said.get(f"p{one.plan.pk}_photo") for one in self.rows}
        return {
            "lines": lines,
            "verdicts": self._told("", Condition),
            "apart": {one.plan.pk: self._apart(one.plan.pk) for one in self.rows},
            "signed_at": said["occurred_at"],
            "photo": said["photo"],
            "photos": {key: photo for key, photo in photos.items() if photo},
        }

    def _apart(self, key):
        return {
            "units": self._told(f"p{key}_", self.signing),
            "conditions": self._told(f"p{key}_", Condition),
            "note": self.cleaned_data[f"p{key}_note"],
        }

    def _told(self, prefix, names):
        said = {name.value: self.cleaned_data[f"{prefix}{name.value}"] for name in names}
        return {name: verdict for name, verdict in said.items() if verdict}

    # For the page.
    def unit_lines(self):
        """(unit, signer, verdict, its full name) for each unit."""
        return [
            (unit, self[f"{unit}_signer"], self[f"{unit}_verdict"], self[f"{unit}_name"])
            for unit in self.signing
        ]

    def conditions(self):
        return [self[condition.value] for condition in Condition]

    def firms(self):
        """(the judged plan, its own verdicts' fields, note, photo, whether anything differs or is wrong)."""
        for one in self.rows:
            names = [f"p{one.plan.pk}_{name.value}" for name in (*self.signing, *Condition)]
            verdicts, rest = [self[name] for name in names], f"p{one.plan.pk}_"
            open_ = self.is_bound and any(
                field.value() or field.errors
                for field in (*verdicts, self[f"{rest}note"], self[f"{rest}photo"])
            )
            yield one, verdicts, self[f"{rest}note"], self[f"{rest}photo"], open_
