"""What the portal of the demo says: the texts of `content/posts`, one file for each section."""

from dataclasses import dataclass, field
from typing import Any

from zvans.demo.reading import content, names_in


@dataclass(frozen=True)
class CommentText:
    name: str
    text: str
    days_ago: int


@dataclass(frozen=True)
class PostText:
    """A post as it is written; days go back from the day of loading. `trip` is there in the catalogue of excursions only."""

    section: str
    key: str
    title: str
    lead: str
    body: str
    days_ago: int
    at: str  # «14:30»
    audience: str
    author: str
    block: str
    motif: str  # of `zvans.demo.drawings`
    alt: str
    views: int
    language: str = "lv"
    source: str = ""
    source_url: str = ""
    translation_of: str = ""  # by key
    pin: bool = False
    comments: tuple[CommentText, ...] = ()
    trip: dict[str, Any] = field(default_factory=dict)  # by the fields of `Trip`, but for the price in euros


def all_posts() -> list[PostText]:
    """Those of a section together, as they stand in its file."""
    return [_post(section, found) for section in names_in("posts") for found in content(f"posts/{section}")["post"]]


def _post(section: str, found: dict[str, Any]) -> PostText:
    comments = tuple(CommentText(**comment) for comment in found.get("comments", ()))
    return PostText(section=section, **found | {"comments": comments})
