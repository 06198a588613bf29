"""Searching the portal: folded, by prefixes, with a slip forgiven; whatever is asked (A3, S5, S6)."""

from datetime import timedelta

import pytest
from django.contrib.postgres.search import SearchVector
from django.db.models import Value
from django.test import Client

from tests.factories.portal import a_draft, a_post
from tests.factories.small_school import SmallSchool
from tests.support.page import Element, read
from zvans.accounts.actions.allowances import take
from zvans.audit.actions import recorded
from zvans.audit.actor import Actor
from zvans.lib.dates import now
from zvans.portal.limits import SEARCH
from zvans.portal.models import Post
from zvans.portal.queries.search import MOST

pytestmark = pytest.mark.django_db

EDITORS = Actor.system("editors")


def search(client: Client, question: str, **more: str) -> Element:
    answer = client.get("/search/", {"q": question} | more)
    assert answer.status_code == 200
    return read(answer.content)


def found(client: Client, question: str, **more: str) -> list[str]:
    return [one.text for one in search(client, question, **more).one("main").all("h3")]


@pytest.fixture(autouse=True)
def posts(db: None) -> None:
    a_post("Bērziņu birzs", body="<p>Kā stādīt kokus pie skolas.</p>")
    a_post("Ekskursija uz bāku", section="useful", audience="teachers", body="<p>Redzama jūra un Bērziņa kungs.</p>")
    a_post("Nauda un burtnīca", section="money", body="<p>Trīs ailes pirmajam budžetam.</p>")
    a_draft("Bērziņu melnraksts")


@pytest.mark.parametrize(
    ("question", "titles"),
    [
        ("Berzins", ["Bērziņu birzs", "Ekskursija uz bāku"]),  # the title first
        ("ekskursijas", ["Ekskursija uz bāku"]),
        ("EKSKUR", ["Ekskursija uz bāku"]),
        ("bērziņi jūra", ["Ekskursija uz bāku"]),
        ("budzets", ["Nauda un burtnīca"]),
        ("eksursija", ["Ekskursija uz bāku"]),  # a letter too few
        ("burtnica nuada", ["Nauda un burtnīca"]),  # two changed places
        ("xyzzy", []),
        ("nauda & !burtnica | (a:*) <-> 'x'", ["Nauda un burtnīca"]),
        ("nauda & burtnica", ["Nauda un burtnīca"]),
        ("%_\\ \x00", []),
    ],
)
def test_what_is_found(client: Client, question: str, titles: list[str]) -> None:
    assert found(client, question) == titles


def test_where_a_slip_was_forgiven_the_page_says_so(client: Client) -> None:
    assert "Par «eksursij» nekā nav; rādām, kas ir par «ekskursija»." in search(client, "eksursija").one("main").text


def test_the_words_are_marked_with_their_diacritics(client: Client) -> None:
    page = search(client, "berzina")
    assert [mark.text for mark in page.all("mark")] == ["Bērziņu", "Bērziņa"]


def test_it_is_narrowed_by_section_and_readers(client: Client) -> None:
    assert found(client, "berzins", section="useful") == ["Ekskursija uz bāku"]
    assert found(client, "berzins", audience="parents") == ["Bērziņu birzs"]


def test_questions_and_sections_are_found_too(client: Client) -> None:
    links = search(client, "parole aizmirsu").one("main").links()
    assert ("Aizmirsu paroli. Ko darīt?", "/faq/#password") in links
    assert ("Naudas skola", "/portal/money/") in search(client, "naudas skola").one("main").links()


@pytest.mark.parametrize("question", ["", "   ", "?", "a"])
def test_an_empty_question_gets_a_hint(client: Client, question: str) -> None:
    """S5."""
    assert "Ierakstiet vārdu, piemēram" in search(client, question).one("main").text


def test_ten_thousand_letters_are_a_question_like_another(client: Client) -> None:
    page = search(client, "burtnica " * 1200)
    assert [one.text for one in page.one("main").all("h3")] == ["Nauda un burtnīca"]
    assert search(client, "x" * 10_000).one("main").text.count("x") < 500


def test_nobody_is_found(client: Client, everybody: SmallSchool) -> None:
    """S6: names of people are not in what is searched."""
    name = everybody.accounts["teacher"].person.family_name
    assert found(client, name) == []


def test_it_may_be_asked_only_so_often(client: Client) -> None:
    """C7."""
    while not take([(SEARCH, "127.0.0.1")]):
        pass
    assert client.get("/search/?q=nauda").status_code == 429


def test_those_with_the_word_in_the_title_come_first_on_every_page_and_many_are_not_counted_to_the_end(
    client: Client,
) -> None:
    with recorded("write_post", by=EDITORS, schools=[]):
        Post.objects.bulk_create(
            Post(section="news", title=f"Raksts {n}", body="<p>sniegs</p>", state="published", published_at=now())
            for n in range(MOST + 1)
        )
        Post.objects.filter(title__startswith="Raksts ").update(
            search=SearchVector(Value("raksts sniegs"), config="simple"),
            search_title=SearchVector(Value("raksts"), config="simple"),
        )
    old = a_post("Sniegs mežā", at=now() - timedelta(days=300))
    first, last = search(client, "sniegs"), search(client, "sniegs", page="50")
    titles = [[one.text for one in page.one("main").all("h3")] for page in (first, last)]
    assert (titles[0][0], [len(page) for page in titles], set(titles[0]) & set(titles[1])) == (
        old.title,
        [20, 20],
        set(),
    )
    assert "Atrasts vairāk nekā 1 000 rakstu: pamēģiniet pievienot vēl kādu vārdu." in first.one("main").text
