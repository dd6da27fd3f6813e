from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from ui.nav import NavEntry

MANAGERS = {
    "territorial_officer",
    "district_officer",
    "city_officer",
    "system_administrator",
    "security_administrator",
    "audit_administrator",
    "auditor",
}
WATCHERS = {"system_administrator", "security_administrator", "audit_administrator", "auditor"}

READERS = {"security_administrator", "audit_administrator", "auditor"}


def keeps():
    """For the page on what is kept of people."""
    return [
        (
            _("工作人员和企业联络员的姓名、手机号"),
            _("登录、办理留名、值班联系"),
            _("在岗期间；办理记录上的姓名随记录留存"),
        )
    ]


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = _("单位与人员")
    keeps = [keeps]
    nav = [
        NavEntry("accounts", _("管理"), "accounts:people", order=80, roles=MANAGERS, tab=_("人员")),
        NavEntry(
            "units",
            pgettext_lazy("many", "单位"),
            "accounts:units",
            order=81,
            roles=MANAGERS,
            under="accounts",
        ),
        NavEntry("sign-ins", _("登录记录"), "accounts:sign_ins", order=82, roles=WATCHERS, under="accounts"),
        NavEntry("readings", _("查阅记录"), "accounts:readings", order=82, roles=READERS, under="accounts"),
        NavEntry(
            "all-tokens",
            _("API 令牌"),
            "accounts:all_tokens",
            order=83,
            roles={"security_administrator"},
            under="accounts",
        ),
        NavEntry("leave", _("换人"), "accounts:sign_out", order=99, place="leave"),
        NavEntry("account", _("我的账号"), "accounts:account", order=90, place="person"),
        NavEntry("tokens", _("API 令牌"), "accounts:tokens", order=91, place="person"),
    ]

    def ready(self):
        from django.contrib.auth.signals import user_logged_in

        from ui.watching import WATCHERS

        from .gates import seen_at_sign_in
        from .reading import note_list

        user_logged_in.connect(seen_at_sign_in, dispatch_uid="accounts.seen_at_sign_in")
        WATCHERS.append(note_list)
