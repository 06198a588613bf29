"""Writing, publishing and withdrawing posts (A6)."""

from datetime import timedelta

import pytest
import time_machine

from tests.factories.portal import a_draft, a_post, a_trip
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.lib.dates import now
from zvans.lib.policy import ChangedMeanwhile, NotAllowedNow
from zvans.portal.actions.posts import change_post, publish_post, withdraw_post
from zvans.portal.enums import Section
from zvans.portal.models import Post, SearchWord
from zvans.portal.queries.edition import edition_now
from zvans.portal.queries.posts import blocks_of_home, post_by_id, posts_of, related_posts, was_published, years_of

pytestmark = pytest.mark.django_db

EDITOR = Actor.system("editors")


def test_a_draft_is_read_by_nobody_until_it_is_published_and_after_it_is_withdrawn() -> None:
    draft = a_draft("Jauna grāmata")
    seen = [post_by_id(draft.public_id)]
    post = publish_post(post=draft, by=EDITOR)
    seen.append(post_by_id(draft.public_id))
    withdraw_post(post=post, by=EDITOR)
    seen.append(post_by_id(draft.public_id))
    assert seen == [None, draft, None]
    assert (was_published(draft.public_id), was_published("nekasnav22")) == (True, False)


def test_a_scheduled_post_waits_for_its_moment_and_then_makes_a_new_edition() -> None:
    post = a_post("Rīt", at=now() + timedelta(hours=1))
    before = edition_now()
    assert post_by_id(post.public_id) is None
    publish_post(post=post, at=now() - timedelta(seconds=1), by=EDITOR)
    assert (post_by_id(post.public_id), edition_now() == before) == (post, False)


def test_what_editors_write_is_cleaned() -> None:
    post = a_draft(
        body="<p onclick='x()'>Teksts <b>trekns</b><script>alert(1)</script> <a href='javascript:x()'>te</a></p>"
    )
    assert post.body == '<p>Teksts <strong>trekns</strong> <a rel="noopener">te</a></p>'


def test_of_two_editors_the_second_is_told_what_the_first_has_written() -> None:
    post = a_draft("Viens")
    change_post(post=post, facts={"title": "Divi"}, seen=1, by=EDITOR)
    with pytest.raises(ChangedMeanwhile) as refused:
        change_post(post=post, facts={"title": "Trīs"}, seen=1, by=EDITOR)
    assert (refused.value.stamp, refused.value.errors) == (
        "2",
        {
            "title": ["Tikmēr kāds ir ierakstījis: Divi"],
            "": ["Kāds šo rakstu tikmēr ir mainījis. Ja saglabāsiet vēlreiz, paliks Jūsu ierakstītais."],
        },
    )
    assert change_post(post=post, facts={"title": "Trīs"}, seen=2, by=EDITOR).title == "Trīs"


def test_what_was_taken_back_before_its_moment_is_new_when_it_is_published() -> None:
    post = a_post("Rīt", at=now() + timedelta(hours=1))
    withdraw_post(post=post, by=EDITOR)
    assert was_published(post.public_id) is False
    with time_machine.travel(now() + timedelta(days=5)):
        again = publish_post(post=post, by=EDITOR)
        assert abs(again.published_at - now()) < timedelta(minutes=1)  # type: ignore[operator]


def test_a_pin_does_not_move_along_to_another_block() -> None:
    post = a_post(block="new")
    with recorded("order_block", by=EDITOR, schools=[]):
        Post.objects.filter(pk=post.pk).update(pin=1)
    moved = change_post(post=post, facts={"block": "lasting"}, seen=post.revision, by=EDITOR)
    assert moved.pin is None


def test_control_characters_of_other_programs_stay_out() -> None:
    """Feeds can't hold them."""
    post = a_draft("Zvans\x0b skan\x01", body="<p>a\x0cb</p>")
    assert (post.title, post.body) == ("Zvans skan", "<p>ab</p>")


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"body": ""}, "Rakstam vēl nav teksta."),
        ({"section": Section.EXCURSIONS}, "Ierakstiet, kur šī ekskursija ir un kurām klasēm tā der."),
    ],
)
def test_what_lacks_something_is_not_published(facts: dict[str, str], reason: str) -> None:
    draft = a_draft(**facts)
    with pytest.raises(NotAllowedNow) as refused:
        publish_post(post=draft, by=EDITOR)
    assert refused.value.reason == reason


def test_the_front_page_has_two_cards_and_five_lines_of_the_newest() -> None:
    for n in range(1, 10):
        a_post(f"Raksts {n}", at=now() - timedelta(days=n), block="new")
    new, lasting = blocks_of_home("lv")
    assert [post.title for post in new.featured] == ["Raksts 1", "Raksts 2"]
    assert [post.title for post in new.listed] == [f"Raksts {n}" for n in range(3, 8)]
    assert lasting.featured == []


def test_a_page_in_latvian_shows_latvian_posts_and_one_in_english_begins_with_english_ones() -> None:
    latvian = a_post("Latviski", block="new")
    english = a_post("In English", block="new", language="en", at=now() - timedelta(days=3))
    assert (blocks_of_home("lv")[0].featured, blocks_of_home("en")[0].featured) == ([latvian], [english, latvian])


def test_related_posts_are_of_the_section_and_for_the_same_readers_first() -> None:
    post = a_post("Viens", audience="parents")
    other, same = a_post("Divi"), a_post("Trīs", audience="parents", at=now() - timedelta(days=5))
    a_trip()
    assert related_posts(post) == [same, other]


def test_a_section_knows_its_years() -> None:
    a_post(at=now() - timedelta(days=400))
    a_post()
    assert (years_of(Section.NEWS, "lv"), posts_of(Section.NEWS, "lv").count(), years_of(Section.MONEY, "lv")) == (
        sorted({(now() - timedelta(days=400)).year, now().year}, reverse=True),
        2,
        [],
    )


def test_the_vocabulary_grows_by_the_words_of_posts() -> None:
    a_draft("Slepens melnraksts")  # what nobody may read yet teaches nothing
    a_post("Bērziņa ekskursija", lead="", body="<p>Mežs pie ezera</p>")
    assert [*SearchWord.objects.values_list("word", "shown").order_by("word")] == [
        ("berzin", "bērziņa"),
        ("ekskursij", "ekskursija"),
        ("ezer", "ezera"),
        ("mezs", "mežs"),
    ]
