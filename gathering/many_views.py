"""Verbs over the firms or links marked in a list; what was done and what was not, with reasons, is one page."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from enterprises.models import Enterprise
from ui.keys import plain_keys
from workflow.errors import Refused

from . import services
from .making import make_links
from .models import CollectionLink
from .pack_views import pack_page
from .starting import Source, start_many, submit_many
from .views import slips_page

TASKS = {"link-start": CollectionLink.Task.START, "link-confirm": CollectionLink.Task.CONFIRM}


def _selected(request, model):
    chosen = plain_keys(request.POST.getlist("selected"))
    return model.objects.visible_to(request.user).filter(pk__in=chosen)


@require_POST
def firms_many(request):
    verb = request.POST.get("verb", "")
    firms = _selected(request, Enterprise)
    back = reverse("gathering:missing")
    if not request.POST.getlist("selected"):
        messages.warning(request, _("请先选中企业。"))
        return redirect(back)
    if verb == "pack":
        return pack_page(request, firms)
    if not request.user.holds("enterprise_clerk", "territorial_officer"):
        raise PermissionDenied
    if verb in Source.values:
        return _told_started(request, firms, start_many(firms, by=request.user, source=verb))
    if verb == "submit":
        done = submit_many(firms, by=request.user)
        said = ngettext("已提交{n}家。", "已提交{n}家。", len(done.moved)).format(n=len(done.moved))
        return told(request, firms, said, done.refused)
    if verb in TASKS:
        made = make_links(firms, by=request.user, task=TASKS[verb])
        if made.refused:
            names = named(firms)
            for key, (_code, sentence) in made.refused.items():
                messages.warning(request, _("{name}：{why}").format(name=names[key], why=sentence))
        return slips_page(request, CollectionLink.objects.filter(pk__in=[link.pk for link in made.links]))
    raise Http404


def _told_started(request, firms, done):
    said = ngettext("已新建{n}份方案。", "已新建{n}份方案。", len(done.begun)).format(n=len(done.begun))
    if done.filled:
        said += _("另有{n}份草稿已补上模板内容。").format(n=len(done.filled))
    plans = [(plan.enterprise, reverse("plans:fill", args=[plan.pk])) for plan in done.begun]
    refused = {key: (code, sentence, []) for key, (code, sentence) in done.refused.items()}
    return told(request, firms, said, refused, plans=plans)


def named(firms):
    return dict(firms.values_list("pk", "name"))


def told(request, firms, said, refused, *, plans=()):
    """What became of each: the sentence, the drafts begun, those left with why and what is missing."""
    names = named(firms) if refused else {}
    left = sorted((names[key], sentence, lacking) for key, (_code, sentence, lacking) in refused.items())
    context = {"title": _("办理结果"), "said": said, "left": left, "plans": plans}
    return render(request, "gathering/done.html", context)


@require_POST
def links_many(request):
    verb = request.POST.get("verb", "")
    links, back = _selected(request, CollectionLink), reverse("gathering:links")
    if not request.POST.getlist("selected"):
        messages.warning(request, _("请先选中链接。"))
        return redirect(back)
    if verb == "slips":
        return slips_page(request, links)
    bulk = {"accept": services.accept_links, "revoke": services.revoke_links}
    if verb not in bulk:
        raise Http404
    try:
        done = bulk[verb](links, by=request.user)
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect(back)
    label = CollectionLink.MOVES[verb].label
    if done.moved:
        messages.success(request, _("已办理：{verb}，{n}家。").format(verb=label, n=len(done.moved)))
    names = dict(links.values_list("pk", "enterprise__name")) if done.refused else {}
    for key, (_code, sentence) in done.refused.items():
        messages.warning(request, _("{name}：{why}").format(name=names[key], why=sentence))
    return redirect(back)
