"""What the search looks in: the folded words of a post, and the portal's vocabulary, by which slips are found."""

from collections.abc import Iterable

from django.contrib.postgres.search import SearchVector
from django.db.models import Value

from zvans.lib.text import search_key
from zvans.portal.markup import plain_text
from zvans.portal.models import Post, SearchWord, Trip
from zvans.portal.wording import LONGEST, cuts_of


def index_post(post: Post) -> None:
    """Fill what is searched in. Part of the action that has changed the post; the history needs no row of it."""
    trip = Trip.objects.filter(post=post).first()
    title = search_key(post.title)
    rest = search_key(
        " ".join([post.lead, plain_text(post.body), post.author, post.source, trip.place if trip else ""])
    )
    Post.objects.filter(pk=post.pk).update(
        search_title=SearchVector(Value(title), config="simple"),
        search=SearchVector(Value(f"{title} {rest}"), config="simple"),
    )
    learn_words(f"{title} {rest}".split())


def learn_words(words: Iterable[str]) -> None:
    """Add to the vocabulary; words stay when the posts that used them go: whoever is led to one finds what is there now."""
    new = [SearchWord(word=word, cuts=cuts_of(word)) for word in sorted({*words}) if 3 < len(word) <= LONGEST]
    SearchWord.objects.bulk_create(new, ignore_conflicts=True)
