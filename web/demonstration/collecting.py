"""The last evening two parks collect start forms from firms that have none: links out, some of them answered."""

from datetime import timedelta

from enterprises.models import Enterprise, Park
from gathering.incoming import save_incoming, send_incoming
from gathering.making import make_links
from gathering.parks import save_template
from gathering.starting import Source, start_many
from gathering.tokens import ending_of

from .emergency import answers_for
from .files import at

FIRMS, ANSWERED, BEGUN = 8, 4, 3
PARKS = 2


def links(files, cast):
    """[(moment, what happens)]: the template kept, drafts begun from it, links made, half of them sent in later."""
    day, rows = files.days[-1], {row["统一社会信用代码"]: row for row in files.returns}
    made = []

    def make():
        for park in _parks(files):
            firms = list(_without_plan(files).filter(park=park)[: FIRMS + BEGUN])
            officer = cast.territory(firms[0])
            same = {
                "transfer_name": officer.name,
                "transfer_phone": officer.phone or "0830-3190000",
                "gates_total": 2,
                "gates_kept": 1,
            }
            save_template(park, same, by=officer)
            start_many(_chosen(firms[FIRMS:]), by=officer, source=Source.TEMPLATE)
            chosen = _chosen(firms[:FIRMS])
            made.extend(make_links(chosen, by=officer, task="start").links[:ANSWERED])

    def answer():
        for link in made:
            firm = link.enterprise
            answers = answers_for(firm, rows[firm.credit_code], day + timedelta(days=2))
            ending = ending_of(firm.contact_phone)
            save_incoming(link, answers, ending=ending, sender_name=firm.contact_name)
            send_incoming(link)

    return [(at(day, 19, 30), make), (at(day, 20, 40), answer)]


def _chosen(firms):
    return Enterprise.objects.filter(pk__in=[firm.pk for firm in firms])


def _parks(files):
    """The first parks with a committee and enough firms that have no plan."""
    parks = Park.objects.filter(unit__isnull=False).order_by("pinyin")
    return [park for park in parks if _without_plan(files).filter(park=park).count() >= FIRMS + BEGUN][:PARKS]


def _without_plan(files):
    """Firms that report, can be telephoned and have no plan."""
    codes = [row["统一社会信用代码"] for row in files.returns]
    firms = Enterprise.objects.filter(credit_code__in=codes, plans=None)
    return firms.filter(contact_phone__regex=r"([0-9][^0-9]*){4}").order_by("pinyin")
