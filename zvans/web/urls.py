from django.urls import include, path

urlpatterns = [
    path("", include("zvans.web.comments.urls")),  # before posts: what is done to one stands where its title would
    path("", include("zvans.web.public.urls")),
    path("", include("zvans.web.gallery.urls")),
    path("", include("zvans.web.sign_in.urls")),
    path("", include("zvans.web.journal.urls")),
    path("", include("zvans.web.diary.urls")),
    path("", include("zvans.web.timetable.urls")),
    path("", include("zvans.web.access.urls")),
    path("", include("zvans.web.school.urls")),
    path("", include("zvans.web.operator.urls")),
    path("", include("zvans.web.notices.urls")),
    path("", include("zvans.web.sms.urls")),
    path("", include("zvans.web.account.urls")),
    path("", include("zvans.web.office.urls")),
    path("", include("zvans.web.support.urls")),
    path("", include("zvans.web.editing.urls")),
    path("", include("zvans.web.adverts.urls")),
]
