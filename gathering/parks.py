"""A park's template: written as versions by its committee."""

from django.db import transaction

from enterprises.jurisdiction import park_committee
from enterprises.models import Park
from plans.questions import CURRENT
from workflow.errors import NotYours
from workflow.versions import record_facts

from .models import ParkTemplate

keepers = park_committee("")


def may_keep(park, user):
    """Whether this person is of the park's committee."""
    return Park.objects.filter(keepers(user), pk=park.pk).exists()


def template_of(park):
    """The template in force, or None."""
    return ParkTemplate.objects.current().filter(park=park).first()


def save_template(park, answers, *, by):
    """Write the park's answers; what is the same writes no version. Raises ``NotYours``. Returns what stands."""
    if not may_keep(park, by):
        raise NotYours
    kept = {key: answer for key, answer in answers.items() if answer not in (None, "")}
    row = {"park_id": park.pk, "question_set": CURRENT["enterprise"].name, "answers": kept}
    with transaction.atomic():
        record_facts(ParkTemplate, [row], by=by, verb="set_template")
    return template_of(park)
