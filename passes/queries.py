"""Questions about passes, read as adjectives."""

from django.db.models import Q

from accounts.models import Role
from enterprises.jurisdiction import district
from workflow.models import LifeQuerySet
from workflow.people import NOTHING

from .jurisdiction import applicants, issuers, liaison, passes_seen_by, territories
from .steps import ACCEPTABLE, ISSUABLE, RECOMMENDABLE, Desk, desk


class PassQuerySet(LifeQuerySet):
    def visible_to(self, user):
        return self.filter(passes_seen_by(user))

    def waiting_for(self, user):
        """What this person is to do next: 区县受理, the type's desk recommends, 核发单位 issues, as far as asked.

        An applicant's own returned applications wait for the applicant. What one filed oneself waits for others.
        """
        status, waits = self.model.Status, NOTHING
        to_recommend = Q(status__in=[status.SUBMITTED, status.ACCEPTED]) & RECOMMENDABLE
        if user.holds(Role.DISTRICT):
            to_accept = Q(status=status.SUBMITTED) & ACCEPTABLE
            at_county = to_accept | to_recommend & desk(Desk.ANY, Desk.DISTRICT)
            waits |= at_county & district("enterprise__")(user)
        if user.holds(Role.LIAISON):
            at_any = Q(status=status.ACCEPTED) & desk(Desk.ANY)
            waits |= to_recommend & (at_any | desk(Desk.DEPARTMENT)) & liaison(user)
        if user.holds(Role.CITY):
            own = ISSUABLE | to_recommend & desk(Desk.ISSUER)
            waits |= own & issuers(user)
        if user.holds(Role.TERRITORIAL):
            waits |= to_recommend & territories(user)
        waits = waits & ~Q(filed_by=user)
        if user.holds(Role.CLERK, Role.TERRITORIAL):
            waits |= Q(status=status.RETURNED) & applicants(user)
        return self.filter(waits)

    def valid_at(self, moment):
        """Issued and within its dates at ``moment``: expiry is read from the dates, never a status."""
        return self.filter(status=self.model.Status.ISSUED, validity__contains=moment)
