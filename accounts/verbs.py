"""What may be done to an account, and by whom: the buttons of its page and what they press."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import second_factor, services, slips, throttling
from .desk_forms import PostForm, RemarkForm
from .models import Role, SignIn
from .signing_log import write


@dataclass(frozen=True)
class Verb:
    """``shown(request, person)``: whether it is offered; ``press(request, person, form)`` does it."""

    label: Any
    shown: Callable
    press: Callable
    form: Callable = lambda request, data, **how: RemarkForm(data, **how)
    grave: bool = False
    consequences: tuple = ()


def _mine(request, person):
    return services.looks_after(request.user, person)


def _security(request, person):
    return request.user.holds(Role.SECURITY)


def _appoint(request, person, form):
    services.appoint(person, by=request.user, **form.cleaned_data)


def _reset(request, person, form):
    password = services.reset_password(person, by=request.user, request=request)
    slips.hold(request, [slips.slip(person, password)])
    return redirect("accounts:slips")


def _lift(request, person, form):
    services.lift_pause(person, by=request.user, request=request)


def _factor(request, person, form):
    second_factor.remove(person, by=request.user)
    write(request, SignIn.Outcome.FACTOR_RESET, user=person, by=request.user)


def _close(request, person, form):
    services.close_account(person, by=request.user)


def _reopen(request, person, form):
    services.reopen_account(person, by=request.user)


VERBS = {
    "appoint": Verb(
        gettext_lazy("增加任职"),
        lambda request, person: not person.left_at and _mine(request, person),
        _appoint,
        form=lambda request, data, **how: PostForm(data, user=request.user, **how),
    ),
    "reset": Verb(
        gettext_lazy("重置密码"),
        lambda request, person: not person.left_at and _mine(request, person),
        _reset,
        grave=True,
        consequences=(
            gettext_lazy("原密码立即失效，该人员所有登录退出。"),
            gettext_lazy("显示一张新的初始密码条，只显示一次。"),
        ),
    ),
    "lift": Verb(
        gettext_lazy("解除暂停登录"),
        lambda request, person: (
            (_mine(request, person) or _security(request, person)) and throttling.shut_until(person)
        ),
        _lift,
    ),
    "factor": Verb(
        gettext_lazy("取消双因子"),
        lambda request, person: _security(request, person) and person.second_factor_since,
        _factor,
        grave=True,
        consequences=(gettext_lazy("该人员改为只凭密码登录；若门户要求双因子，下次登录须重新开通。"),),
    ),
    "close": Verb(
        gettext_lazy("办理离岗"),
        lambda request, person: not person.left_at and _mine(request, person),
        _close,
        grave=True,
        consequences=(
            gettext_lazy("全部任职即刻结束，不能再登录，已登录的立即退出。"),
            gettext_lazy("名下 API 令牌全部停用。"),
            gettext_lazy("未办结的事项不会丢失，见本页“未办结”，请指定接办人。"),
        ),
    ),
    "reopen": Verb(
        gettext_lazy("恢复账号"),
        lambda request, person: person.left_at and request.user.holds(Role.SYSTEM),
        _reopen,
    ),
}


def offers(request, person, bound=None):
    """The verbs open to this person, for ``ui/_verbs.html``."""
    shown = []
    for name, verb in VERBS.items():
        if not verb.shown(request, person):
            continue
        form = bound if bound is not None and bound.verb == name else form_of(name, request)
        shown.append(
            {
                "verb": name,
                "label": verb.label,
                "form": form,
                "open": form is bound,
                "grave": verb.grave,
                "primary": False,
                "way": "",
                "url": "",
                "key": uuid.uuid4().hex,
                "consequences": verb.consequences,
            }
        )
    return shown


def form_of(name, request, data=None):
    form = VERBS[name].form(request, data, auto_id=f"id_{name}_%s")
    form.verb = name
    return form


def pressed(name, request, person, form):
    """Do it, say so, and go on."""
    answer = VERBS[name].press(request, person, form)
    messages.success(request, _("已办理：%(verb)s。") % {"verb": VERBS[name].label})
    return answer or redirect(person)
