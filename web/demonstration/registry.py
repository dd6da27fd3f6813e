"""Divisions, parks, the directory, and the people who will act."""

from django.contrib.auth.hashers import make_password

from accounts.demonstration import PASSWORD
from accounts.models import Appointment, Role, Unit, User
from clock import clock
from enterprises.models import Enterprise, Park
from passes.models import Goods
from passes.types import SHIPPED, ensure_pass_types
from periods.kinds import ensure_control_kinds
from regions.models import Region
from ui.sheets.importing import IMPORTERS
from workflow.models import Policy
from workflow.versions import record_facts

LABEL = "（演示）"
BUREAU, TOWN, COMMITTEE = Unit.Kind.ECONOMIC_BUREAU, Unit.Kind.TOWN, Unit.Kind.PARK_COMMITTEE


class BadFile(Exception):
    """A file of the folder is not fit to be imported; says which, and the first reasons."""


def take_in(kind, path, **options):
    """Import one official sheet as a city's start would."""
    with path.open("rb") as file:
        report = IMPORTERS[kind](by=None, **options).run(file, name=path.name, dry_run=False)
    if not report.done:
        reasons = "; ".join(f"{error.row} {error.column}: {error.reason}" for error in report.errors[:5])
        raise BadFile(f"{path.name}: {reasons}")
    return report


def build(files):
    """Everything that stands before the emergency begins."""
    take_in("regions", files.path("divisions_*.csv"))
    take_in("regions", files.path("*_towns_*.csv"))
    ensure_control_kinds()
    take_in("parks", files.path("parks_*.csv"))
    take_in("directory", files.path("enterprise_directory_*.csv"))
    take_in("people", files.path("people_*.csv"))
    User.objects.update(password=make_password(PASSWORD), must_change_password=False)
    Unit.objects.filter(kind=Unit.Kind.TRANSPORT).update(goods=[code for code, _label in Goods.choices])
    officers()
    typists()
    clerks(files)
    Unit.objects.filter(duty_phone="").update(duty_phone="0830-3190000")
    pass_types(files)
    rules = {"stats.first_day": files.days[0].isoformat()}
    rows = [
        {"key": key, "region_id": None, "value": value, "since": clock.now(), "basis": "演示"}
        for key, value in rules.items()
    ]
    record_facts(Policy, rows, by=None, verb="set_policy")


def pass_types(files):
    """The shipped types with the issuing units the passes name; one the files do not know is the city's."""
    issuers = {row["类型"]: row["核发单位"] for row in files.passes}
    units = {unit.name: unit for unit in Unit.objects.filter(name__in=issuers.values())}
    city = Unit.objects.filter(kind=BUREAU, region__level=Region.Level.CITY).order_by("pk").first()
    ensure_pass_types({row["code"]: units.get(issuers.get(row["name"]), city) for row in SHIPPED})


def officers():
    """A unit and a duty officer for each county, park and town that has nobody."""
    posts = Appointment.objects.in_force()
    counties = set(posts.filter(role=Role.DISTRICT).values_list("unit__region_id", flat=True))
    towns = set(
        posts.filter(role=Role.TERRITORIAL, unit__kind=TOWN).values_list("unit__region_id", flat=True)
    )
    wanted = [
        (f"{region.name}经济和信息化局{LABEL}", BUREAU, region, Role.DISTRICT, f"duty-{region.code}", None)
        for region in Region.objects.own().counties()
        if region.pk not in counties
    ]
    wanted += [
        (
            f"{region.parent.name}{region.name}值班室{LABEL}",
            TOWN,
            region,
            Role.TERRITORIAL,
            f"duty-{region.code}",
            None,
        )
        for region in Region.objects.own().filter(level="town").select_related("parent")
        if region.pk not in towns
    ]
    wanted += [
        (f"{park.name}管委会{LABEL}", COMMITTEE, park.county, Role.TERRITORIAL, f"duty-park-{park.pk}", park)
        for park in Park.objects.filter(unit=None).select_related("county")
    ]
    appoint(
        [
            (name, kind, region, role, login, "值班员" + LABEL)
            for name, kind, region, role, login, _p in wanted
        ],
        [park for *_rest, park in wanted],
        Park,
    )


def typists():
    """A colleague in each park committee and town who enters its firms' start forms from the sheets they hand in.

    Who enters a plan does not review it.
    """
    posts = Appointment.objects.in_force().filter(role=Role.TERRITORIAL)
    units = Unit.objects.filter(pk__in=posts.values("unit")).order_by("pk")
    nobody = make_password(None)
    people = User.objects.bulk_create(
        [User(username=f"entry-{unit.pk}", name="录入员" + LABEL, password=nobody) for unit in units]
    )
    Appointment.objects.bulk_create(
        [
            Appointment(user=person, unit=unit, role=Role.TERRITORIAL, since=clock.now())
            for person, unit in zip(people, units, strict=True)
        ]
    )


def clerks(files):
    """The directory's contact as clerk of each firm that files a plan or asks for a pass."""
    codes = {*files.sealed, *files.waiting, *(row["统一社会信用代码"] for row in files.passes)}
    firms = (
        Enterprise.objects.filter(credit_code__in=codes, unit=None).select_related("county").order_by("pk")
    )
    names = set(Unit.objects.values_list("name", flat=True))
    wanted = []
    for firm in firms:
        name = firm.name if firm.name not in names else f"{firm.name}（{firm.credit_code[-4:]}）"
        names.add(name)
        login = f"d{firm.credit_code[-9:].lower()}"
        wanted.append(
            (name, Unit.Kind.ENTERPRISE, firm.county, Role.CLERK, login, firm.contact_name or "经办")
        )
    appoint(wanted, list(firms), Enterprise)


def appoint(wanted, subjects, model):
    """Units, people who cannot sign in, and their appointments; ``subjects`` are linked to their units."""
    units = Unit.objects.bulk_create(
        [Unit(name=name, kind=kind, region=region) for name, kind, region, *_rest in wanted]
    )
    nobody = make_password(None)
    people = User.objects.bulk_create(
        [User(username=login, name=name, password=nobody) for *_rest, login, name in wanted]
    )
    Appointment.objects.bulk_create(
        [
            Appointment(user=person, unit=unit, role=row[3], since=clock.now())
            for person, unit, row in zip(people, units, wanted, strict=True)
        ]
    )
    linked = []
    for subject, unit in zip(subjects, units, strict=True):
        if subject is not None:
            subject.unit = unit
            linked.append(subject)
    model.objects.bulk_update(linked, ["unit"])
