"""The pages at the roadside, without login: small, complete without script or font, never kept by a cache."""

from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from clock import clock
from passes.forms import VerifyForm

from . import asking, verifying


@login_not_required
@never_cache
@require_safe
def verify_link(request, uid):
    """What a scanned code opens."""
    return told(request, verifying.by_link(uid))


@login_not_required
@never_cache
@require_safe
def verify_code(request, letters):
    """What any phone's own scanner opens: the signed code is read first, then the pass it names is looked up."""
    return told(request, verifying.by_code(letters))


@login_not_required
@never_cache
@csrf_exempt  # it changes nothing but its own counter, and sets no cookie on a stranger's phone
def verify(request):
    """By number together with the plate's last four. Both are posted: what was asked stays out of logs."""
    if request.method != "POST":
        # A blank pass of an outage pack brings its number along; who stands before it types the plate.
        return told(request, None, VerifyForm(initial={"number": request.GET.get("number", "")[:20]}))
    form = VerifyForm(request.POST)
    if not form.is_valid():
        return told(request, None, form, status=400)
    if not asking.may_ask(request):
        return told(request, verifying.later(), form, status=429)
    answer = verifying.by_number(form.cleaned_data["number"], form.cleaned_data["plate"])
    if answer.vehicle_pass is not None:
        asking.found(request)
    return told(request, answer, form)


def told(request, answer, form=None, status=200):
    context = {
        "answer": answer,
        "pass": answer and answer.vehicle_pass,
        "form": form or (None if answer and answer.vehicle_pass else VerifyForm()),
        "title": answer.word if answer else _("核验通行证"),
        "now": timezone.localtime(clock.now()),
    }
    return render(request, "passes/verify.html", context, status=status)
