from django.urls import path

from zvans.web.sms import views

app_name = "sms"

urlpatterns = [
    path("sms/report/", views.report, name="report"),
]
