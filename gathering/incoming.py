"""What comes through a link is kept as it is typed and sent when the sender says so. No person of the portal acts."""

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from clock import clock
from workflow.errors import Refused
from workflow.moves import make_move

from .models import CollectionLink, Incoming


def latest_sent(link_keys):
    """{link key: the last ``Incoming`` that was sent}."""
    rows = Incoming.objects.filter(link__in=link_keys, sent_at__isnull=False)
    return {row.link_id: row for row in rows.order_by("link_id", "-number").distinct("link_id")}


def last_of(link):
    """What the sender sees again: the one being filled in, else the last one sent; None before the first."""
    return link.incoming.order_by("-number").first()


def sent_number(link):
    """Which sending was the last, 0 before the first."""
    sent = link.incoming.filter(sent_at__isnull=False)
    return sent.aggregate(last=Max("number"))["last"] or 0


def save_incoming(link, answers, *, ending, sender_name=None, after=None):
    """Keep what was typed: over the unsent filling, or as the next one after what was sent. Returns it.

    ``after`` is the last sending the page knew of: what saves itself late, when another was sent meanwhile,
    changes nothing. ``answers`` are merged over what stands; None clears. Raises ``Refused`` where the link opens
    no more.
    """
    with transaction.atomic():
        held(link)
        standing = last_of(link)
        if after is not None and sent_number(link) > after:
            return standing
        said = {**(standing.answers if standing else {}), **answers}
        said = {key: answer for key, answer in said.items() if answer is not None}
        name = standing.sender_name if standing and sender_name is None else (sender_name or "")
        if standing and (standing.answers, standing.sender_name) == (said, name):
            return standing
        now = clock.now()
        if standing is None or standing.sent_at:
            number = standing.number + 1 if standing else 1
            return Incoming.objects.create(
                link=link,
                number=number,
                answers=said,
                sender_name=name,
                phone_ending=ending,
                saved_at=now,
            )
        standing.answers, standing.sender_name, standing.phone_ending = said, name, ending
        standing.saved_at = now
        standing.save(update_fields=["answers", "sender_name", "phone_ending", "saved_at"])
        return standing


def send_incoming(link):
    """What was typed is handed in; until it is accepted it may be corrected and sent again.

    Sending what was sent already changes nothing. Raises ``Refused`` where the link opens no more.
    """
    with transaction.atomic():
        held(link)
        row = last_of(link)
        if row is None:
            raise Refused(_("还没有填写。"), code="nothing_typed")
        if row.sent_at:
            return row
        row.sent_at = clock.now()
        row.save(update_fields=["sent_at"])
        make_move(link, "send", by=None)
        return row


def held(link):
    """Lock the link and see that it still opens. Raises ``Refused``."""
    rows = CollectionLink.objects.select_for_update(no_key=True).filter(pk=link.pk)
    if not rows.usable().exists():
        raise Refused(_("链接已失效，没有保存。请联系发链接的单位。"), code="link_ended")


def mark_opened(link):
    """When the right ending was first given."""
    CollectionLink.objects.filter(pk=link.pk, opened_at=None).update(opened_at=clock.now())
