"""Whom the rows speak of, and how each stands: a fixed number of statements whatever the number of rows."""

from django.db.models import Q
from django.utils.translation import gettext as _

from enterprises.jurisdiction import district, park_committee, territory
from enterprises.models import Enterprise, Park
from ui.sheets.cells import same_name

from ..models import EntryTerm, WhitelistEntry

OPEN = (WhitelistEntry.Status.NOMINATED, WhitelistEntry.Status.LISTED)


class Subjects:
    """The parks and firms of a sheet as ``by`` sees them, with their entries and what ``by`` may do."""

    def __init__(self, rows, by):
        codes = {code for row in rows if (code := row.get("credit_code"))}
        names = {row["name"] for row in rows if not row.get("credit_code")}
        firms = (
            Enterprise.objects.visible_to(by).filter(credit_code__in=codes)
            if by
            else Enterprise.objects.none()
        )
        parks = Park.objects.visible_to(by).filter(name__in=names) if by else Park.objects.none()
        self.firms = {firm.credit_code: firm for firm in firms.select_related("county")}
        self.parks = {park.name: park for park in parks.select_related("county")}
        self.by = by
        self._entries()
        self._rights()

    def _entries(self):
        theirs = Q(enterprise__in=self.firms.values()) | Q(park__in=self.parks.values())
        self.entries, self.left = {}, set()
        way = WhitelistEntry.MOVES["list"].refusal(self.by)
        for entry in WhitelistEntry.objects.filter(theirs).annotate(way=way):
            if entry.status in OPEN:
                self.entries[self._key(entry), entry.level] = entry
        terms = EntryTerm.objects.current().filter(entry__in=WhitelistEntry.objects.filter(theirs))
        self.terms = {}
        for term in terms.select_related("entry"):
            self.terms[term.entry_id] = vars(term)
            key = (self._key(term.entry), term.entry.level, term.entry.status)
            self.left.add((*key, term.effective_from, term.effective_until))

    def _rights(self):
        if self.by is None:
            self.nominable = set()
            return
        firms = Enterprise.objects.filter(pk__in=[firm.pk for firm in self.firms.values()])
        parks = Park.objects.filter(pk__in=[park.pk for park in self.parks.values()])
        self.nominable = {("enterprise", key) for key in self._theirs(firms, district() | territory())}
        self.nominable |= {("park", key) for key in self._theirs(parks, district() | park_committee(""))}

    def _theirs(self, rows, who):
        if self.by.holds("city_officer"):
            return rows.values_list("pk", flat=True)
        return rows.filter(who(self.by)).values_list("pk", flat=True)

    @staticmethod
    def _key(entry):
        return ("park", entry.park_id) if entry.park_id else ("enterprise", entry.enterprise_id)

    @staticmethod
    def key_of(subject):
        return subject._meta.model_name, subject.pk

    def of(self, row):
        if code := row.get("credit_code"):
            return self.firms.get(code)
        return self.parks.get(row["name"])

    def fault(self, row):
        """(column, code, sentence) where the row names nobody, or somebody else than it says; else None."""
        subject = self.of(row)
        if subject is None:
            firm = bool(row.get("credit_code"))
            return "credit_code" if firm else "name", "unknown_subject", _("没有登记，或不属于您所见的范围。")
        if not same_name(subject.name, row["name"]):
            return "name", "other_name", _("该信用代码登记的名称是%(name)s。") % {"name": subject.name}
        if (county := row.get("county_name")) and county not in (subject.county.name, subject.county.name_en):
            return "county_name", "other_county", _("登记在%(county)s。") % {"county": subject.county.name}
        return None

    def open_entry(self, subject, level):
        return self.entries.get((self.key_of(subject), level))

    def term(self, entry):
        return self.terms[entry.pk]

    def has_left(self, subject, row):
        key = (self.key_of(subject), row["level"], row["status"])
        return (*key, row["effective_from"], row.get("effective_until")) in self.left

    def may_nominate(self, subject):
        return self.key_of(subject) in self.nominable

    def way_to_list(self, entry):
        """(code, sentence) of what keeps ``by`` from admitting a nomination, or None."""
        if entry.way is None:
            return None
        move = WhitelistEntry.MOVES["list"]
        return entry.way, move.sentence(entry.way, entry.get_status_display())
