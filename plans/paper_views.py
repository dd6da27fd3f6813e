"""A plan's PDF, and the same PDF as it comes back with an electronic seal."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from files.sending import send
from papers.services import take_sealed
from papers.views import paper_page
from workflow.errors import Refused

from .papers import SealedForm, may_seal, papers_of, plan_paper
from .views import seen_plan


def plan_pdf(request, pk):
    plan = seen_plan(request, pk)
    paper = plan_paper(plan, by=request.user, base=request.build_absolute_uri("/")[:-1])
    return paper_page(request, paper, back=plan.get_absolute_url())


@require_POST
def plan_seal(request, pk):
    """Take in the sealed PDF of the last paper printed of this plan."""
    plan = seen_plan(request, pk)
    if not may_seal(plan, request.user):
        raise PermissionDenied
    form = SealedForm(request.POST, request.FILES)
    paper = papers_of(plan).filter(file__isnull=False).first()
    if paper is None:
        messages.error(request, _("请先生成PDF，再上传它的电子签章件。"))
    elif not form.is_valid():
        messages.error(request, " ".join(form.errors["file"]))
    else:
        try:
            take_sealed(paper, form.cleaned_data["file"], by=request.user)
            messages.success(request, _("已收到电子签章件，原样保存。"))
        except Refused as refused:
            messages.error(request, refused.sentence)
    return redirect(plan)


def plan_sealed(request, pk, uid):
    """The sealed PDF, byte for byte."""
    paper = papers_of(seen_plan(request, pk)).filter(sealed__uid=uid).first()
    if paper is None:
        raise Http404
    return send(paper.sealed)
