"""Open work passes from one person to another of the same unit, and a leaver's to whoever stays.

Every life with ``filed_by`` is asked for what stands open in that person's hands: not yet submitted, or returned
to be corrected. What lies with an office (submitted, endorsed) belongs to nobody and needs no heir. A model
may say otherwise by ``OPEN_WORK = (field, condition)``.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts import below, services
from accounts.models import Appointment, User
from workflow.deeds import deed
from workflow.errors import Refused
from workflow.models import Life

IN_HAND = frozenset({"draft", "returned"})


@dataclass
class OpenWork:
    """What one person holds of one kind: how many, and the first of them."""

    model: Any
    field: str
    rows: Any

    @cached_property
    def many(self):
        return self.rows.count()

    @cached_property
    def first(self):
        return list(self.rows.order_by("pk")[:10])

    @property
    def label(self):
        return self.model._meta.verbose_name


def open_work(person):
    """What this person holds open, kind by kind; kinds of which they hold nothing are left out."""
    kinds = [
        OpenWork(model, field, model._base_manager.filter(rows, **{field: person}))
        for model, field, rows in _kinds()
    ]
    return [work for work in kinds if work.many]


def takers(person):
    """Who may take it over: colleagues in office at a unit where this person holds, or held, a post."""
    units = person.appointments.values("unit")
    colleagues = Appointment.objects.in_force().filter(unit__in=units).values("user")
    return User.objects.in_office().filter(pk__in=colleagues).exclude(pk=person.pk).order_by("name")


def may_hand_over(user, person):
    """One's own work, or that of someone whose account one looks after, or looked after until they left."""
    if user.pk == person.pk or services.looks_after(user, person):
        return True
    posts = person.appointments.filter(below.appointments_below(user))
    return person.left_at is not None and posts.exists()


def hand_over(person, *, by, to, leave=False):
    """Everything ``person`` holds open is ``to``'s from now on; with ``leave`` the account closes in the same step.

    Returns how many records passed on. Raises ``PermissionDenied``, or ``Refused`` where ``to`` cannot take it.
    """
    if not may_hand_over(by, person):
        raise PermissionDenied(_("该人员的事项不由您移交。"))
    with transaction.atomic():
        work = open_work(person)
        if work and (to is None or not takers(person).filter(pk=to.pk).exists()):
            raise Refused(_("接办人须是同一单位的在岗人员。"), code="not_a_colleague")
        many = _passed_on(person, work, by=by, to=to) if work else 0
        if leave:
            services.close_account(person, by=by)
    return many


def _passed_on(person, work, *, by, to):
    remark = _("%(giver)s移交%(taker)s") % {"giver": person.name, "taker": to.name}
    with deed("hand_over", by=by, kind="accounts.User", remark=remark) as made:
        for one in work:
            # One statement a kind: who submitted a record meanwhile has taken it out of these hands.
            made.count += one.rows.update(**{one.field: to})
    return made.count


def _kinds():
    for model in apps.get_models():
        if hasattr(model, "OPEN_WORK"):
            yield model, *model.OPEN_WORK
        elif issubclass(model, Life) and any(field.name == "filed_by" for field in model._meta.fields):
            yield model, "filed_by", Q(status__in=IN_HAND)
