"""Saying something of a post (A8, C4, C7): who may, under which name, what waits, what one takes away again."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.factories.comments import a_comment, a_commenter
from tests.factories.people import actor_of, arranging
from tests.factories.portal import a_draft, a_post
from tests.factories.small_school import SmallSchool
from tests.support.page import read
from zvans.accounts.enums import BarKind
from zvans.accounts.models import Bar, Person
from zvans.audit.actor import Actor
from zvans.audit.models import Action
from zvans.lib.dates import now
from zvans.portal.actions.comments import choose_comment_name
from zvans.portal.models import Comment, Commenter, Edition, Post
from zvans.portal.queries.comments import comments_page, shown_comments
from zvans.schools.actions.merging import merge_people_anywhere
from zvans.schools.models import School


@pytest.fixture
def post(school: SmallSchool) -> Post:
    return a_post("Zvans skan", at=now() - timedelta(hours=1))


def page_of(post: Post) -> str:
    return f"/post/{post.public_id}/comment/"


def say(client: Client, post: Post, text: str = "Labi teikts", **more: str) -> Any:
    return client.post(page_of(post), {"text": text, **more})


def born(school: SmallSchool, years: int, persona: str = "pupil") -> None:
    """The persona turns so many years old today."""
    with arranging():
        Person.objects.filter(pk=school.accounts[persona].person_id).update(born_on=date(2026 - years, 11, 23))


def said(post: Post) -> list[tuple[str, str, str, str]]:
    return list(Comment.objects.filter(post=post).order_by("pk").values_list("name", "text", "state", "held_for"))


def test_a_mother_says_something_and_everybody_reads_it(client: Client, school: SmallSchool, post: Post) -> None:
    """Under her own name; a record without the text; kept pages are not emptied by it."""
    edition = Edition.objects.get().number
    school.sign_in(client, "mother")
    answer = say(client, post, "Paldies!\r\n\r\n\r\nGaidām   vēl.")

    assert (answer.status_code, answer.headers["Location"]) == (302, f"{page_of(post)}?done=shown")
    mother = school.accounts["mother"].person
    assert said(post) == [(str(mother), "Paldies!\n\nGaidām vēl.", "shown", "")]
    assert [(c.name, c.text) for c in shown_comments(post)] == [(str(mother), "Paldies!\n\nGaidām vēl.")]
    assert Edition.objects.get().number == edition
    record = Action.objects.get(name="post_comment")
    assert (record.person_id, record.object_id, record.details) == (mother.pk, post.pk, {})
    page = client.get(answer.headers["Location"]).content.decode()
    assert ("Komentārs ir pievienots." in page, "<p>Gaidām vēl.</p>" in page) == (True, True)


def test_sent_twice_it_is_said_once(client: Client, school: SmallSchool, post: Post) -> None:
    school.sign_in(client, "teacher")
    answers = [say(client, post).headers["Location"] for _ in range(2)]
    assert answers == [f"{page_of(post)}?done=shown"] * 2
    assert len(said(post)) == 1


def test_a_personal_code_is_not_published(client: Client, school: SmallSchool, post: Post) -> None:
    """B13; as long as a comment may be, it still fits."""
    school.sign_in(client, "mother")
    for text in ("Jānis ir 010190\x01-12345", "a" * 1988 + " 01019012345"):
        assert say(client, post, text).status_code == 302
    assert [text for _, text, *_ in said(post)] == ["Jānis ir xxxxxx-xxxxx", "a" * 1988 + " xxxxxx-xxxx"]


@pytest.mark.parametrize(
    ("text", "why"),
    [("Tu esi i d i o t s", "words"), ("Skaties manalapa.lv", "link"), ("KĀPĒC TIK AGRI", "")],
)
def test_words_and_links_wait_for_a_moderator(
    client: Client, school: SmallSchool, post: Post, text: str, why: str
) -> None:
    """The author is told, and sees it; nobody else does."""
    school.sign_in(client, "mother")
    answer = say(client, post, text)
    assert said(post) == [(str(school.accounts["mother"].person), text, "held" if why else "shown", why)]
    assert answer.headers["Location"] == f"{page_of(post)}?done={'held' if why else 'shown'}"
    mine = client.get(answer.headers["Location"]).content.decode()
    school.sign_in(client, "other_mother")
    others = client.get(page_of(post)).content.decode()
    assert ("gaida moderatoru, redzat tikai Jūs" in mine, text in mine, text in others) == (bool(why), True, not why)


@pytest.mark.parametrize(
    ("age", "from_age", "reason"),
    [
        (12, 13, "Komentēt var no 13 gadu vecuma."),
        (13, 14, "Jūsu skolas skolēni komentē no 14 gadu vecuma."),
        (None, 13, "skola nav ierakstījusi Jūsu dzimšanas dienu"),
    ],
)
def test_too_young_there_is_no_form(
    client: Client, school: SmallSchool, post: Post, age: int | None, from_age: int, reason: str
) -> None:
    School.objects.filter(pk=school.school.pk).update(comments_from_age=from_age)
    if age is not None:
        born(school, age)
    school.sign_in(client, "pupil")
    page = client.get(page_of(post)).content.decode()
    answer = say(client, post, display_name="Vējš un saule")
    assert (reason in page, "<textarea" in page) == (True, False)
    assert (answer.status_code, reason in answer.content.decode(), said(post)) == (409, True, [])


def test_a_pupil_is_known_by_another_name_until_the_school_says_otherwise(
    client: Client, school: SmallSchool, post: Post
) -> None:
    born(school, 13)
    pupil = school.accounts["pupil"].person
    school.sign_in(client, "pupil")
    unnamed = say(client, post)
    own = say(client, post, display_name=f"Maija {pupil.family_name}")
    named = say(client, post, display_name="Vējš  un saule")
    assert (unnamed.status_code, own.status_code, named.status_code) == (422, 422, 302)
    assert "Labi teikts" in own.content.decode()
    assert client.post("/comments/name/own/").status_code == 409

    born(school, 16)
    client.post("/comments/name/own/")
    say(client, post, "Tagad ar savu vārdu")
    assert [(name, text) for name, text, *_ in said(post)] == [
        ("Vējš un saule", "Labi teikts"),
        (str(pupil), "Tagad ar savu vārdu"),
    ]


def test_of_two_schools_the_stricter_one_holds(client: Client, school: SmallSchool, post: Post) -> None:
    School.objects.filter(pk=school.other.school.pk).update(comments_from_age=15)
    account = school.accounts["pupil"]
    account.school_ids = [school.school.pk, school.other.school.pk]
    account.save(update_fields=["school_ids"])
    born(school, 14)
    school.sign_in(client, "pupil")
    assert "Jūsu skolas skolēni komentē no 15 gadu vecuma." in client.get(page_of(post)).content.decode()


@pytest.mark.parametrize(
    ("name", "is_refused"),
    [
        ("Zvans", True), ("Redakcija LV", True), ("M0derators", True), ("Ai", True), ("Daunis", True), ("a" * 41, True),
        ("Annа", True), ("<b>Anna</b>", True), ("Anna 🙂", True), ("Anna 010190-12345", True), ("Vēja  Anna", False), ("Лена", False),
        ("O'Hara-2", False),
    ],
)  # fmt: skip
def test_names_that_will_do(client: Client, school: SmallSchool, name: str, is_refused: bool) -> None:
    school.sign_in(client, "mother")
    answer = client.post("/comments/name/", {"display_name": name})
    assert answer.status_code == (422 if is_refused else 302)


def test_two_do_not_bear_one_name_and_earlier_comments_keep_theirs(
    client: Client, school: SmallSchool, post: Post
) -> None:
    school.sign_in(client, "mother")
    client.post("/comments/name/", {"display_name": "Jūras vējš"})
    say(client, post)
    client.post("/comments/name/", {"display_name": "Meža vējš"})
    school.sign_in(client, "teacher")
    tried = ["Mezavejs", "MEŽA VĒJŠ", "Jūras vējš", "Lauku vējš"]
    answers = [client.post("/comments/name/", {"display_name": name}).status_code for name in tried]
    assert answers == [422, 422, 422, 302]
    assert said(post) == [("Jūras vējš", "Labi teikts", "shown", "")]


def test_whoever_is_barred_reads_why_and_until_when(client: Client, school: SmallSchool, post: Post) -> None:
    mother = school.accounts["mother"].person
    Bar.objects.create(
        person=mother,
        kind=BarKind.DISCUSSIONS,
        reason="Rupji vārdi",
        starts_at=now(),
        ends_at=now() + timedelta(days=3),
    )
    school.sign_in(client, "mother")
    page = client.get(page_of(post)).content.decode()
    assert ("Iemesls: Rupji vārdi. Liegums beidzas 26.11.2026." in page, "<textarea" in page) == (True, False)
    assert (say(client, post).status_code, said(post)) == (409, [])


def test_one_person_says_only_so_much(client: Client, school: SmallSchool, post: Post) -> None:
    """C7: ten thousand a minute come to six; what was typed stays, and kept pages are not emptied."""
    edition = Edition.objects.get().number
    school.sign_in(client, "mother")
    answers = [say(client, post, f"Doma {number}") for number in range(60)]
    assert [answer.status_code for answer in answers] == [302] * 6 + [429] * 54
    last = answers[-1]
    assert ("Tik bieži komentēt nevar." in last.content.decode(), "Doma 59" in last.content.decode()) == (True, True)
    assert (len(said(post)), Edition.objects.get().number) == (6, edition)
    school.sign_in(client, "teacher")
    assert say(client, post).status_code == 302


def test_what_is_typed_wrong_comes_back(client: Client, school: SmallSchool, post: Post) -> None:
    school.sign_in(client, "mother")
    assert say(client, post, "a" * 1989 + "\r\n" + "b" * 10).status_code == 302  # as the browser counts: 2000
    long = say(client, post, "a" * 2001)
    assert (say(client, post, " \n ").status_code, long.status_code, "a" * 2001 in long.content.decode()) == (
        422,
        422,
        True,
    )
    script = "<script>alert(1)</script>"
    say(client, post, script)
    assert script not in client.get(page_of(post)).content.decode()


def test_one_takes_the_own_away_and_nobody_elses(client: Client, school: SmallSchool, post: Post) -> None:
    school.sign_in(client, "mother")
    say(client, post)
    address = f"/comments/{Comment.objects.get().public_id}/remove/"
    school.sign_in(client, "other_mother")
    foreign = (client.get(address).status_code, client.post(address).status_code)
    school.sign_in(client, "mother")
    asked = client.get(address).status_code
    edition = Edition.objects.get().number
    answer = client.post(address, headers={"Referer": f"http://testserver{address}"})
    assert (foreign, asked, answer.headers["Location"]) == ((404, 404), 200, f"{page_of(post)}?done=removed")
    assert [state for *_, state, _ in said(post)] == ["removed"]
    assert Edition.objects.get().number == edition + 1
    assert "Labi teikts" not in client.get("/comments/").content.decode()
    assert client.post(f"{address}?own").headers["Location"] == "/comments/?done=removed"
    assert (Edition.objects.get().number, Action.objects.filter(name="withdraw_comment").count()) == (edition + 1, 1)
    with arranging():
        Comment.objects.filter(state="shown").update(reason="nekas")
    assert Edition.objects.get().number == edition + 1


def test_drafts_and_posts_without_comments_take_none(client: Client, school: SmallSchool) -> None:
    closed = a_post("Bez komentāriem", at=now() - timedelta(hours=1), has_comments=False)
    draft = a_draft("Melnraksts")
    school.sign_in(client, "mother")
    assert (say(client, closed).status_code, say(client, draft).status_code) == (409, 404)
    assert "komentāri ir slēgti" in client.get(page_of(closed)).content.decode()


def test_many_comments_stand_on_several_pages(client: Client, school: SmallSchool, post: Post) -> None:
    """Each page is as many statements, whether one comment stands there or a hundred."""
    with arranging():
        Comment.objects.bulk_create(Comment(post=post, name="Anna", text=f"Doma {n}") for n in range(101))
    first, last = comments_page(post), comments_page(post, "2")
    assert (comments_page(post, "3"), comments_page(post, "x")) == (None, None)
    assert first is not None
    assert last is not None
    assert [(p.count, p.number, p.pages, p.previous, p.next, len(p.rows)) for p in (first, last)] == [
        (101, 1, 2, 0, 2, 100),
        (101, 2, 2, 1, 0, 1),
    ]
    school.sign_in(client, "mother")
    assert "Doma 100<" in client.get(page_of(post)).content.decode()
    assert "Doma 0<" in client.get(f"{page_of(post)}?page=1").content.decode()


def test_it_takes_as_many_statements_with_one_comment_and_three(
    client: Client, school: SmallSchool, post: Post
) -> None:
    school.sign_in(client, "mother")
    counted = []
    for number in range(3):
        say(client, post, f"Doma {number}")
        with CaptureQueriesContext(connection) as queries:
            assert [client.get(address).status_code for address in (page_of(post), "/comments/")] == [200, 200]
        counted.append(len(queries))
    assert counted[0] == counted[2] < 20


def test_whoever_is_not_signed_in_comes_back_to_the_form(client: Client, school: SmallSchool, post: Post) -> None:
    """By the door of families, and by that of staff."""
    answer = client.get(page_of(post))
    door = read(client.get(answer.headers["Location"]).content)
    wanted = f"?next={quote(page_of(post))}"
    assert answer.headers["Location"] == f"/sign-in/family/?next={quote(page_of(post), safe='')}"
    assert f"/sign-in/staff/{wanted}" in [address for _, address in door.links()]


def test_two_that_are_one_person_keep_what_both_said(client: Client, school: SmallSchool, post: Post) -> None:
    """D3: a name that both had chosen is the first one's."""
    one, two = a_commenter(), a_commenter()
    for account, name in ((one, "Jūras vējš"), (two, "Meža vējš")):
        choose_comment_name(name=name, by=actor_of(account))
        a_comment(post, f"Saka {name}", of=account)
    merge_people_anywhere(kept=one.person, gone=two.person, by=Actor.system("test"))
    assert list(Comment.objects.order_by("pk").values_list("person", "name")) == [
        (one.person_id, "Jūras vējš"),
        (one.person_id, "Meža vējš"),
    ]
    assert list(Commenter.objects.values_list("person", "display_name")) == [(one.person_id, "Jūras vējš")]


def test_what_one_may_stands_among_ones_rights(client: Client, school: SmallSchool) -> None:
    """C3."""
    born(school, 12)
    told = {}
    for persona in ("pupil", "teacher"):
        school.sign_in(client, persona)
        told[persona] = client.get("/account/").content.decode()
    assert "Komentēt var no 13 gadu vecuma." in told["pupil"]
    assert "Drīkstat komentēt rakstus ar savu vai izvēlētu vārdu." in told["teacher"]
