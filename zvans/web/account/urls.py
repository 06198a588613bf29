from django.urls import path

from zvans.web.account.views import children, factors, record, reports, rights, security, who_sees
from zvans.web.shared import converters  # noqa: F401 - registers <public_id:…>

app_name = "account"

urlpatterns = [
    path("account/", rights.show, name="rights"),
    path("account/record/", record.show, name="record"),
    path("account/children/", children.show_all, name="children"),
    path("account/children/<public_id:child>/", children.show, name="looks"),
    path("account/who-sees/", who_sees.show, name="who_sees"),
    path("account/factors/", factors.show, name="factors"),
    path("account/factors/password/", factors.prove, name="prove"),
    path("account/factors/app/", factors.generator, name="generator"),
    path("account/factors/app/remove/", factors.generator_remove, name="generator_remove"),
    path("account/factors/passkeys/", factors.passkey_add, name="passkey_add"),
    path("account/factors/passkeys/options/", factors.passkey_options, name="passkey_options"),
    path("account/factors/passkeys/<int:passkey>/remove/", factors.passkey_remove, name="passkey_remove"),
    path("account/factors/recovery/", factors.recovery, name="recovery"),
    path("account/report/", reports.show, name="report"),
    path("account/report/password-known/", reports.login_known, name="login_known"),
    path("security/", security.show, name="security"),
    path("security/password/", security.password, name="password"),
    path("security/password-known/", security.password_known, name="password_known"),
    path("security/username/", security.username, name="username"),
    path("security/username/drop/", security.no_username, name="no_username"),
    path("security/sessions/end/", security.end_others, name="end_others"),
    path("security/sessions/<int:session>/end/", security.end, name="end_session"),
]
