"""A printed paper that comes back sealed or stamped: taken in by page and REST, kept whole, given out byte for byte."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from files.forms import KeptFileField
from files.kinds import PDF
from files.sending import send
from ui.forms import Form
from ui.problems import of_form
from ui.rest import dumps
from workflow.errors import Refused

from .services import take_sealed


class SealedForm(Form):
    file = KeptFileField(label=gettext_lazy("电子签章件"), kinds=(PDF,))


class StampedForm(Form):
    """Where no service seals: the paper stamped by hand and scanned, or sealed elsewhere."""

    file = KeptFileField(label=gettext_lazy("盖章件（扫描件或电子签章PDF）"), kinds=(PDF, "jpg", "png"))


def receive(request, papers, form_class=SealedForm):
    """Take in the sealed form of the newest of ``papers``; what became of it is told as a message."""
    form = form_class(request.POST, request.FILES)
    try:
        paper = _newest(papers)
        if form.is_valid():
            take_sealed(paper, form.cleaned_data["file"], by=request.user, kinds=form.fields["file"].kinds)
            messages.success(request, _("已收到签章件，原样保存。"))
        else:
            messages.error(request, " ".join(form.errors["file"]))
    except Refused as refused:
        messages.error(request, refused.sentence)


def received(request, papers, form_class=SealedForm):
    """The same over REST: 201 with the digest of what is kept."""
    form = form_class(request.data, request.FILES)
    if not form.is_valid():
        return of_form(form)
    paper = _newest(papers)
    kept = take_sealed(paper, form.cleaned_data["file"], by=request.user, kinds=form.fields["file"].kinds)
    body = dumps({"code": paper.code, "sealed_sha256": kept.sealed.sha256})
    return HttpResponse(body, status=201, content_type="application/json")


def sealed_of(papers, uid):
    """The sealed file, byte for byte."""
    paper = papers.filter(sealed__uid=uid).first()
    if paper is None:
        raise Http404
    return send(paper.sealed)


def shown_papers(papers, may_seal, form_class=SealedForm):
    """What a record's page shows of its papers: those made, and a form where this person may hand one in."""
    made = [paper for paper in papers if paper.file or paper.sealed]
    offered = bool(made) and not made[0].sealed and may_seal
    return {"papers": made, "seal_form": form_class() if offered else None}


def _newest(papers):
    paper = papers.filter(file__isnull=False).first()
    if paper is None:
        raise Refused(_("请先生成PDF，再上传它的签章件。"), code="no_paper")
    return paper
