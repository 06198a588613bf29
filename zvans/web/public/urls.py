from django.urls import path

from zvans.web.public.views import feeds, foot, pictures, posts, search
from zvans.web.shared import converters  # noqa: F401 - registers <public_id:…>

app_name = "public"

urlpatterns = [
    path("", posts.home, name="home"),
    path("portal/<slug:slug>/", posts.section, name="section"),
    path("post/<public_id:post>/", posts.post, name="post_by_id"),
    path("post/<public_id:post>/<slug:slug>/", posts.post, name="post"),
    path("pictures/<public_id:picture>/<str:name>", pictures.picture, name="picture"),
    path("search/", search.show, name="search"),
    path("feed.atom", feeds.feed, name="feed"),
    path("portal/<slug:slug>/feed.atom", feeds.feed, name="section_feed"),
    path("sitemap.xml", feeds.sitemap, name="sitemap"),
    path("robots.txt", feeds.robots, name="robots"),
    path("faq/", foot.faq, name="faq"),
    path("terms/", foot.terms, name="terms"),
    path("advertising/", foot.advertising, name="advertising"),
    path("accessibility/", foot.accessibility, name="accessibility"),
    path("privacy/", foot.privacy, name="privacy"),
    path("sign-in/help/", foot.sign_in_help, name="sign_in_help"),
    path("manifest.webmanifest", foot.manifest, name="manifest"),
    path("journal-worker.js", foot.journal_worker, name="journal_worker"),
]
