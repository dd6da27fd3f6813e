"""What officials may set: the value in force at a moment, for a region or for all, or the one shipped."""

from clock import clock

from .models import Policy

# What holds until somebody decides otherwise.
SHIPPED = {
    "disqualification.statement_hours": 24,  # for the firm's 陈述申辩, from the proposal or, in urgency, the decision
    "plan.review_hours": 24,  # for each of 初审, 备案 and the city's 备案
    "plan.rest_hours": 72,  # from submission to the whole form (限期补齐)
    "plan.joint_check_hours": 48,  # from a filing before the joint check (容缺) to the check
    "claim.minutes": 120,  # how long a case stays in the hands of who claimed it
    "plan.rest_hours_stamped": 168,  # the same while the firm's own stamped plan stands for the rest (以盖章件代替)
    "link.hours": 48,  # how long a collection link opens
    "loop.confirm_hours": 12,  # from the order to the firm's 已封闭
}


def policy(key, at=None, region=None, default=None):
    """The value of ``key`` for ``region`` (its own, else the one for all) at ``at`` (default: now)."""
    return policy_of_regions(key, at, default)(region and region.pk)


def policy_of_regions(key, at=None, default=None):
    """The same for many regions by one query: a function from a region's key (or None) to the value."""
    at = at or clock.now()
    rows = Policy.objects.current().filter(key=key, since__lte=at).order_by("since")
    values = dict(rows.values_list("region_id", "value"))
    everywhere = values.get(None, SHIPPED.get(key, default))
    return lambda region: values.get(region, everywhere)
