"""Public pages as Lighthouse finds them: accessibility, good practice and what search engines need (K2, A12)."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.browser.conftest import chromium_program
from zvans.portal.models import Post
from zvans.web.public.addresses import post_address

pytestmark = pytest.mark.browser

_ROOT = Path(__file__).resolve().parents[3]
_LEAST = 95
_JUDGED = ("accessibility", "best-practices", "seo")


def test_home_section_and_post(
    portal: str, some_posts: list[Post], record_property: Callable[[str, object], None]
) -> None:
    addresses = [portal + path for path in ("/", "/portal/news/", post_address(some_posts[0]))]
    node = shutil.which("node", path=str(_ROOT / ".venv" / "bin")) or pytest.fail("`make test` installs node")
    looked = subprocess.run(
        [node, str(_ROOT / "tests" / "lighthouse" / "look.mjs"), chromium_program(), *addresses],
        env=os.environ | {"LIGHTHOUSE": str(_ROOT / ".venv" / "lighthouse")},
        capture_output=True,
        text=True,
        timeout=400,
        check=False,
    )
    assert looked.returncode == 0, looked.stderr
    pages = [json.loads(line) for line in looked.stdout.splitlines()]
    for page in pages:
        scores = ", ".join(f"{name} {score}" for name, score in page["scores"].items())
        record_property("counted", f"Lighthouse of {page['address'].removeprefix(portal)}: {scores}")
    assert [page["wrong"] for page in pages if min(page["scores"][name] for name in _JUDGED) < _LEAST] == []
    assert [page["address"] for page in pages] == addresses
