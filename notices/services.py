"""What a person does with notices: reads them. No deeds of the portal, so no verbs."""

from clock import clock

from .models import Notice


def mark_read(notice):
    """The first reading counts; returns the notice."""
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=clock.now())
    return notice


def mark_all_read(user, *, up_to=None):
    """All that ``user`` had before them (keys up to ``up_to``) is read; what came meanwhile stays unread."""
    unread = Notice.objects.visible_to(user).unread()
    if up_to:
        unread = unread.filter(pk__lte=up_to)
    return unread.update(read_at=clock.now())
