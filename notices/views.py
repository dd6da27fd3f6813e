"""The inbox: what was done that concerns you, unread first."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from .models import Notice
from .services import mark_all_read, mark_read
from .wording import more_of

LIMIT = 50
MOST_RECORDS = 200


def inbox(request):
    """Own notices; the page number may be whatever somebody typed."""
    own = Notice.objects.visible_to(request.user).unread_first().with_deeds()
    page = Paginator(own, LIMIT).get_page(request.GET.get("page"))
    newest = max((notice.pk for notice in page), default=0)
    unread = any(notice.read_at is None for notice in page)
    more = more_of(page)
    for notice in page:
        notice.more = more.get(notice.pk, "")
    context = {"title": _("通知"), "page": page, "newest": newest, "unread": unread}
    return render(request, "notices/list.html", context)


@require_POST
def read_all(request):
    newest = request.POST.get("up_to", "")
    count = mark_all_read(
        request.user, up_to=int(newest[:18]) if newest.isascii() and newest.isdigit() else None
    )
    messages.success(
        request, ngettext("已将%(count)d条标为已读。", "已将%(count)d条标为已读。", count) % {"count": count}
    )
    return redirect("notices:list")


def open_notice(request, pk):
    """Go to the record, or, of a deed over many, to the list of those this person sees."""
    notice = mark_read(get_object_or_404(Notice.objects.visible_to(request.user).with_deeds(), pk=pk))
    model = notice.model
    seen = model.objects.visible_to(request.user)
    if notice.record_id and hasattr(model, "get_absolute_url"):
        record = seen.filter(pk=notice.record_id).first()
        if record is not None:
            return redirect(record.get_absolute_url())
    paths = {path.split("__")[0] for paths in model.audiences.values() for path in paths}
    records = seen.filter(pk__in=notice.records).select_related(*paths)[:MOST_RECORDS]
    context = {"title": notice.sentence, "notice": notice, "records": records}
    return render(request, "notices/detail.html", context)
