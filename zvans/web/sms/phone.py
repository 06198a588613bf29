"""What would arrive at whose phone, and a phone to write from: where text messages stay in the house, in the demo."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from zvans.lib.dates import now
from zvans.lib.public_id import new_public_id
from zvans.notifications.actions.received_sms import receive_sms
from zvans.notifications.sms import local
from zvans.web.shared.answers import attempted, sent, shown
from zvans.web.shared.guard import public


class PhoneForm(forms.Form):
    sender = forms.CharField(label=_("No tālruņa"), max_length=20, widget=forms.TextInput(attrs={"inputmode": "tel"}))
    text = forms.CharField(label=_("Īsziņa"), max_length=160, strip=False)


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest) -> HttpResponse:
    if settings.SMS_URL != local.URL:
        raise Http404
    form = PhoneForm(sent(request))
    if attempted(form, _send):
        return HttpResponseRedirect(f"{reverse('sms:phone')}?done=sent")
    context = {
        "form": form, "arrived": local.arrived(), "number": settings.SMS_NUMBER, "keyword": settings.SMS_KEYWORD,
        "is_sent": "done" in request.GET,
    }  # fmt: skip
    return shown(request, "sms/phone.html", context, form)


def _send(typed: Mapping[str, Any]) -> None:
    receive_sms(gateway_key=f"local {new_public_id()}", sender=typed["sender"], text=typed["text"], sent_at=now())
