"""The drawings of the portal's posts, made while the database is busy with the schools."""

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager

from zvans.demo.drawings import draw
from zvans.demo.posts import PostText
from zvans.portal.actions.pictures import written_picture
from zvans.portal.models import Picture

# Drawing and above all packing a picture work without Python's lock: two threads keep the second core busy.
_AT_ONCE = 2
_EFFORT = 1

Pictures = Mapping[str, Future[Picture]]


@contextmanager
def drawn_meanwhile(posts: Sequence[PostText]) -> Iterator[Pictures]:
    """By the key of the post its picture, whose files are written and whose row is not stored."""
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        try:
            yield {post.key: pool.submit(_drawn, post) for post in posts}
        finally:
            pool.shutdown(cancel_futures=True)


def _drawn(post: PostText) -> Picture:
    return written_picture(draw(post.motif, post.key), effort=_EFFORT)
