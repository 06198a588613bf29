"""All institutions of the installation."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zvans.web.operator.pages import operator_page


@operator_page()
def show(request: HttpRequest) -> HttpResponse:
    return render(request, "operator/schools.html", {"section": "schools"})
