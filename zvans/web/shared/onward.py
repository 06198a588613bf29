"""Where somebody goes on after the door, and after each step behind it."""

from django.http import HttpRequest, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme

from zvans.web.shared.context import start_page


def page_wanted(request: HttpRequest) -> str:
    """The page somebody came for (`?next=…`), if it is one of ours."""
    address = request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(address, allowed_hosts=None) and address.startswith("/")
    return address if ours else ""


def onward(request: HttpRequest, role: str) -> HttpResponseRedirect:
    """On to that page, or to where this role begins. What is still owed, the guard asks for on the way, keeping `next`."""
    return HttpResponseRedirect(page_wanted(request) or start_page(role))
