"""What the portal of the demo says: headteachers read it, and parents."""

import re
from collections import Counter

import pytest

from zvans.demo.drawings import MOTIFS, draw
from zvans.demo.posts import PostText, all_posts
from zvans.portal.enums import Audience, Block, Language, Region, Section, Topic
from zvans.portal.markup import clean_html, plain_text

POSTS = all_posts()
FOREIGN_MARKS = re.compile(
    r"[!…\"“]|\.\.\.|\s\s|\s[.,;?]|(?<!\d)\s:|[”](?=\w)"
)  # Latvian quotes open with „ and close with ”


def said(post: PostText) -> list[str]:
    comments = [text for comment in post.comments for text in (comment.name, comment.text)]
    return [post.title, post.lead, plain_text(post.body), post.alt, post.author, *comments]


def test_there_are_enough_of_them_in_every_section() -> None:
    """S29."""
    latvian = Counter(post.section for post in POSTS if post.language == Language.LATVIAN)
    assert latvian == {"news": 18, "useful": 12, "money": 8, "steam": 9, "about": 5, "excursions": 10}
    assert Counter(post.section for post in POSTS if post.language == Language.ENGLISH) == {
        "news": 2, "useful": 1, "steam": 1, "about": 1,
    }  # fmt: skip
    for values in ([post.key for post in POSTS], [post.title for post in POSTS], [post.body for post in POSTS]):
        assert len(set(values)) == len(POSTS)


def test_the_front_page_is_always_new_and_the_year_is_full() -> None:
    days = [post.days_ago for post in POSTS]
    assert (min(days) > 0, max(days) <= 365, max(days) > 300) == (True, True, True)
    blocks = {block: sorted(p.days_ago for p in POSTS if p.block == block and p.language == "lv") for block in Block}
    assert [len(found) > 8 for found in blocks.values()] == [True, True]
    assert blocks[Block.NEW][4] <= 10
    assert [c for post in POSTS for c in post.comments if not 0 <= c.days_ago <= post.days_ago] == []
    assert sum(bool(post.comments) for post in POSTS) >= len(POSTS) / 3


@pytest.mark.parametrize("post", POSTS, ids=lambda post: post.key)
def test_a_post_is_whole_and_its_marks_are_ours(post: PostText) -> None:
    """S28: quotes and dashes as they are set in Latvian; no exclamation marks. What it links to is nobody's."""
    assert {post.section, post.audience, post.block} <= {*Section, *Audience, *Block}
    assert all(len(text) <= most for text, most in ((post.title, 150), (post.lead, 300), (post.alt, 250)))
    assert clean_html(post.body) == post.body.strip()
    assert 4 <= len(re.findall(r"<(?:p|ul|ol|blockquote)>", post.body)) <= 9
    for text in said(post):
        assert text, post.key
        assert FOREIGN_MARKS.findall(text) == [], text
        assert text.count("„") == text.count("”"), text
    addresses = re.findall(r"https?://([\w.-]+)", f"{post.source_url} {post.body}")
    assert [host for host in addresses if not host.endswith("example.lv")] == []
    assert post.motif in MOTIFS


def test_the_catalogue_has_places_of_every_kind() -> None:
    """A7."""
    trips = [post.trip for post in POSTS if post.section == Section.EXCURSIONS]
    assert [post.key for post in POSTS if bool(post.trip) != (post.section == Section.EXCURSIONS)] == []
    assert ({t["region"] for t in trips}, {t["topic"] for t in trips}) == ({*Region}, {*Topic})
    assert [t for t in trips if not 0 <= t["from_grade"] <= t["to_grade"] <= 12] == []
    assert {t.get("price", "agreed") for t in trips} >= {0, "agreed"}
    for trip in trips:
        assert re.fullmatch(r"\+371 2000 00\d\d", trip["phone"])
        assert trip["email"].endswith(".example")
        assert trip["website"].endswith(".example")
        assert trip["map_url"].startswith("https://www.openstreetmap.org/#map=")


def test_a_drawing_is_the_same_again_and_another_with_another_seed() -> None:
    first, again, other = draw("library", 1), draw("library", 1), draw("library", 2)
    assert first.size == (1600, 1000)
    assert (first.tobytes() == again.tobytes(), first.tobytes() == other.tobytes()) == (True, False)


def test_every_motif_is_used_and_can_be_drawn() -> None:
    assert {post.motif for post in POSTS} == set(MOTIFS)
    for motif in MOTIFS:
        colours = draw(motif, 0).getcolors(1_000_000) or []
        assert sum(count > 1000 for count, _colour in colours) > 4, motif  # more than its ground
