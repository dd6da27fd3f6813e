"""Who sees a pass, who asks for it, who handles, recommends, issues and oversees it."""

from django.db.models import Q

from accounts.models import Role
from enterprises.jurisdiction import city, clerk, district, enterprises_seen_by, territory
from workflow.people import Who

from .steps import Desk, desk


def passes_seen_by(user):
    """As the applicant is seen; a department's liaison sees the goods its unit looks after."""
    seen = enterprises_seen_by(user, "enterprise__")
    goods = {category for post in user.posts if post.role == Role.LIAISON for category in post.unit.goods}
    if not seen or not goods:  # an empty Q means everything is seen already
        return seen
    return seen | Q(goods_category__in=goods)


liaison = Who(
    Role.LIAISON,
    condition=lambda user, role: Q(
        goods_category__in={
            category for post in user.posts if post.role == role for category in post.unit.goods
        }
    ),
)
applicants = clerk("enterprise__") | territory("enterprise__")
handlers = district("enterprise__") | city
issuers = Who(Role.CITY, condition=lambda user, role: Q(type__issuing_unit__in=user.units_as(role)))
overseers = Who(Role.CITY)
departments = liaison.when(desk(Desk.ANY, Desk.DEPARTMENT))
territories = territory("enterprise__").when(desk(Desk.TERRITORY))
recommenders = (
    departments
    | district("enterprise__").when(desk(Desk.ANY, Desk.DISTRICT))
    | city.when(desk(Desk.ANY))
    | territories
    | issuers.when(desk(Desk.ISSUER))
)
reviewers = departments | district("enterprise__") | city | territories
