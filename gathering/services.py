"""What people do with collection links. Every verb of ``CollectionLink.MOVES``, in the plural for querysets.

The plural functions return ``Moved(deed, moved, refused)``; the singular ones raise and return the deed.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from workflow import knowledge
from workflow.bulk import single
from workflow.deeds import deed as one_deed
from workflow.locking import lock
from workflow.moves import Moved, make_moves
from workflow.verbs import Verb

from .accepting import taken_in
from .forms import AcceptForm
from .incoming import latest_sent
from .making import make_links, opening_times
from .models import CollectionLink

__all__ = ["make_links"]


def accept_links(links, *, by, number=None, remark="", basis="", occurred_at=None, key=None):
    """What was sent becomes the plan's answers, or the loop's 已封闭, by this person's deed; all in one.

    ``number`` is which sending the person had before them: a later one is refused, to be read first. What
    cannot be taken in (the plan went into review meanwhile, the order was withdrawn) is refused by itself.
    """
    with transaction.atomic():
        knowledge.share()
        keys = sorted(links.order_by().values_list("pk", flat=True))
        lock(CollectionLink, keys)
        sent = latest_sent(keys)
        stale = {pk: _stale() for pk in keys if number and pk in sent and sent[pk].number != number}
        move = CollectionLink.MOVES["accept"]
        way = move.refusal(by)
        ready = (
            CollectionLink.objects.filter(pk__in=set(keys) - set(stale)).annotate(way=way).filter(way=None)
        )
        ready = list(ready.select_related("enterprise").order_by("pk"))
        post = move.who.post_of(by, CollectionLink.objects.filter(pk__in=[link.pk for link in ready]))
        said = _told(ready, sent, remark)
        words = {"remark": said, "basis": basis, "key": key}
        with one_deed("accept", by=by, post=post, kind=CollectionLink._meta.label, **words) as deed:
            refused = taken_in(ready, sent, by=by, deed=deed)
            fit = set(keys) - set(stale) - set(refused)
            done = make_moves(CollectionLink.objects.filter(pk__in=fit), "accept", by=by, deed=deed)
        if not done.moved:
            transaction.set_rollback(True)
    refused = {**done.refused, **refused, **stale}
    return Moved(deed if done.moved else None, done.moved, refused)


def _stale():
    return ("sent_again", _("企业刚才又报送了一次，请看过最新内容再接收。"))


def _told(links, sent, remark):
    """How the plan's history names where its answers come from."""
    if len(links) == 1 and links[0].pk in sent:
        one = sent[links[0].pk]
        said = _("由收集链接填报：{name}（电话尾号{ending}）").format(
            name=one.sender_name or _("未具名"), ending=one.phone_ending
        )
    else:
        said = _("由收集链接填报，共{count}家").format(count=len(links))
    return f"{said}。{remark}".strip("。") if remark else said


def refuse_links(links, *, by, remark, **words):
    """Back to whoever sent it, who reads the reason when the link is opened again: for its whole time anew, or a
    link that had expired meanwhile would never tell it."""
    return make_moves(links, "refuse", by=by, remark=remark, values=_anew, **words)


def _anew(keys, deed):
    counties = dict(CollectionLink.objects.filter(pk__in=keys).values_list("pk", "enterprise__county"))
    until = opening_times(deed.recorded_at)
    return {key: {"expires_at": until(counties[key])} for key in keys}


def revoke_links(links, *, by, **words):
    """The links open no more, whoever holds them."""
    return make_moves(links, "revoke", by=by, **words)


accept_link = single(accept_links, "accept_link")
refuse_link = single(refuse_links, "refuse_link")
revoke_link = single(revoke_links, "revoke_link")


def _accepted(link):
    if link.task == CollectionLink.Task.CONFIRM:
        return [_("按所报时间和人数确认已封闭，计入闭环生产。")]
    return [_("所报内容写入方案草稿，由您负责；提交仍须另按。")]


def _revoked(link):
    return [_("持链接的人不能再打开；已报送未接收的内容不再办理。")]


VERBS = {
    "accept": Verb(accept_link, AcceptForm, consequences=_accepted),
    "refuse": Verb(refuse_link),
    "revoke": Verb(revoke_link, consequences=_revoked),
}
