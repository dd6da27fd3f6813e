"""Questions about plans, read as adjectives."""

from functools import reduce
from operator import or_

from django.db.models import Q
from django.db.models.functions import Coalesce

from clock import clock
from enterprises.jurisdiction import enterprises_seen_by, parks_seen_by
from workflow.models import LifeQuerySet

UNDER_REVIEW = ("submitted", "endorsed")
HANDED_IN = (*UNDER_REVIEW, "filed")


class PlanQuerySet(LifeQuerySet):
    def visible_to(self, user):
        return self.filter(
            Q(enterprise__isnull=False) & enterprises_seen_by(user, "enterprise__")
            | Q(park__isnull=False) & parks_seen_by(user, "park__")
        )

    def with_subject(self):
        """Each plan with its subject's pinyin, for lists."""
        return self.annotate(subject_pinyin=Coalesce("enterprise__pinyin", "park__pinyin"))

    def awaiting(self, user):
        """Plans whose next review step, or the joint check before it, is this person's now."""
        moves = {f"way_{verb}": self.model.MOVES[verb] for verb in ("endorse", "agree", "file")}
        waiting = self.filter(status__in=UNDER_REVIEW).alias(
            **{name: move.refusal(user) for name, move in moves.items()}
        )
        open_ways = (Q(**{name: None}) | Q(**{name: "unchecked"}) for name in moves)
        return waiting.filter(reduce(or_, open_ways))

    def owing_check(self):
        """Filed before their joint check (容缺), which is still to come."""
        return self.filter(status=self.model.Status.FILED, joint_check_due_at__isnull=False, checked_at=None)

    def owing(self):
        """Handed in, and questions of the rest (限期补齐) still open."""
        return self.filter(status__in=HANDED_IN, rest_missing__gt=0)

    def rest_overdue(self, at=None):
        """Those whose rest should have been filled in by ``at`` (default: now)."""
        return self.owing().filter(rest_due_at__lte=at or clock.now())

    def in_force(self):
        """The filed plan of each subject: what a switch would order."""
        return self.filter(status=self.model.Status.FILED)
