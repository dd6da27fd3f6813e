"""Who acts for whom in the demonstration."""

from accounts.models import Appointment, Role
from enterprises.models import Enterprise

from .registry import BUREAU, TOWN


class Cast:
    """Who acts for whom, looked up once."""

    def __init__(self):
        posts = list(Appointment.objects.in_force().select_related("user", "unit").order_by("pk"))
        self.by_unit, self.districts, self.towns, self.typists = {}, {}, {}, {}
        for post in posts:
            if post.role == Role.TERRITORIAL:
                self.typists[post.unit_id] = post.user  # the last one appointed
            self.by_unit.setdefault((post.unit_id, post.role), post.user)
            if post.role == Role.DISTRICT:
                self.districts.setdefault(post.unit.region_id, post.user)
            if post.role == Role.TERRITORIAL and post.unit.kind == TOWN:
                self.towns.setdefault(post.unit.region_id, post)
        self.city = [post.user for post in posts if post.role == Role.CITY and post.unit.kind == BUREAU]
        firms = Enterprise.objects.select_related("park")
        self.firms = {firm.credit_code: firm for firm in firms}

    def clerk(self, firm):
        return self.by_unit[firm.unit_id, Role.CLERK]

    def territory(self, firm):
        if firm.park_id:
            return self.by_unit[firm.park.unit_id, Role.TERRITORIAL]
        return self.towns[firm.town_id].user

    def filer(self, firm):
        """The firm's clerk where one can sign in, else whoever enters forms for its park or town."""
        clerk = self.by_unit.get((firm.unit_id, Role.CLERK))
        if clerk is not None and clerk.has_usable_password():
            return clerk
        return self.typists[firm.park.unit_id if firm.park_id else self.towns[firm.town_id].unit_id]

    def county(self, firm):
        return self.districts[firm.county_id]

    def issuer(self, unit_id):
        return self.by_unit[unit_id, Role.CITY]

    def other_issuer(self, unit_id):
        """The second person where a pass needs one: somebody of another unit of the city."""
        return next(
            user for (unit, role), user in self.by_unit.items() if role == Role.CITY and unit != unit_id
        )
