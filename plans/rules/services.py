"""What the city decides of the thresholds: each decision is a version, from a moment on, on a basis."""

from decimal import Decimal

from django.utils.translation import gettext as _

from accounts.models import Role
from clock import clock
from plans.models import Rule
from plans.questions import MEASURES
from workflow.deeds import deed as one_deed
from workflow.errors import NOT_YOURS, NotYours, Refused
from workflow.people import Who
from workflow.versions import record_facts

who_decides = Who(Role.CITY)


def decide_rule(
    key, *, by, comparison, value, severity, basis, since=None, kind=None, region=None, sentence="", source=""
):
    """A threshold holds from ``since`` (default: now), for all or for one kind of control and one division.

    The same moment decided again corrects what was decided; the version before is kept. Plans already frozen keep
    their judgement. Raises ``NotYours`` for anybody but the city, ``Refused`` without a basis or for no known figure.
    """
    if not by.holds(Role.CITY):
        raise NotYours(NOT_YOURS)
    if key not in MEASURES:
        raise Refused(_("没有这个指标。"), code="no_measure")
    now = clock.now()
    if not basis.strip():
        words = _("早于现在的须写明依据。") if since and since < now else _("须写明依据。")
        raise Refused(words, code="basis_required")
    row = {
        "key": key,
        "kind_id": kind and kind.pk,
        "region_id": region and region.pk,
        "since": since or now,
        "comparison": comparison,
        "value": Decimal(str(value)),
        "severity": severity,
        "sentence": sentence,
        "source": source,
        "basis": basis,
    }
    post = who_decides.post_of(by)
    with one_deed("decide_rule", by=by, post=post, kind=Rule._meta.label, basis=basis) as made:
        record_facts(Rule, [row], by=by, deed=made)
    return Rule.objects.current().get(
        key=key, kind_id=row["kind_id"], region_id=row["region_id"], since=row["since"]
    )
