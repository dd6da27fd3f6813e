"""A verb on many plans: what is clean is done in one deed, what is not is named with every reason."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from clock import clock
from plans.answers import flat, questions_of
from plans.models import Plan, Remark, Section
from plans.questions.base import REST
from plans.review.shown import replaced, with_refused
from plans.rules.judging import yardstick_of

from .verbs import MANY


@dataclass
class Judged:
    """One plan: its version, and why the verb is not to be pressed on it unseen ([(code, sentence)]; none if clean)."""

    plan: Any
    version: Any
    reasons: list = field(default_factory=list)

    @property
    def owing(self):
        """Nothing but the rest of the form is missing, and its term (限期补齐) has not passed."""
        codes = {code for code, _words in self.reasons}
        return codes == {"rest_owed"} and bool(self.plan.rest_due_at and self.plan.rest_due_at > clock.now())


def judged(plans, verb, by, shown=None, most=None):
    """What of ``plans`` is clean for the verb, soonest due first; a constant number of statements.

    Clean: the verb's own line lets it pass (so nobody reviews what they filed, nor what another has in hand),
    nothing is unanswered, no rule warns, no remark waits unsent, the rest of the form is there, and it still is the
    version ``shown`` ({plan key: SHA-256}, where one was shown).
    """
    many = MANY[verb]
    rows = plans.order_by(F("due_at").asc(nulls_last=True), "pk")
    rows = rows.select_related("enterprise__county", "enterprise__park", "park__county", "claimed_by")
    rows = list(rows.annotate(stands=many.move.refusal(by))[:most])
    versions = many.versions([plan.pk for plan in rows])
    sections = defaultdict(list)
    for section in Section.objects.filter(version__in=versions.values()):
        sections[section.version_id].append(section)
    remarks = _unsent(rows)
    found = []
    for plan in rows:
        version = versions.get(plan.pk)
        one = Judged(plan, version)
        if plan.stands:
            held = (plan.claimed_by, plan.claimed_until)
            words = many.move.sentence(plan.stands, plan.get_status_display(), held)
            one.reasons.append((plan.stands, str(words)))
        if version is not None:
            if shown and shown.get(plan.pk, version.sha256) != version.sha256:
                one.reasons.append(("changed_since_shown", replaced(version)))
            one.reasons += _found(plan, version, sections[version.pk])
        if waiting := remarks.get(plan.pk):
            words = ngettext("有{many}处意见未发出。", "有{many}处意见未发出。", waiting)
            one.reasons.append(("remarks_open", words.format(many=waiting)))
        found.append(one)
    return found


def press_clean(plans, verb, *, by, shown, owing=False, **words):
    """Press the verb on those of ``plans`` that are clean, in one deed; with ``owing`` also on those whose rest of the
    form alone is missing and not overdue. Returns ``Moved``; what is left is in ``refused``.

    ``shown`` ({plan key: SHA-256}) is what the summary showed: on a plan without a digest there nothing is done.
    """
    found = judged(plans, verb, by, shown)
    ready = (one for one in found if not one.reasons or (owing and one.owing))
    clean = [one.plan.pk for one in ready if one.plan.pk in shown]
    refused = {
        one.plan.pk: one.reasons[0] if one.reasons else ("not_shown", _("须先预览。"))
        for one in found
        if one.plan.pk not in clean
    }
    done = MANY[verb].do(Plan.objects.filter(pk__in=clean), by=by, shown=shown, **words)
    return with_refused(done, refused)


def _unsent(plans):
    """{plan: how many remarks its reviewers have put down and not sent}."""
    drafts = Remark.objects.filter(version__plan__in=plans, deed=None).order_by()
    return dict(drafts.values_list("version__plan").annotate(many=Count("pk")))


def _found(plan, version, sections):
    """What the computer finds in the answers: unanswered questions in one line, each warning in its own."""
    questions, answers = questions_of(version), flat(sections)
    reasons, missing = [], 0
    for finding in questions.findings(answers, yardstick_of(version)):
        if questions.part_of[finding.key].need == REST and answers.get(finding.key) is None:
            continue  # counted in the plan's own row
        if answers.get(finding.key) is None:
            missing += 1
            continue
        label = questions.by_key[finding.key].label
        reasons.append(("warning", _("{label}：{sentence}").format(label=label, sentence=finding.sentence)))
    if missing:
        reasons.insert(0, ("incomplete", _("启动表还有{many}项未填。").format(many=missing)))
    if plan.rest_missing:
        reasons.append(("rest_owed", _("限期补齐的还有{many}项未填。").format(many=plan.rest_missing)))
    return reasons
