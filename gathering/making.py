"""Links made for many firms at once."""

from collections import namedtuple
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from clock import clock
from enterprises.models import Enterprise
from plans.forms import firms_filed_for
from plans.models import Plan
from plans.models.loops import Loop
from plans.queries import UNDER_REVIEW
from workflow import knowledge
from workflow.deeds import deed as one_deed
from workflow.moves import begin, make_moves
from workflow.policies import policy_of_regions

from .models import OPEN, CollectionLink
from .tokens import digest_of, ending_of, new_seed, token_of

# deed (None when every firm had its link), links new and old, {firm key: (code, sentence)} of those without
Made = namedtuple("Made", "deed links refused")
HOURS = 48


def make_links(firms, *, by, task, remark="", key=None):
    """A link for each firm of a queryset and one task; whoever has one that still opens keeps it.

    One that has expired or was closed by wrong endings is revoked and followed by a new one, unless something came
    through it that waits to be accepted. Returns ``Made``; a constant number of statements. The time they open is
    the policy ``link.hours`` of the firm's county.
    """
    with transaction.atomic():
        knowledge.share()
        rows = list(_named(firms).order_by("pk").select_for_update(no_key=True))
        ready, refused = _judged(rows, task, by)
        keys = [firm.pk for firm in ready]
        standing = {
            link.enterprise_id: link
            for link in CollectionLink.objects.filter(enterprise__in=keys, task=task, status__in=OPEN)
        }
        ended = {firm: link for firm, link in standing.items() if not link.is_usable}
        for firm in [firm for firm, link in ended.items() if link.status == "sent"]:
            refused[firm] = ("sent_already", _("企业已报送，链接已过期：先接收，或退回重填。"))
            del standing[firm], ended[firm]
        ready = [firm for firm in ready if firm.pk not in refused]
        spent = [link.pk for link in ended.values()]
        new = [firm for firm in ready if firm.pk not in standing or standing[firm.pk].pk in spent]
        if not new:
            return Made(None, list(standing.values()), refused)
        with one_deed("make", by=by, of=CollectionLink, remark=remark, key=key) as deed:
            if spent:
                make_moves(CollectionLink.objects.filter(pk__in=spent), "revoke", by=by, deed=deed)
            links = _new(new, task, by)
            begin(CollectionLink, links, "make", by=by, deed=deed)
        kept = [link for link in standing.values() if link.pk not in spent]
    return Made(deed, sorted([*kept, *links], key=lambda link: keys.index(link.enterprise_id)), refused)


def _named(firms):
    return Enterprise._base_manager.filter(pk__in=firms.order_by().values("pk"))


def opening_times(now):
    """A function of the county: until when a link opens that is handed out now."""
    hours = policy_of_regions("link.hours", default=HOURS)
    return lambda county: now + timedelta(hours=hours(county))


def _new(firms, task, by):
    until, made = opening_times(clock.now()), []
    for firm in firms:
        seed = new_seed()
        link = CollectionLink(
            enterprise=firm, task=task, made_by=by, seed=seed, expires_at=until(firm.county_id)
        )
        link.digest = digest_of(token_of(seed))
        made.append(link)
    return made


def _judged(rows, task, by):
    """(firms that may have a link, {key: (code, sentence)}): three statements."""
    keys, refused, ready = [firm.pk for firm in rows], {}, []
    mine = set(Enterprise.objects.filter(firms_filed_for(by), pk__in=keys).values_list("pk", flat=True))
    move = CollectionLink.MOVES["make"]
    if task == CollectionLink.Task.CONFIRM:
        loops = Loop.objects.filter(enterprise__in=keys, status=Loop.Status.ORDERED)
        ordered = set(loops.values_list("enterprise", flat=True))
        reviewed = set()
    else:
        ordered = set(keys)
        plans = Plan.objects.filter(enterprise__in=keys, status__in=UNDER_REVIEW)
        reviewed = set(plans.values_list("enterprise", flat=True))
    for firm in rows:
        if firm.pk not in mine:
            refused[firm.pk] = ("forbidden", move.sentence("forbidden", ""))
        elif firm.disqualified_at is not None:
            refused[firm.pk] = ("disqualified", move.unless["disqualified"][1])
        elif not ending_of(firm.contact_phone):
            refused[firm.pk] = ("no_phone", move.unless["no_phone"][1])
        elif firm.pk not in ordered:
            refused[firm.pk] = ("not_ordered", _("没有待封闭的指令，无须报已封闭。"))
        elif firm.pk in reviewed:
            refused[firm.pk] = ("under_review", said_under_review())
        else:
            ready.append(firm)
    return ready, refused


def said_under_review():
    return _("方案正在审核，退回后才能再填。")
