"""Mail to those who have an address. The notice is the record; the mail says that it is there."""

import logging

from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from .draining import drain
from .models import Notice
from .wording import more_of

log = logging.getLogger(__name__)
TRIES = 20


def send_mail_owed(*, most=500):
    """Send what is owed, each in its own transaction; returns how many left.

    Killed between sending and marking, the one mail in hand is sent twice rather than lost.
    """
    return drain(_send_next, most)


def _send_next(beyond):
    with transaction.atomic():
        owed = Notice.objects.filter(mail_owed=True, mail_attempts__lt=TRIES, pk__gt=beyond).order_by("pk")
        notice = (
            owed.select_related("user", "deed__by", "deed__unit")
            .select_for_update(skip_locked=True, of=("self",))
            .first()
        )
        if notice is None:
            return False, None
        try:
            mail_of(notice).send()
        except OSError:  # the server's refusal (SMTPException is one), or a full disk
            log.exception("mail of notice %s could not be sent", notice.pk)
            Notice.objects.filter(pk=notice.pk).update(mail_attempts=F("mail_attempts") + 1)
            return False, notice.pk
        Notice.objects.filter(pk=notice.pk).update(mail_owed=False)
        return True, notice.pk


def mail_of(notice):
    """The sentence as subject and body, with the remark; the record itself is read in the portal."""
    lines = [notice.sentence]
    if notice.deed.remark:
        lines.append(_("意见：%(remark)s") % {"remark": notice.deed.remark})
    if more := more_of([notice]).get(notice.pk):
        lines.append(more)
    lines.append(_("请登录门户办理。"))
    return EmailMessage(subject=notice.sentence[:150], body="\n\n".join(lines), to=[notice.user.email])


def take_up_again():
    """Mail given up is tried anew."""
    return Notice.objects.filter(mail_owed=True, mail_attempts__gt=0).update(mail_attempts=0)
