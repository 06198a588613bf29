"""Where the holder of an office begins: what it opens (B14)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zvans.accounts.enums import Office
from zvans.web.office.pages import office_page


@office_page()
def show(request: HttpRequest) -> HttpResponse:
    held = [Office(office) for office in request.actor.offices]  # type: ignore[attr-defined]
    return render(request, "office/start.html", {"section": "start", "held": held})
