from django.urls import include, path

from bench.floor import bare, floor

urlpatterns = [path("bench/floor/", floor), path("bench/bare/", bare), path("", include("config.urls"))]

handler404 = "zvans.web.shared.errors.not_found"
handler403 = "zvans.web.shared.errors.forbidden"
handler500 = "zvans.web.shared.errors.server_error"
