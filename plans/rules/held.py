"""What holds at a place: every figure with its threshold and the decision it rests on, or as shipped."""

from collections import namedtuple

from django import forms
from django.utils.translation import gettext_lazy as _

from periods.models import ControlKind
from plans.questions import MEASURES
from regions.models import Region
from ui.forms import Form

from .in_force import RulesInForce

Held = namedtuple("Held", "measure rule decided")  # ``decided``: the Rule, None as shipped


class PlaceForm(Form):
    """Where, and under which kind of control, the rules are asked for."""

    region = forms.ModelChoiceField(
        label=_("区划"),
        queryset=Region.objects.none(),
        to_field_name="code",
        required=False,
        empty_label=_("全市"),
    )
    kind = forms.ModelChoiceField(
        label=_("管控类型"),
        queryset=ControlKind.objects.all(),
        to_field_name="code",
        required=False,
        empty_label=_("无管控"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["region"].queryset = Region.objects.own().exclude(level=Region.Level.CITY)

    def place(self):
        return {"region": self.cleaned_data["region"], "kind": self.cleaned_data["kind"]}


def held(region=None, kind=None):
    """[Held] of every figure a threshold is set on, in the order of the forms."""
    in_force = RulesInForce()
    places, place = [], region
    while place is not None:
        places.append(place.pk)
        place = place.parent
    where, kinds = tuple(places), [kind.pk] if kind else []
    return [
        Held(MEASURES[key], rule, in_force.decision(key, where, kinds))
        for key, rule in in_force.under(where, kinds).items()
    ]
