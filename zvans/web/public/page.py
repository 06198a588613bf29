"""How a public page is sent: the same to everybody who reads the same language, so that it may be kept for a minute (A12)."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control, patch_vary_headers

SECONDS = 60


def public_page(request: HttpRequest, template: str, **context: Any) -> HttpResponse:
    """Render a page that belongs to nobody; the language is in a cookie, the address carries none."""
    return may_be_kept(render(request, template, context))


def may_be_kept(response: HttpResponse) -> HttpResponse:
    patch_cache_control(response, public=True, max_age=SECONDS)
    patch_vary_headers(response, ["Cookie"])
    return response
