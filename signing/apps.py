from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from ui.nav import NavEntry


class SigningConfig(AppConfig):
    name = "signing"
    verbose_name = _("签名与密钥")
    nav = [
        NavEntry(
            "keys",
            _("签名密钥"),
            "signing:keys",
            order=85,
            roles={"security_administrator", "audit_administrator"},
            under="accounts",
        )
    ]
