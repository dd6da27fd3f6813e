"""Adding and changing types of pass. Every change is kept, with its basis; it is for applications to come."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from accounts.models import Role
from passes.apply import edits
from passes.models import PassType, PassTypeEdit
from workflow.deeds import broken_constraints_explained
from workflow.deeds import deed as one_deed
from workflow.errors import NotYours, Refused


def add_type(*, by, basis, **columns):
    """A new type, issued by a unit in which this person sits for the city. Raises ``NotYours`` or ``Refused``."""
    if not may_issue(columns["issuing_unit"], by):
        raise NotYours(_("新类型须由本单位核发。"))
    with transaction.atomic(), one_deed("add_type", by=by, basis=basis, **_as(by, columns)) as deed:
        made = _kept(PassType(**columns))
        PassTypeEdit.objects.create(type=made, deed=deed, changes=[])
        deed.count = 1
    return made


def edit_type(record, *, by, basis, **columns):
    """Change a type of one's own unit; what changes nothing writes nothing. Returns the type.

    Raises ``NotYours``; ``Refused`` for a scope that can no longer change, or when nothing is changed.
    """
    with transaction.atomic(), one_deed("edit_type", by=by, basis=basis, **_as(by, columns)) as deed:
        record = PassType.objects.select_for_update().get(pk=record.pk)
        if not may_issue(record.issuing_unit, by):
            raise NotYours(_("通行证类型由其核发单位维护。"))
        old = edits.before(record)
        for name, value in columns.items():
            setattr(record, name, value)
        changes = edits.changes(record, old)
        if not changes:
            raise Refused(_("没有改动。"), code="unchanged")
        _kept(record)
        PassTypeEdit.objects.create(type=record, deed=deed, changes=changes)
        deed.count = 1
    return record


def may_issue(unit, user):
    """Whether this person sits in the unit for the city: its types are theirs to look after."""
    return unit.pk in user.units_as(Role.CITY)


def may_add(user):
    return user.holds(Role.CITY)


def _as(by, columns):
    unit = columns["issuing_unit"].pk
    posts = [post for post in by.posts if post.role == Role.CITY]
    post = next((post for post in posts if post.unit_id == unit), None) or next(iter(posts), None)
    return {"post": post, "kind": PassType._meta.label}


def _kept(record):
    try:
        with broken_constraints_explained(PassType):
            record.save()
    except IntegrityError as twice:
        raise Refused(_("已有这个代码或名称的类型。"), code="type_known") from twice
    return record
