"""Searching the portal (A3): folded words by their stems, so that diacritics and endings don't matter; where nothing is found, one slip in
a word is forgiven. What is asked is words and nothing else: no language of operators reaches the database."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import reduce
from operator import and_

from django.contrib.postgres.search import SearchQuery
from django.db.models import Q, QuerySet

from zvans.lib.text import search_key
from zvans.portal.enums import Audience
from zvans.portal.markup import plain_text
from zvans.portal.models import Post, SearchWord
from zvans.portal.wording import SHORTEST, cuts_of, excerpt_of, stem_of, type_of_piece

MOST_WORDS = 8
_LONGEST_QUESTION = 200
ROWS = 20
MOST = 1000  # posts that are counted and paged through: whoever finds more asks for another word


@dataclass(frozen=True, slots=True)
class FoundPost:
    post: Post
    title: list[type_of_piece]
    excerpt: list[type_of_piece]


@dataclass(frozen=True, slots=True)
class Found:
    """`count` is at most `MOST`, which means that and more. `instead` is what was searched for in the place of a word that nothing was
    found for: (asked, taken), as they are written."""

    count: int
    posts: list[FoundPost]
    instead: list[tuple[str, str]]


def stems_in(question: str) -> list[str]:
    """What is looked for: at most eight stems, in the order asked."""
    words = search_key(question[:_LONGEST_QUESTION]).split()
    return list(dict.fromkeys(stem_of(word) for word in words if len(word) > 1))[:MOST_WORDS]


def find_posts(question: str, *, language: str, section: str = "", audience: str = "", page: int = 1) -> Found:
    """Posts with all the words, in any form: those that have them in the title first, then the newest. At most four statements; as many
    again, one more, and one for each word that no post uses, where a slip has to be looked for."""
    stems = stems_in(question)
    if not stems:
        return Found(0, [], [])
    within = _within(section, audience)
    found = _found(stems, within, page)
    if found.count:
        return found
    taken = _without_slips(stems)
    better = [taken.get(stem, (stem, ""))[0] for stem in stems]
    if better == stems:
        return found
    again = _found(better, within, page)
    return (
        Found(again.count, again.posts, [(stem, taken[stem][1]) for stem in stems if stem in taken])
        if again.count
        else found
    )


def _within(section: str, audience: str) -> Q:
    within = Q()
    if section:
        within &= Q(section=section)
    if audience:
        within &= Q(audience__in=[audience, Audience.EVERYONE])
    return within


def _found(stems: Sequence[str], within: Q, page: int) -> Found:
    """Stems are letters and digits only (`search_key`), so they can stand in a raw query as they are.

    Those with the words in the title are looked for apart from the others: to sort all that match by it would mean to read them all.
    """
    asked = reduce(and_, (SearchQuery(f"{stem}:*", search_type="raw", config="simple") for stem in stems))
    matching = Post.objects.published().filter(within)
    titled, others = matching.filter(search_title=asked), matching.filter(search=asked).exclude(search_title=asked)
    first, last = (page - 1) * ROWS, page * ROWS
    posts = _rows(titled, first, last)
    count = first + len(posts) if posts and len(posts) < ROWS else _up_to_most(titled)
    if len(posts) < ROWS:
        posts += _rows(others, max(0, first - count), last - count)
    count = min(MOST, count + _up_to_most(others))
    return Found(count, [_shown(post, stems) for post in posts], [])


def _rows(posts: QuerySet[Post], first: int, last: int) -> list[Post]:
    ordered = posts.order_by("-published_at", "-pk").defer("search", "search_title")
    return list(ordered.select_related("picture", "trip")[first:last])


def _up_to_most(posts: QuerySet[Post]) -> int:
    return posts.order_by()[:MOST].count()


def _shown(post: Post, stems: Sequence[str]) -> FoundPost:
    text = f"{post.lead} {plain_text(post.body)}"
    return FoundPost(post, excerpt_of(post.title, stems, len(post.title)), excerpt_of(text, stems))


def _without_slips(stems: Sequence[str]) -> dict[str, tuple[str, str]]:
    """For each stem that no post uses, the nearest one that some do, and how it is written."""
    used = Q()
    for stem in stems:
        used |= Q(word__startswith=stem)
    known = list(SearchWord.objects.filter(used).values_list("word", flat=True))
    strange = [stem for stem in stems if len(stem) >= SHORTEST and not any(word.startswith(stem) for word in known)]
    return {stem: nearest for stem in strange if (nearest := _nearest(stem))}


def _nearest(stem: str) -> tuple[str, str] | None:
    near = SearchWord.objects.filter(cuts__overlap=cuts_of(stem)).values_list("word", "shown")[:100]
    return max(near, key=lambda pair: (SequenceMatcher(None, stem, pair[0]).ratio(), pair[0]), default=None)
