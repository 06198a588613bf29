from django.urls import path

from zvans.web.public import views

app_name = "public"

urlpatterns = [
    path("", views.home, name="home"),
    path("faq/", views.faq, name="faq"),
    path("terms/", views.terms, name="terms"),
    path("advertising/", views.advertising, name="advertising"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("sign-in/help/", views.sign_in_help, name="sign_in_help"),
    path("manifest.webmanifest", views.manifest, name="manifest"),
    path("journal-worker.js", views.journal_worker, name="journal_worker"),
    path("portal/<slug:slug>/", views.section, name="section"),
]
