"""Which way a plan goes: the table of routes as it stands at a moment, and the line that fits a plan.

Shipped: 属地初审, then the district's 联合核查 and 备案; the city files only for subjects on the white list; under
control a plan may be filed on its undertaking before the joint check (容缺启动). The city decides otherwise line by
line; a plan keeps the line it was submitted under.
"""

from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from clock import clock
from enterprises.jurisdiction import city
from periods.areas import areas_in_force
from plans.models import Route, SigningUnit, Tier
from plans.under_control import COUNTY
from whitelist.models import Level, WhitelistEntry
from workflow.errors import NotYours, Refused
from workflow.versions import record_facts

RANK = [Level.MUNICIPAL, Level.PROVINCIAL, Level.NATIONAL]
# Chongzhou, September 2022: park and town, health, emergency management, market supervision check on site together.
SHIPPED_UNITS = [SigningUnit.TERRITORY, SigningUnit.HEALTH, SigningUnit.EMERGENCY, SigningUnit.MARKET]


def shipped(tier, controlled):
    """The line that holds until the city decides otherwise; unsaved."""
    return Route(
        tier=tier,
        controlled=controlled,
        city_files=tier != Tier.NONE,
        joint_check=True,
        units=[unit.value for unit in SHIPPED_UNITS],
        start_unchecked=controlled,
    )


def table(at=None):
    """{(tier, under control): its line at ``at``}; one statement."""
    lines = {(tier, controlled): shipped(tier, controlled) for tier in Tier for controlled in (False, True)}
    for row in Route.objects.current().filter(since__lte=at or clock.now()).order_by("since"):
        lines[Tier(row.tier), row.controlled] = row
    return lines


def routes_of(plans):
    """{plan key: the line that fits it now}: by its subject's highest level and whether its place is controlled."""
    places = [Coalesce(f"enterprise__{path}", f"park__{path}") for path in COUNTY]
    rows = list(plans.order_by().values_list("pk", "enterprise", "park", "enterprise__town", *places))
    tiers = _tiers_by(row[:3] for row in rows)
    areas, lines = areas_in_force(whole=True), table()
    found = {}
    for pk, _firm, _park, *regions in rows:
        found[pk] = lines[tiers[pk], any(area.covers_keys(set(regions)) for area in areas)]
    return found


def tiers_of(plans):
    """{plan key: the highest level at which its subject is on the white list now, or none}."""
    return _tiers_by(plans.order_by().values_list("pk", "enterprise", "park"))


def _tiers_by(rows):
    """The same from (plan, firm, park); a statement for the firms, one for the parks."""
    rows = list(rows)
    firms = _tiers("enterprise", [firm for _pk, firm, _park in rows if firm])
    parks = _tiers("park", [park for _pk, _firm, park in rows if park])
    return {pk: Tier(firms.get(firm) or parks.get(park) or Tier.NONE) for pk, firm, park in rows}


def _tiers(name, keys):
    """{subject: its highest level on the list now}."""
    listed = WhitelistEntry.objects.listed_at().order_by().filter(**{f"{name}__in": keys})
    tiers = {}
    for subject, level in listed.values_list(name, "level"):
        if subject not in tiers or RANK.index(level) > RANK.index(tiers[subject]):
            tiers[subject] = level
    return tiers


def as_kept(route):
    """A line as a version keeps it."""
    names = ("tier", "controlled", "city_files", "joint_check", "units", "start_unchecked")
    return {name: getattr(route, name) for name in names}


def decide_route(
    tier, controlled, *, by, city_files, joint_check, units=(), start_unchecked=False, since=None, basis=""
):
    """The city sets one line of the table from ``since`` (default: now); what stood before is kept.

    Plans already submitted keep their line. Raises ``NotYours`` or ``Refused``.
    """
    now = clock.now()
    if not by.holds(*city.roles):
        raise NotYours
    if not basis.strip():
        raise Refused(_("修改审核路线须写明依据。"), code="basis_required")
    if since is not None and since < now:
        raise Refused(_("审核路线只能从现在起修改；已提交的方案按提交时的路线办理。"), code="in_past")
    if not joint_check and start_unchecked:
        raise Refused(_("不要求联合核查的路线没有容缺可言。"), code="unchecked_start_needs_a_check")
    row = {
        "tier": tier,
        "controlled": controlled,
        "city_files": city_files,
        "joint_check": joint_check,
        "units": [unit for unit in SigningUnit.values if unit in units] if joint_check else [],
        "start_unchecked": start_unchecked,
        "since": since or now,
        "basis": basis,
    }
    record_facts(Route, [row], by=by, verb="decide_route", basis=basis, post=city.post_of(by))
    return Route.objects.current().get(tier=tier, controlled=controlled, since=row["since"])
