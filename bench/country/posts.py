"""The portal of a country: twenty thousand posts of ten years, put together from what the demo's portal says."""

import random
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta

import psycopg

from bench.country.names import public_id
from zvans.demo.reading import content, names_in
from zvans.lib.text import search_key
from zvans.portal.actions.indexing import learn_words
from zvans.portal.enums import Section

POSTS = 20_000
_YEARS = 10
_PARAGRAPHS = 6  # of a post
_PARAGRAPH = re.compile("<p>.*?</p>", re.DOTALL)
_TABLE = """
CREATE TEMP TABLE told (id int, public_id text, section text, audience text, title text, lead text, body text, at timestamptz, block text,
    title_words text, words text)
"""
_POSTS = """
INSERT INTO portal_post (id, public_id, section, audience, language, title, lead, body, author, source, source_url, picture_alt,
    picture_credit, state, published_at, block, has_comments, revision, search_title, search)
SELECT id, public_id, section, audience, 'lv', title, lead, body, '', '', '', '', '', 'published', at, block, true, 1,
    to_tsvector('simple', title_words), to_tsvector('simple', words)
FROM told;
INSERT INTO portal_postcount (post_id, views) SELECT id, 1000 + id % 977 FROM told;
SELECT setval(pg_get_serial_sequence('portal_post', 'id'), (SELECT max(id) + 1 FROM portal_post), false);
INSERT INTO portal_edition (id, number) VALUES (1, 1) ON CONFLICT (id) DO UPDATE SET number = portal_edition.number + 1;
"""


def load_posts(connection: "psycopg.Connection", today: date) -> None:
    """Nothing where they are there."""
    if connection.execute("SELECT count(*) FROM portal_post").fetchone() != (0,):
        return
    with connection.transaction():
        connection.execute("SET LOCAL session_replication_role = replica")
        connection.execute(_TABLE)
        with connection.cursor().copy("COPY told FROM STDIN") as copy:
            for row in _told(today):
                copy.write_row(row)
        connection.execute(_POSTS)
    for post in _written():
        learn_words(f"{post['title']} {post['lead']} {post['body']}")


def _written() -> list[dict[str, str]]:
    return [post for name in names_in("posts") for post in content(f"posts/{name}")["post"]]


def _told(today: date) -> Iterator[tuple[object, ...]]:
    chance, written = random.Random(2026), _written()
    paragraphs = [paragraph for post in written for paragraph in _PARAGRAPH.findall(post["body"])]
    folded = {text: search_key(text) for text in [*paragraphs, *(post["lead"] for post in written)]}
    first = datetime.combine(today, time(6), UTC)
    for key in range(1, POSTS + 1):
        title, lead = f"{chance.choice(written)['title'][:130]} – {key}", chance.choice(written)["lead"]
        body = chance.sample(paragraphs, _PARAGRAPHS)
        at = first - timedelta(minutes=key * _YEARS * 365 * 24 * 60 // POSTS)
        section = chance.choice(Section.values)
        words = " ".join([search_key(title), folded[lead], *(folded[paragraph] for paragraph in body)])
        block = ("new", "lasting", "")[key % 3]
        yield (
            key, public_id(key), section, chance.choice(("everyone", "parents", "pupils")), title, lead, "".join(body), at, block,
            search_key(title), words,
        )  # fmt: skip
