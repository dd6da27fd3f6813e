"""The driver's page of a pass: what is shown at a checkpoint on the driver's own phone, without login.

Whoever holds the link sees what the paper shows, without people's names and telephones. It tells how the pass
stands at each opening: revoked, it shows so at once.
"""

import segno
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from clock import clock
from passes.models import VehiclePass
from passes.paper.printing import base_of, link_of

from . import verifying

AGAIN = 60  # seconds until the page looks again by itself, without script


@login_not_required
@never_cache
@require_safe
def driver_page(request, uid):
    """A pass that was never issued has no such page."""
    found = VehiclePass.objects.filter(uid=uid).exclude(number=None)
    record = found.select_related("type__issuing_unit", "enterprise", "origin", "destination").first()
    if record is None:
        raise Http404
    answer = verifying.answer_for(record)
    over = answer.kind != "valid" and record.valid_until <= clock.now()
    context = {
        "pass": record,
        "answer": answer,
        "qr": code_of(record, base_of(request)) if answer.kind == "valid" else "",
        "title": record.plate,
        "now": timezone.localtime(clock.now()),
    }
    response = render(request, "passes/driver.html", context)
    if not over:
        response["Refresh"] = str(AGAIN)
    return response


def code_of(record, base):
    code = segno.make(link_of(record, base), error="m", micro=False)
    return code.svg_data_uri(border=4, dark="#000", light="#fff")


def driver_text(request, record):
    """What the applicant sends the driver, in a chat or by SMS."""
    url = request.build_absolute_uri(reverse("passes:driver", args=[record.uid]))
    return _("{plate} 通行证，过卡口时打开出示：{url}").format(plate=record.plate, url=url)
