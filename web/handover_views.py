"""The page on which open work is handed over, and on which a leaver is closed in one step."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts import below, services
from accounts.models import User
from ui.forms import Form
from ui.panels import Panel
from workflow.pages import form_page

from .handover import hand_over, may_hand_over, open_work, takers


class HandOverForm(Form):
    to = forms.ModelChoiceField(label=gettext_lazy("接办人"), queryset=User.objects.none())
    leave = forms.BooleanField(
        label=gettext_lazy("同时办理离岗：任职结束，令牌停用，不能再登录"), required=False
    )

    def __init__(self, *args, person, by, needed, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = takers(person)
        if not needed:
            del self.fields["to"]
        if person.left_at or not services.looks_after(by, person):
            del self.fields["leave"]
        else:
            self.fields["leave"].required = not needed
            if not needed:
                self.fields["leave"].label = gettext_lazy("离岗：任职结束，令牌停用，不能再登录")


def handover(request, pk):
    person = get_object_or_404(below.people_seen_by(request.user), pk=pk)
    if not may_hand_over(request.user, person):
        raise PermissionDenied
    work = open_work(person)
    form = HandOverForm(
        request.POST or None,
        person=person,
        by=request.user,
        needed=bool(work),
        initial={"leave": "leave" in request.GET},
    )

    def do(form):
        leave = form.cleaned_data.get("leave", False)
        many = hand_over(person, by=request.user, to=form.cleaned_data.get("to"), leave=leave)
        said = ngettext("已移交%(many)d项。", "已移交%(many)d项。", many) % {"many": many}
        messages.success(request, (said if work else "") + (_("离岗已办理。") if leave else ""))
        return reverse("accounts:person", args=[person.pk])

    context = {
        "title": _("移交未办结事项") if work else _("办理离岗"),
        "verb": _("移交") if work else _("办理离岗"),
        "person": person,
        "panel": {"work": work},
    }
    return form_page(request, form, do, template="web/handover.html", context=context)


def panel(request, person):
    """On a person's page: what they hold open, and the way to hand it over."""
    if not may_hand_over(request.user, person):
        return None
    work = open_work(person)
    if not work and person.left_at:
        return None
    return Panel(
        _("未办结"),
        "web/_open_work.html",
        {"work": work},
        url=reverse("web:handover", args=[person.pk]) + ("" if person.left_at else "?leave=1"),
        link=_("移交") if person.left_at else _("移交、离岗"),
        order=10,
    )
