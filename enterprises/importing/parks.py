"""Parks from a sheet, by name."""

from django.utils.translation import gettext_lazy as _

from ui.sheets.fields import Text
from ui.sheets.importing import Importer, register

from ..models import Park
from ..registering import counted, record_registry
from .places import REFUSALS, Counties, county_columns, may_write_registry


@register
class ParkImporter(Importer):
    kind = "parks"
    title = _("园区")
    listed = ("enterprises:parks", _("园区"))
    natural_key = ("name",)
    columns = {
        "name": Text(
            _("园区名称"), aliases=("园区",), required=True, max_length=100, example="江阳区智能终端产业园"
        ),
        **county_columns(),
    }
    refusals = REFUSALS
    may_import = staticmethod(may_write_registry)

    def prepare(self, rows, by):
        counties = Counties(self, by)
        standing = dict(
            Park.objects.filter(name__in=[row["name"] for row in rows]).values_list("name", "county_id")
        )
        self.facts = {}
        for row in rows:
            if county := counties.of(row):
                self.facts[row["name"]] = {"county_id": county.pk}
                if (held := standing.get(row["name"])) and held != county.pk:
                    counties.own(row, held)

    def apply(self, rows, by):
        _parks, created, changed = record_registry(Park, self.facts, key="name", by=by)
        return counted(self.facts, created, changed)
