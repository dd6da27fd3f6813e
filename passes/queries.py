"""Questions about passes, read as adjectives."""

from django.db.models import Q

from accounts.models import Role
from enterprises.jurisdiction import district
from workflow.models import LifeQuerySet
from workflow.people import NOTHING

from .jurisdiction import applicants, issuers, liaison, passes_seen_by


class PassQuerySet(LifeQuerySet):
    def visible_to(self, user):
        return self.filter(passes_seen_by(user))

    def waiting_for(self, user):
        """What this person is to do next: 区县受理并推荐, the goods' department recommends, 核发单位 issues.

        An applicant's own returned applications wait for the applicant. What one filed oneself waits for others.
        """
        status, waits = self.model.Status, NOTHING
        if user.holds(Role.DISTRICT):
            waits |= Q(status__in=[status.SUBMITTED, status.ACCEPTED]) & district("enterprise__")(user)
        if user.holds(Role.LIAISON):
            waits |= Q(status=status.ACCEPTED) & liaison(user)
        if user.holds(Role.CITY):
            waits |= Q(status=status.RECOMMENDED) & issuers(user)
        waits = waits & ~Q(filed_by=user)
        if user.holds(Role.CLERK, Role.TERRITORIAL):
            waits |= Q(status=status.RETURNED) & applicants(user)
        return self.filter(waits)

    def valid_at(self, moment):
        """Issued and within its dates at ``moment``: expiry is read from the dates, never a status."""
        return self.filter(status=self.model.Status.ISSUED, validity__contains=moment)
