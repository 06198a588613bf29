"""For programs that read: feeds of new posts, the list of all addresses, and what they may ask for."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from zvans.portal.enums import Section
from zvans.portal.queries.posts import addresses, newest_posts
from zvans.portal.wording import slug_of
from zvans.web.public.addresses import in_full, post_address, section_address
from zvans.web.public.kept import kept
from zvans.web.public.page import may_be_kept
from zvans.web.public.sections import MENU, SECTIONS
from zvans.web.shared.guard import public

_MOST = 50_000  # addresses of a site map: no more are read of one (sitemaps.org)


@public
@kept()
@require_safe
def feed(request: HttpRequest, slug: str = "") -> HttpResponse:
    """The newest posts of the portal, or of a section, whole (Atom, RFC 4287)."""
    if slug and slug not in SECTIONS:
        raise Http404
    language = get_language() or "lv"
    title = f"{settings.PRODUCT_NAME} – {SECTIONS[slug].title}" if slug else settings.PRODUCT_NAME
    atom = Atom1Feed(
        title=title,
        link=in_full(section_address(slug) if slug else reverse("public:home")),
        description=settings.PRODUCT_MOTTO,
        language=language,
        feed_url=in_full(request.path),
    )
    for post in newest_posts(language, Section(slug) if slug else None):
        atom.add_item(
            title=post.title,
            link=in_full(post_address(post)),
            description=f"<p>{escape(post.lead)}</p>{post.body}" if post.lead else post.body,
            unique_id=in_full(reverse("public:post_by_id", args=[post.public_id])),
            pubdate=post.published_at,
            updateddate=post.changed_at,
            author_name=post.author or settings.PRODUCT_NAME,
            categories=[str(post.get_section_display())],
        )
    return may_be_kept(HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8"))


@public
@kept()
@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every address that is to be found, with the day of its last change (sitemaps.org)."""
    still = [section.address for section in MENU] + [reverse(f"public:{name}") for name in ("faq", "terms", "privacy")]
    # Twenty thousand addresses: to be asked for each by its name takes longer than all the rest.
    posts = [(f"/post/{key}/{slug_of(title)}/", changed) for key, title, changed in addresses(_MOST - len(still))]
    pages = [(in_full(address), changed) for address, changed in [*((one, None) for one in still), *posts]]
    return may_be_kept(render(request, "public/sitemap.xml", {"pages": pages}, content_type="application/xml"))


@public
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What stands behind the doors is not for robots: they would find the doors only."""
    closed = (
        "today",
        "home",
        "journal",
        "school",
        "operator",
        "office",
        "account",
        "sign-in",
        "editing",
        "moderating",
        "support",
        "search",
    )
    lines = [
        "User-agent: *",
        *(f"Disallow: /{area}/" for area in closed),
        f"Sitemap: {in_full(reverse('public:sitemap'))}",
    ]
    return may_be_kept(HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8"))
