from django.urls import path

from zvans.web.sign_in.views import doors, language, new_password, steps

app_name = "sign_in"

urlpatterns = [
    path("sign-in/family/", doors.family, name="family"),
    path("sign-in/staff/", doors.staff, name="staff"),
    path("sign-in/password/", steps.password, name="password"),
    path("sign-in/terms/", steps.terms, name="terms"),
    path("sign-in/new-password/", new_password.show, name="new_password"),
    path("p/", new_password.short, name="short_new_password"),
    path("sign-out/", doors.out, name="out"),
    path("language/", language.choose, name="language"),
]
