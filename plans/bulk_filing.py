"""Filing many at once (备案选中的): what is clean is filed in one deed, what is not is named with its reasons."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from clock import clock

from .answers import flat, questions_of
from .filing import file_plans
from .judging import yardstick_of
from .models import Plan, Section
from .questions.base import REST
from .shown import with_refused
from .versions import last_frozen


@dataclass
class Judged:
    """One selected plan: its version, and why it is not to be filed unseen ([(code, sentence)]; none if clean)."""

    plan: Any
    version: Any
    reasons: list = field(default_factory=list)

    @property
    def owing(self):
        """Nothing but the rest of the form is missing, and its term (限期补齐) has not passed."""
        codes = {code for code, _words in self.reasons}
        return codes == {"rest_owed"} and bool(self.plan.rest_due_at and self.plan.rest_due_at > clock.now())


def judged_for_filing(plans, by, shown=None):
    """What of the selected ``plans`` is clean, in the order of their deadlines; a constant number of statements.

    Clean: the verb's own line lets it pass, nothing is unanswered, no rule warns, the rest of the form is there,
    and it still is the version ``shown`` ({plan key: SHA-256}, where one was shown).
    """
    move = Plan.MOVES["file"]
    rows = list(
        plans.order_by("due_at", "pk")
        .select_related("enterprise__county", "park__county", "claimed_by")
        .annotate(way=move.refusal(by))
    )
    versions = last_frozen([plan.pk for plan in rows])
    sections = defaultdict(list)
    for section in Section.objects.filter(version__in=versions.values()):
        sections[section.version_id].append(section)
    judged = []
    for plan in rows:
        version = versions.get(plan.pk)
        one = Judged(plan, version)
        if plan.way:
            held = (plan.claimed_by, plan.claimed_until)
            one.reasons.append((plan.way, str(move.sentence(plan.way, plan.get_status_display(), held))))
        if version is not None:
            if shown and shown.get(plan.pk, version.sha256) != version.sha256:
                words = _("所看的版次已被第{number}版替代。").format(number=version.number)
                one.reasons.append(("changed_since_shown", words))
            one.reasons += _found(plan, version, sections[version.pk])
        judged.append(one)
    return judged


def file_clean(plans, *, by, shown, owing=False, **words):
    """File those of ``plans`` that are clean, in one deed; with ``owing`` also those whose rest of the form alone is
    missing and not overdue. Returns ``Moved``; what is left is in ``refused``.

    ``shown`` ({plan key: SHA-256}) is what the preview showed: a plan without a digest there is not filed.
    """
    judged = judged_for_filing(plans, by, shown)
    ready = (one for one in judged if not one.reasons or (owing and one.owing))
    clean = [one.plan.pk for one in ready if one.plan.pk in shown]
    refused = {
        one.plan.pk: one.reasons[0] if one.reasons else ("not_shown", _("须先预览。"))
        for one in judged
        if one.plan.pk not in clean
    }
    done = file_plans(Plan.objects.filter(pk__in=clean), by=by, shown=shown, **words)
    return with_refused(done, refused)


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
