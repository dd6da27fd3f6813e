"""A plan's PDF, and the same PDF as it comes back with an electronic seal."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.models import Reading
from accounts.reading import note
from papers.receiving import receive, sealed_of
from papers.views import paper_page
from plans.models import Plan
from plans.views import seen_plan

from .printing import may_seal, papers_of, plan_paper


def plan_pdf(request, pk):
    plan = seen_plan(request, pk)
    paper = plan_paper(plan, by=request.user, base=request.build_absolute_uri("/")[:-1])
    if paper.file is not None:  # not with each look while it is being made
        note(request.user, Plan, Reading.How.PRINT, key=plan.pk)
    return paper_page(request, paper, back=plan.get_absolute_url())


@require_POST
def plan_seal(request, pk):
    """Take in the sealed PDF of the last paper printed of this plan."""
    plan = seen_plan(request, pk)
    if not may_seal(plan, request.user):
        raise PermissionDenied
    receive(request, papers_of(plan))
    return redirect(plan)


def plan_sealed(request, pk, uid):
    """The sealed PDF, byte for byte."""
    plan = seen_plan(request, pk)
    note(request.user, Plan, Reading.How.PRINT, key=plan.pk)
    return sealed_of(papers_of(plan), uid)
