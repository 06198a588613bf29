from django.urls import path

from zvans.accounts.enums import Door
from zvans.web.sign_in.views import doors, factor, language, new_password, passkey, provider, steps

app_name = "sign_in"

urlpatterns = [
    path("sign-in/family/", doors.show, {"door": Door.FAMILY}, name="family"),
    path("sign-in/staff/", doors.show, {"door": Door.STAFF}, name="staff"),
    path("sign-in/family/passkey/", passkey.show, {"door": Door.FAMILY}, name="family_passkey"),
    path("sign-in/staff/passkey/", passkey.show, {"door": Door.STAFF}, name="staff_passkey"),
    path("sign-in/passkey/options/", passkey.options, name="passkey_options"),
    path("sign-in/<str:door>/with/<slug:provider>/", provider.leave, name="provider"),
    path("sign-in/with/<slug:provider>/", provider.come_back, name="provider_back"),
    path("sign-in/with/<slug:provider>/metadata/", provider.metadata, name="provider_metadata"),
    path("sign-in/factor/", factor.show, name="factor"),
    path("sign-in/factor/options/", factor.options, name="factor_options"),
    path("sign-in/second-factor/", factor.owed, name="second_factor"),
    path("sign-in/password/", steps.password, name="password"),
    path("sign-in/terms/", steps.terms, name="terms"),
    path("sign-in/new-password/", new_password.show, name="new_password"),
    path("p/", new_password.short, name="short_new_password"),
    path("sign-out/", doors.out, name="out"),
    path("language/", language.choose, name="language"),
]
