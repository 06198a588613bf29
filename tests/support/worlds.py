"""The same step in two worlds: what somebody may not learn of, no answer tells by its smallest letter (C3)."""

import re
from collections.abc import Callable
from typing import Any

from django.db import transaction

_TOKEN = re.compile(rb'(?:name="csrfmiddlewaretoken" value=|"X-CSRFToken": )"\w+"')

Answer = tuple[int, str, bytes]


def told(answer: Any) -> Answer:
    """All that an answer tells: status, way on, every byte of the page but the token against forgery."""
    return answer.status_code, answer.headers.get("Location", ""), _TOKEN.sub(b"", answer.content)


def in_world(act: Callable[[], list[Any]], *, where: Callable[[], Any] = lambda: None) -> list[Answer]:
    """What is answered where something is so; afterwards it never was."""
    with transaction.atomic():
        where()
        answers = [told(answer) for answer in act()]
        transaction.set_rollback(True)
    return answers
