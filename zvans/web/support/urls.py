from django.urls import path

from zvans.web.support.views import contact, desk, offer, suggestions

app_name = "support"

urlpatterns = [
    path("contact/", contact.write, name="contact"),
    path("contact/<slug:key>/", contact.sent_ticket, name="sent"),
    path("excursions/offer/", offer.show, name="offer"),
    path("suggestions/", suggestions.show, name="suggestions"),
    path("support/", desk.show_all, name="tickets"),
    path("support/held/", desk.show_held, name="held"),
    path("support/<int:ticket>/", desk.show, name="ticket"),
]
