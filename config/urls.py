from django.urls import include, path

urlpatterns = [path("", include("zvans.web.urls"))]

handler400 = "zvans.web.shared.errors.bad_request"
handler404 = "zvans.web.shared.errors.not_found"
handler403 = "zvans.web.shared.errors.forbidden"
handler500 = "zvans.web.shared.errors.server_error"
