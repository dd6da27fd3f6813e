"""A paper's PDF for those its record lets in, and the page where anybody holding it checks it."""

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from files.sending import send
from ui.forms import Form

from .kinds import declared
from .making import TRIES
from .models import ALPHABET, LENGTH, Paper

WAIT = 2  # seconds between looks while a worker makes the paper


def paper_page(request, paper, *, back):
    """Answer with the PDF, or with a page that waits for it and says so. The caller has let the reader in."""
    if paper.file is not None:
        return send(paper.sealed or paper.file)
    gone = paper.attempts >= TRIES
    context = {"paper": paper, "title": paper.title, "back": back, "failed": gone, "wait": WAIT}
    response = render(request, "papers/waiting.html", context, status=500 if gone else 202)
    if not gone:
        response["Refresh"] = str(WAIT)
    return response


class CodeForm(Form):
    code = forms.CharField(
        label=gettext_lazy("验证码"),
        max_length=40,
        help_text=gettext_lazy("印在文书页脚的16位字母和数字，可不输短横"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )

    def clean_code(self):
        code = "".join(char for char in self.cleaned_data["code"].upper() if char in ALPHABET)
        if len(code) != LENGTH:
            raise forms.ValidationError(_("验证码为16位字母和数字。"), code="length")
        return code


@login_not_required
@never_cache
@csrf_exempt  # it changes nothing, and sets no cookie on a stranger's phone
def verify(request):
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return redirect("papers:verify_code", form.cleaned_data["code"])
    context = {"form": form, "title": _("验证文书")}
    return render(request, "papers/verify.html", context, status=400 if form.errors else 200)


@login_not_required
@never_cache
@require_safe
def verify_code(request, code):
    """What the code on a paper says: what was printed, when, how it stands now. Nothing about people."""
    paper = Paper.objects.select_related("file", "sealed").filter(code=code.upper()).first()
    standing = None
    if paper is not None and (kind := declared().get(paper.kind)) and kind.standing:
        standing = kind.standing(paper.key)
    context = {"paper": paper, "standing": standing, "form": CodeForm(), "title": _("验证文书")}
    return render(request, "papers/verify.html", context, status=200 if paper else 404)
