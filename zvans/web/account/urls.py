from django.urls import path

from zvans.web.account.views import children, record, reports, rights, who_sees
from zvans.web.shared import converters  # noqa: F401 - registers <public_id:…>

app_name = "account"

urlpatterns = [
    path("account/", rights.show, name="rights"),
    path("account/record/", record.show, name="record"),
    path("account/children/", children.show_all, name="children"),
    path("account/children/<public_id:child>/", children.show, name="looks"),
    path("account/who-sees/", who_sees.show, name="who_sees"),
    path("account/report/", reports.show, name="report"),
    path("account/report/password-known/", reports.login_known, name="login_known"),
]
