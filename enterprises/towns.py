"""In which town a firm lies: without it a release of towns cannot reach the firm, which stays under control.

A park spans several towns, so the park tells nothing; whoever keeps the registry says it, for many firms at once.
"""

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from simple_history.utils import bulk_update_with_history

from regions.models import Region, prefixed
from ui.forms import Form
from workflow.deeds import broken_constraints_explained, share
from workflow.errors import NotYours, Refused
from workflow.versions import record_facts

from .models import DirectoryEntry, Enterprise
from .services import registrars


def unplaced(user, region=None):
    """Firms whose town is not known, of those whose entry this person keeps; within a division."""
    firms = Enterprise.objects.filter(registrars(user), town=None).select_related("county", "park")
    return firms.filter(prefixed("county__code", region.code)) if region else firms


def place_firms(firms, *, by, town, basis=""):
    """These firms (a queryset) lie in ``town``: their entry and their line of the latest directory say so.

    All or none, a constant number of statements. Returns how many. Raises ``NotYours`` where one's entry is not
    this person's to keep, ``Refused`` where the town lies in another county.
    """
    with transaction.atomic(), broken_constraints_explained(Enterprise):
        share()
        keys = [firm.pk for firm in firms.order_by("pk").select_for_update(of=("self",))]
        kept = list(Enterprise.objects.filter(registrars(by), pk__in=keys))
        if len(kept) < len(keys):
            raise NotYours
        if any(firm.county_id != town.parent_id for firm in kept):
            raise Refused(_("镇街不在所选企业的区县。"), code="town_elsewhere")
        for firm in kept:
            firm.town = town
        bulk_update_with_history(kept, Enterprise, ["town"], default_user=by)
        lines = Enterprise.objects.filter(pk__in=keys).with_entry().exclude(entry=None)
        rows = [
            {"enterprise_id": firm, "year": year, "town_id": town.pk}
            for firm, year in lines.order_by().values_list("pk", "entry__year")
        ]
        record_facts(DirectoryEntry, rows, by=by, verb="write_entry", basis=basis)
    return len(kept)


class TownField(forms.ModelChoiceField):
    """Towns with their county, since counties share names of towns."""

    def label_from_instance(self, town):
        return f"{town.parent} · {town}"


class PlacingForm(Form):
    """Which firms, in which town; page and REST."""

    enterprises = forms.ModelMultipleChoiceField(
        label=gettext_lazy("企业"), queryset=Enterprise.objects.none(), to_field_name="credit_code"
    )
    town = TownField(label=gettext_lazy("镇街"), queryset=Region.objects.none(), to_field_name="code")
    basis = forms.CharField(label=gettext_lazy("依据"), required=False, max_length=200)

    def __init__(self, *args, user, region=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["enterprises"].queryset = Enterprise.objects.visible_to(user)
        towns = Region.objects.own().filter(level=Region.Level.TOWN).select_related("parent")
        if region is not None:
            towns = towns.within(region.code)
        elif not user.holds("city_officer"):
            towns = towns.filter(parent__in=user.regions_as("district_officer"))
        self.fields["town"].queryset = towns

    def place(self, by):
        said = self.cleaned_data
        return place_firms(said["enterprises"], by=by, town=said["town"], basis=said["basis"])
