"""The pages of the foot, and what browsers ask for beside pages. None of them asks the database for anything."""

from functools import cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from zvans.accounts.terms import TERMS_VERSION
from zvans.web.public.faq import find_questions, questions
from zvans.web.public.faq_questions import ASKERS, Asker
from zvans.web.public.page import public_page
from zvans.web.public.terms import CHAPTERS, SINCE
from zvans.web.shared.guard import public

_LONGEST = 100  # letters of a search


@public
@require_safe
def faq(request: HttpRequest) -> HttpResponse:
    """`?for=staff` narrows to who asks, `?q=` to words; neither is asked of the database."""
    asked, words = request.GET.get("for", ""), " ".join(request.GET.get("q", "")[:_LONGEST].split())
    asker = Asker(asked) if asked in {one.value for one in Asker} else None
    return public_page(
        request,
        "public/faq.html",
        heading=_("Biežāk uzdotie jautājumi"),
        questions=find_questions(words, asker) if words else questions(asker),
        askers=[(one.value, label, one == asker) for one, label in ASKERS.items()],
        asker=asker.value if asker else "",
        words=words,
    )


@public
@require_safe
def terms(request: HttpRequest) -> HttpResponse:
    heading = _("Lietošanas noteikumi")
    return public_page(
        request, "public/terms.html", heading=heading, chapters=CHAPTERS, version=TERMS_VERSION, since=SINCE
    )


@public
@require_safe
def advertising(request: HttpRequest) -> HttpResponse:
    return public_page(request, "public/advertising.html", heading=_("Reklāma"), has_adverts=settings.ADVERTS)


@public
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return public_page(request, "public/accessibility.html", heading=_("Piekļūstamība"))


@public
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    operator = f"{settings.OPERATOR_NAME}, {settings.OPERATOR_NUMBER}"
    told = {"operator": operator, "ticket_months": settings.TICKET_MONTHS}
    return public_page(request, "public/privacy.html", heading=_("Privātums"), **told)


@public
@require_safe
def sign_in_help(request: HttpRequest) -> HttpResponse:
    return public_page(request, "sign_in/help.html", heading=_("Neizdodas pieslēgties?"))


@public
@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    """What a phone needs to put zvans on its home screen (G5)."""
    icons = [
        ("icon-192", "192x192", "any"),
        ("icon-512", "512x512", "any"),
        ("icon-maskable-512", "512x512", "maskable"),
    ]
    content = {
        "name": settings.PRODUCT_NAME,
        "short_name": settings.PRODUCT_NAME,
        "description": settings.PRODUCT_MOTTO,
        "lang": settings.LANGUAGE_CODE,
        "start_url": "/home/",
        "scope": "/",
        "display": "standalone",
        "background_color": "#fbf9f4",
        "theme_color": "#fbf9f4",
        "icons": [
            {"src": static(f"brand/{name}.png"), "sizes": sizes, "type": "image/png", "purpose": purpose}
            for name, sizes, purpose in icons
        ],
    }
    return JsonResponse(
        content, content_type="application/manifest+json", headers={"Cache-Control": "public, max-age=3600"}
    )


@public
@require_safe
def journal_worker(request: HttpRequest) -> HttpResponse:
    """The script that opens a teacher's day without a network. It stands at the root, for it may only watch what lies below it."""
    return HttpResponse(_journal_worker(), content_type="text/javascript; charset=utf-8")


@cache
def _journal_worker() -> bytes:
    return Path(str(finders.find("js/journal-worker.js"))).read_bytes()
