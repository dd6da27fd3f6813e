"""Pages of the officers: posts, a post with its phones, the records, the duty desk."""

import segno
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache

from accounts.models import Role
from clock import clock
from enterprises.jurisdiction import SEE_ALL
from ui.keys import plain_key
from ui.lists import list_page
from workflow.errors import Refused
from workflow.pages import form_page

from . import services
from .columns import CHECKS, POSTS
from .desk import desk_of
from .filters import CheckFilter, PostFilter
from .forms import CutOffForm, DayForm, PostForm
from .models import Check, Post, Shift


def tabs(current):
    named = [("list", pgettext("many", "查验点")), ("desk", _("值守台")), ("checks", _("查验记录"))]
    return [
        {"url": reverse(f"checkpoints:{name}"), "label": label, "current": name == current}
        for name, label in named
    ]


def _readers_only(request):
    if not request.user.holds(*SEE_ALL, Role.DISTRICT, Role.CHECKPOINT):
        raise PermissionDenied


def _opens(user):
    return user.holds(Role.CITY, Role.DISTRICT)


def post_list(request):
    _readers_only(request)
    context = {
        "title": pgettext("many", "查验点"),
        "export_name": pgettext("many", "查验点"),
        "views": tabs("list"),
        "opens": _opens(request.user),
        "empty": {"title": _("还没有查验点"), "say": _("先登记查验点，再用入网码登记各部手机。")},
    }
    posts = Post.objects.visible_to(request.user)
    return list_page(request, POSTS, posts, PostFilter, "checkpoints/list.html", context)


def check_list(request):
    _readers_only(request)
    context = {
        "title": _("查验记录"),
        "export_name": _("查验记录"),
        "views": tabs("checks"),
        "empty": {"title": _("没有查验记录"), "say": _("手机连网后自动上传。")},
    }
    checks = Check.objects.visible_to(request.user)
    return list_page(
        request, CHECKS, checks, CheckFilter, "checkpoints/checks.html", context, default_sort="-seen_at"
    )


def post_new(request):
    if not _opens(request.user):
        raise PermissionDenied
    form = PostForm(request.POST or None, user=request.user)
    return form_page(
        request,
        form,
        lambda form: services.open_post(by=request.user, **form.cleaned_data).get_absolute_url(),
        template="checkpoints/form.html",
        context={"title": _("登记查验点"), "verb": _("登记")},
    )


@never_cache
def post_detail(request, pk):
    """A post with its phones; whoever keeps it makes one-time codes, shown once, and cuts off lost phones."""
    posts = Post.objects.visible_to(request.user).select_related("region", "unit")
    post = get_object_or_404(posts, pk=pk)
    context, status = {"form": CutOffForm()}, 200
    if request.method == "POST":
        if request.POST.get("verb") == "code":
            code, until = services.make_code(post, by=request.user)
            address = phone_address(request, code)
            picture = segno.make(address, error="m", micro=False).svg_data_uri(
                border=2, dark="#000", light="#fff"
            )
            context |= {"code": code, "until": until, "address": address, "qr": picture}
        else:
            status = _cut_off(request, post, context)
            if status == 302:
                return redirect(request.path)
    context |= {
        "title": post.name,
        "post": post,
        "keeps": Post.objects.kept_by(request.user).filter(pk=post.pk).exists(),
        "devices": post.devices.all(),
        "shifts": _latest_shifts(post),
    }
    return render(request, "checkpoints/post.html", context, status=status)


def _cut_off(request, post, context):
    device = get_object_or_404(post.devices, pk=plain_key(request.POST.get("device", "")))
    form = CutOffForm(request.POST)
    context |= {"form": form, "wrong": device.pk}
    if not form.is_valid():
        return 400
    try:
        services.cut_off(device, by=request.user, **form.cleaned_data)
    except Refused as refused:
        messages.error(request, refused.sentence)
        return 409
    messages.success(request, _("已停用“{phone}”。").format(phone=device.name))
    return 302


def _latest_shifts(post):
    return Shift.objects.filter(device__post=post).select_related("device")[:20]


def duty_desk(request):
    """One day at the posts one sees."""
    _readers_only(request)
    form = DayForm(request.GET or None)
    day = (form.is_valid() and form.cleaned_data["day"]) or clock.today()
    desk = desk_of(request.user, day)
    context = {
        "title": _("值守台"),
        "views": tabs("desk"),
        "desk": desk,
        "form": DayForm(initial={"day": day}),
    }
    return render(request, "checkpoints/desk.html", context)


def phone_address(request, code):
    """What the QR code of a one-time code opens: the code stands behind #, and so in no server's log."""
    return f"{request.build_absolute_uri(reverse('checkpoints:phone'))}#{code}"
