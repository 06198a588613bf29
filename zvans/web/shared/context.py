from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language

from zvans.accounts.enums import Role
from zvans.web.shared.notices import unseen


def start_page(role: str) -> str:
    """Where somebody begins (B14)."""
    return {Role.STAFF: "/today/", Role.OPERATOR: "/operator/", Role.OFFICER: "/office/"}.get(Role(role), "/home/")


def page(request: HttpRequest) -> dict[str, Any]:
    """What every page shows: whose product it is, and who is looking (B11)."""
    actor = getattr(request, "actor", None)
    return {
        "LANGUAGE_CODE": get_language(),
        "actor": actor,
        "role_label": Role(actor.role).label if actor else "",
        "start_page": start_page(actor.role) if actor else "/",
        "notices": unseen(actor) if actor else (),
        "product_name": settings.PRODUCT_NAME,
        "product_motto": settings.PRODUCT_MOTTO,
        "support_email": settings.SUPPORT_EMAIL,
    }
