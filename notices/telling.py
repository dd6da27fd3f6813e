"""Whom a deed concerns: from the records it moved, by the audiences of their model, to people."""

from collections import defaultdict, namedtuple

from django.apps import apps

from accounts.models import ADMINISTRATORS, Appointment, Unit
from regions.models import Region
from workflow.models import Life, Version

from .models import Notice

# The office that answers for a division: its economic bureau, for a town its own office.
OFFICES = {
    Region.Level.CITY: Unit.Kind.ECONOMIC_BUREAU,
    Region.Level.COUNTY: Unit.Kind.ECONOMIC_BUREAU,
    Region.Level.TOWN: Unit.Kind.TOWN,
}
# The audience of those on duty: of a unit's people the ones its roster names now, all of them where none is named.
DUTY = "duty"
# function(units) -> keys of the people on duty there now; the app that keeps the roster adds its own.
WATCHES = []
Person = namedtuple("Person", "pk email")
BATCH = 2000  # records of which one statement asks


def lives():
    """Every kind of record that has a life."""
    return [model for model in apps.get_models() if issubclass(model, Life)]


def notices_of(deed):
    """The notices a deed calls for, not yet saved: one a recipient and kind of record, none for the doer."""
    made = []
    for model in lives():
        for verb, keys in _told(model, deed).items():
            made += _notices(model, verb, keys, deed)
    return made


def touched(model, deed_id):
    """Keys of the records of ``model`` that a deed moved, or whose versions it wrote."""
    steps = model.step_model().objects.filter(deed=deed_id).values_list("record_id", flat=True)
    keys = set(steps)
    for name, version in _versions_of(model):
        keys |= set(version.objects.filter(deed=deed_id).values_list(name, flat=True))
    return sorted(keys)


def _told(model, deed):
    """{verb: keys} of the records whose move tells somebody. A consequence has another verb than its deed."""
    own, keys = model.MOVES.get(deed.verb), defaultdict(list)
    if own is not None and own.target is None:
        return {deed.verb: touched(model, deed.pk)} if own.tells and deed.kind == model._meta.label else {}
    for key, source, target in (
        model.step_model()
        .objects.filter(deed=deed)
        .values_list("record_id", "source", "target")
        .order_by("pk")
    ):
        verb = deed.verb if own is not None and own.target == target else _verb(model, source, target)
        if verb and model.MOVES[verb].tells:
            keys[verb].append(key)
    return keys


def _verb(model, source, target):
    return next((v for v, m in model.MOVES.items() if m.target == target and source in m.sources), None)


def _versions_of(model):
    """(column, model) of the version tables that hold facts of this kind of record."""
    for relation in model._meta.related_objects:
        if issubclass(relation.related_model, Version):
            yield relation.field.attname, relation.related_model


def _notices(model, verb, keys, deed):
    concerned = defaultdict(set)  # user -> keys
    by_office = _offices(model, model.MOVES[verb].tells, keys)
    people = _people({unit for units in by_office.values() for unit in units}, deed.by_id)
    if DUTY in model.MOVES[verb].tells:
        people = _on_watch(people)
    for key, units in by_office.items():
        for unit in units:
            for user in people.get(unit, ()):
                concerned[user].add(key)
    first = {user: min(mine) for user, mine in concerned.items()}
    names = _names(model, set(first.values()))
    return [
        Notice(
            user_id=user.pk,
            deed=deed,
            kind=model._meta.label,
            verb=verb,
            record_id=first[user] if len(mine) == 1 else None,
            count=len(mine),
            subject=names[first[user]][:200],
            created_at=deed.recorded_at,
            mail_owed=bool(user.email),
        )
        for user, mine in concerned.items()
    ]


def _offices(model, audiences, keys):
    """{record key: keys of units}. Of each audience the first path that leads somewhere counts."""
    found, divisions = defaultdict(set), defaultdict(set)
    for audience in audiences:
        paths = model.audiences[audience]
        ends = [_end(model, path) for path in paths]
        for start in range(0, len(keys), BATCH):
            rows = model._base_manager.filter(pk__in=keys[start : start + BATCH]).values_list("pk", *paths)
            for key, *values in rows:
                for end, value in zip(ends, values, strict=True):
                    if value is not None:
                        (divisions if end is Region else found)[key].add(value)
                        break
    offices = _offices_of({region for regions in divisions.values() for region in regions})
    for key, regions in divisions.items():
        for region in regions:
            found[key] |= offices[region]
    return found


def _end(model, path):
    for name in path.split("__"):
        model = model._meta.get_field(name).related_model
    return model


def _offices_of(regions):
    """{division: keys of its units} that are told for it."""
    offices = defaultdict(set)
    if regions:
        units = Unit.objects.filter(region__in=regions, kind__in=set(OFFICES.values()))
        for key, kind, region, level in units.values_list("pk", "kind", "region_id", "region__level"):
            if OFFICES.get(level) == kind:
                offices[region].add(key)
    return offices


def _people(units, doer):
    """{unit: people with an appointment there}; who administers the system is no party to business."""
    people = defaultdict(set)
    posts = Appointment.objects.in_force().filter(unit__in=units).exclude(role__in=ADMINISTRATORS)
    for unit, *person in posts.exclude(user=doer).order_by().values_list("unit", "user", "user__email"):
        people[unit].add(Person(*person))
    return people


def _on_watch(people):
    """Of each unit those who are on duty now; where nobody is, or who is has no account there, all are told."""
    watching = {key for watch in WATCHES for key in watch(set(people))}
    kept = {unit: {one for one in mine if one.pk in watching} for unit, mine in people.items()}
    return {unit: kept[unit] or mine for unit, mine in people.items()}


def _names(model, keys):
    """What a reader knows each record by: its own ``told_as``, the firm or park it is about, else its words."""
    paths = {path.split("__")[0] for paths in model.audiences.values() for path in paths}
    names = ("told_as", "subject", "enterprise")
    fields = {field.name for field in model._meta.fields}
    if "enterprise" in fields and not any(hasattr(model, name) for name in names[:2]):
        return dict(model._base_manager.filter(pk__in=keys).values_list("pk", "enterprise__name"))
    return {
        record.pk: str(next((found for name in names if (found := getattr(record, name, None))), record))
        for record in model._base_manager.filter(pk__in=keys).select_related(*paths)
    }
