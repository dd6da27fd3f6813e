"""The print pack of one firm, or of many as one document that breaks at each firm."""

from django.core.exceptions import BadRequest
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import Reading
from accounts.reading import note
from clock import clock
from enterprises.models import Enterprise

from .missing.views import listing_of
from .pack import MOST, packs


def pack(request):
    """?firm=CODE (again and again), or the conditions of 还差谁."""
    codes = request.GET.getlist("firm")
    if codes:
        return pack_page(request, Enterprise.objects.visible_to(request.user).filter(credit_code__in=codes))
    listing = listing_of(request)
    # As keys, not as a subquery: the planner would ask what is lacking of each firm again and again.
    keys = list(listing.queryset.order_by().values_list("pk", flat=True)[: MOST + 1])
    return pack_page(request, Enterprise.objects.filter(pk__in=keys))


def pack_page(request, firms):
    with override("zh-hans"):  # what is signed and stamped is Chinese, whatever language its printer reads
        made = packs(firms)
        if len(made) > MOST:
            raise BadRequest(_("一次最多打印200家，请缩小范围。"))
        note(request.user, Enterprise, Reading.How.PRINT, count=len(made))
        context = {"title": _("企业闭环生产材料"), "packs": made, "today": clock.today()}
        return render(request, "gathering/pack.html", context)
