"""What the search looks in: the folded words of a post, and the portal's vocabulary, by which slips are found."""

import re

from django.contrib.postgres.search import SearchVector
from django.db.models import Value

from zvans.lib.text import search_key
from zvans.portal.enums import PostState
from zvans.portal.markup import plain_text
from zvans.portal.models import Post, SearchWord, Trip
from zvans.portal.wording import LONGEST, SHORTEST, cuts_of, stem_of

_WORD = re.compile(r"\w+")


def index_post(post: Post) -> None:
    """Fill what is searched in. Part of the action that has changed the post. The vocabulary learns from what is published only."""
    trip = Trip.objects.filter(post=post).first()
    rest = " ".join([post.lead, plain_text(post.body), post.author, post.source, trip.place if trip else ""])
    title, words = search_key(post.title), search_key(rest)
    Post.objects.filter(pk=post.pk).update(
        search_title=SearchVector(Value(title), config="simple"),
        search=SearchVector(Value(f"{title} {words}"), config="simple"),
    )
    if post.state == PostState.PUBLISHED:
        learn_words(f"{post.title} {rest}")


def learn_words(text: str) -> None:
    """Add to the vocabulary; words stay when the posts that used them go: whoever is led to one finds what is there now."""
    SearchWord.objects.bulk_create(vocabulary_of(text), ignore_conflicts=True)


def vocabulary_of(text: str) -> list[SearchWord]:
    """The words of a text as the vocabulary holds them, each once, in the order in which rows are locked."""
    found: dict[str, SearchWord] = {}
    for written in _WORD.findall(text.lower()):
        stem = stem_of(search_key(written))
        if SHORTEST <= len(stem) <= LONGEST and len(written) <= 60:
            found.setdefault(stem, SearchWord(word=stem, shown=written, cuts=cuts_of(stem)))
    return sorted(found.values(), key=lambda word: word.word)
