"""A new password for whoever has got a way to it by text message (B6).

The way is a secret: it is typed or comes behind the address's «#», which browsers keep to themselves, and is only ever posted. So it
stands in no log and no Referer, and what looks at links in messages uses nothing up.
"""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from zvans.accounts.actions.password_ways import account_of_way, use_password_way
from zvans.schools.queries.school_names import school_names
from zvans.web.shared.answers import attempted, done, sent, shown
from zvans.web.shared.guard import public
from zvans.web.shared.password_fields import NewPasswordForm
from zvans.web.sign_in.forms import WayForm


@public
@require_safe
def short(request: HttpRequest) -> HttpResponse:
    """Short enough to be typed from a text message; browsers take what stands behind the «#» along."""
    return HttpResponseRedirect(reverse("sign_in:new_password"))


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest) -> HttpResponse:
    """First the code, then the password."""
    address = request.META.get("REMOTE_ADDR", "")
    way = WayForm(sent(request))
    name = ""

    def find(typed: Mapping[str, Any]) -> None:
        nonlocal name
        name = str(account_of_way(token=typed["code"], address=address).person)

    if not attempted(way, find):
        return shown(request, "sign_in/new_password.html", {"form": way, "is_set": "done" in request.GET}, way)
    code = way.cleaned_data["code"]
    form = NewPasswordForm(request.POST if "new" in request.POST else None)
    if attempted(
        form, lambda typed: use_password_way(token=code, password=typed["new"], address=address, schools=school_names)
    ):
        return done(reverse("sign_in:new_password"), "set")
    return shown(request, "sign_in/new_password_choose.html", {"form": form, "code": code, "name": name}, form)
