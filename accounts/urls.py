from django.urls import path

from .views import desk, factor, logs, me, passwords, signing, units

app_name = "accounts"
urlpatterns = [
    path("sign-in/", signing.sign_in, name="sign_in"),
    path("sign-out/", signing.sign_out, name="sign_out"),
    path("password/", passwords.password, name="password"),
    path("password/forgotten/", passwords.Forgotten.as_view(), name="forgotten"),
    path("password/forgotten/sent/", passwords.ForgottenSent.as_view(), name="forgotten_sent"),
    path("password/new/<uidb64>/<token>/", passwords.NewPassword.as_view(), name="new_password"),
    path("password/new/done/", passwords.NewPasswordDone.as_view(), name="new_password_done"),
    path("account/", me.account, name="account"),
    path("account/second-factor/", factor.factor, name="factor"),
    path("account/second-factor/verify/", factor.verify, name="verify"),
    path("account/second-factor/codes/", factor.recovery_codes, name="recovery_codes"),
    path("tokens/", me.tokens, name="tokens"),
    path("tokens/all/", logs.all_tokens, name="all_tokens"),
    path("tokens/<int:pk>/revoke/", me.token_revoke, name="token_revoke"),
    path("sign-ins/", logs.sign_ins, name="sign_ins"),
    path("readings/", logs.readings, name="readings"),
    path("people/", desk.people, name="people"),
    path("people/new/", desk.person_new, name="person_new"),
    path("people/slips/", desk.slips, name="slips"),
    path("people/<int:pk>/", desk.person, name="person"),
    path("people/<int:pk>/edit/", desk.person_edit, name="person_edit"),
    path("units/", units.units, name="units"),
    path("units/new/", units.unit_new, name="unit_new"),
    path("units/<int:pk>/", units.unit, name="unit"),
    path("units/<int:pk>/edit/", units.unit_edit, name="unit_edit"),
]
