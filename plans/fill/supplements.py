"""限期补齐: the rest of the form is filled in after the start was handed in, while the plan is reviewed or on file.

A supplement is a further version that may change the rest alone. Handed in it is frozen, told to the reviewers as a
difference, and from then on the version they decide on; a press that still carries the version before is refused
(``shown.py``). The plan's status is not moved, and what it was filed with stays as it was.
"""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from clock import clock
from plans.answers import flat, questions_of
from plans.attachments.services import stand_in
from plans.due import rest_due
from plans.models import Plan, PlanAttachment, RestNote
from plans.questions.base import REST
from plans.rules.judging import judge, keep, listed_of
from plans.versions import freeze, open_next
from workflow.deeds import deed as one_deed
from workflow.edits import hold
from workflow.errors import Refused
from workflow.versions import record_facts

from .services import repeat_answers

AHEAD = timedelta(hours=24)  # how long before the term the clerk is chased


def open_supplement(plan, *, by, **_words):
    """The version in which the rest is added, opened if it is not yet. Raises ``NotYours`` or ``Refused``."""
    with transaction.atomic():
        hold(plan, "supplement", by=by)
        version = plan.versions.filter(frozen_at=None).first()
        if version is None:
            if not questions_of(plan.versions.last()).rest_parts:
                raise Refused(_("本方案按旧版表填写，没有需补齐的内容。"), code="no_rest")
            open_next([plan.pk], supplement=True)
            version = plan.versions.get(frozen_at=None)
    return version


def hand_in(plan, *, by, remark="", basis="", **_words):
    """The supplement is handed in as it stands: frozen, with what it was judged by. Returns the deed.

    Raises ``Refused`` where there is none, where it says nothing new, or where a rule in force blocks what it says.
    """
    with transaction.atomic():
        own = Plan.objects.filter(pk=plan.pk)
        with one_deed("hand_in", by=by, of=own, remark=remark, basis=basis) as deed:
            hold(plan, "hand_in", by=by)
            version = plan.versions.filter(frozen_at=None, supplement=True).first()
            if version is None:
                raise Refused(_("没有正在补充的内容。"), code="no_supplement")
            _says_something(plan, version)
            yardsticks = judge(own, listed=listed_of(own))
            if defects := _of_its_own(plan, version, yardsticks[plan.pk]):
                raise Refused(defects[0].sentence, code="incomplete")
            freeze([plan.pk])
            keep(yardsticks, [plan.pk])
            version.refresh_from_db()
            repeat_answers(plan, version, version.sections.all())
            stand_in(plan)
            plan.rest_due_at = rest_due(Plan.objects.filter(pk=plan.pk))[plan.pk]
            plan.save(update_fields=["rest_due_at"])
            _note([plan.pk], RestNote.What.HANDED_IN, deed, number=version.number)
    return deed


def _of_its_own(plan, version, yardstick):
    """What stops it: in the rest, or new with it. What a later rule finds in the start, which stands, is no reason
    to keep the rest back: that is for a revision."""
    questions, before = questions_of(version), _before(plan)
    standing = questions.defects(flat(before.sections.all()), yardstick)
    defects = questions.defects(flat(version.sections.all()), yardstick)
    return [one for one in defects if questions.part_of[one.key].need == REST or one not in standing]


def _before(plan):
    return plan.versions.exclude(frozen_at=None).last()


def _says_something(plan, version):
    before = _before(plan)
    came = [PlanAttachment.objects.of_version(one).values_list("pk", flat=True) for one in (before, version)]
    if flat(before.sections.all()) == flat(version.sections.all()) and set(came[0]) == set(came[1]):
        raise Refused(_("补充内容与上一版相同，没有可交的。"), code="unchanged")


def chase_rest():
    """Tell whose rest falls due within a day, and whose term has passed; each once. May run twice.

    Returns the number of plans told of.
    """
    now = clock.now()
    soon = Plan.objects.owing().filter(rest_due_at__gt=now, rest_due_at__lte=now + AHEAD)
    told = _chase(soon, "chase", RestNote.What.SOON)
    return told + _chase(Plan.objects.rest_overdue(now), "chase_overdue", RestNote.What.OVERDUE)


def _chase(plans, verb, what):
    fresh = plans.exclude(rest_notes__what=what)
    if not fresh.exists():
        return 0
    with one_deed(verb, by=None, kind=Plan._meta.label) as deed:
        keys = list(fresh.order_by("pk").select_for_update(of=("self",)).values_list("pk", flat=True))
        _note(keys, what, deed)
    return len(keys)


def _note(keys, what, deed, number=0):
    rows = [{"plan_id": key, "what": what, "number": number} for key in keys]
    counted = len(rows)
    record_facts(RestNote, rows, by=deed.by, deed=deed)
    deed.count = counted
