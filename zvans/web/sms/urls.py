from django.urls import path

from zvans.web.sms import phone, views

app_name = "sms"

urlpatterns = [
    path("sms/in/", views.received, name="received"),
    path("sms/report/", views.report, name="report"),
    path("dev/phone/", phone.show, name="phone"),
]
