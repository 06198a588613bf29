"""What a reviewer would have to remember, remembered here."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOMAIN = ("lib", "audit", "accounts", "schools", "timetable", "journal", "diary", "integrations")
RENDERING = {"django.http", "django.shortcuts", "django.template", "django.urls", "django_htmx"}
VAGUE = {"utils", "helpers", "services", "common", "tools", "misc", "base"}


def tracked(*patterns: str) -> list[Path]:
    """Files of the repository, committed or new; a tree without git (an unpacked archive) is walked."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


PYTHON = [p for p in tracked("*.py") if "migrations" not in p.parts]
TEXT = [p for p in tracked() if p.suffix not in {".woff2", ".png", ".jpg", ".ico", ".mo", ".xlsx", ".zip"}]


def test_no_environment_is_kept_in_the_repository() -> None:
    """A link to one, committed by accident, would take the place of a reader's own environment when their tree is updated."""
    listed = subprocess.run(
        ["git", "ls-files", "--", ".venv", "var"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert listed.stdout == ""


def lines_with(pattern: str, files: list[Path]) -> list[str]:
    found = re.compile(pattern, re.IGNORECASE)
    return [
        f"{path.relative_to(ROOT)}:{number}"
        for path in files
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
        if found.search(line)
    ]


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


def test_somebody_elses_trademark_is_nowhere() -> None:
    """S62."""
    assert lines_with(r"\be-?klas(e|es|ei|i|ē)\b", TEXT) == []


def test_templates_have_no_inline_script_or_style() -> None:
    """K3: the Content-Security-Policy refuses them. What search engines read of a post (JSON-LD) is no script."""
    templates = tracked("*.html")
    assert (
        lines_with(
            r"<script(?![^>]*\b(?:src=|type=\"application/ld\+json\"))|<style\b|\sstyle=|\son[a-z]+=\"", templates
        )
        == []
    )


def test_nothing_comes_from_another_host() -> None:
    """K3, A10: no CDN, no third party."""
    served = tracked("zvans/web/templates/*", "zvans/web/static/*.css", "zvans/web/static/*.js")
    text = [p for p in served if p.suffix in {".html", ".css", ".js"}]
    assert lines_with(r"(src|href)=\"(https?:)?//|url\((https?:)?//|import .*https?://", text) == []


@pytest.mark.parametrize("package", DOMAIN)
def test_domain_packages_render_nothing(package: str) -> None:
    files = [p for p in PYTHON if p.is_relative_to(ROOT / "zvans" / package)]
    rendering = {
        str(p.relative_to(ROOT)): sorted(names)
        for p in files
        if (names := {n for n in imported(p) if any(n == r or n.startswith(r + ".") for r in RENDERING)})
    }
    assert rendering == {}


def test_names_say_what_is_inside() -> None:
    assert [str(p.relative_to(ROOT)) for p in PYTHON if VAGUE & {p.stem, *p.relative_to(ROOT).parts[:-1]}] == []


def test_files_stay_readable() -> None:
    long = {str(p.relative_to(ROOT)): n for p in PYTHON if (n := len(p.read_text(encoding="utf-8").splitlines())) > 350}
    assert long == {}


def test_no_signals_between_our_packages() -> None:
    assert [str(p.relative_to(ROOT)) for p in PYTHON if "django.dispatch" in imported(p)] == []


def test_migrations_have_names() -> None:
    assert [p.name for p in tracked("zvans/*/migrations/*.py") if "_auto_" in p.name] == []


def test_no_registry_is_named() -> None:
    hosts = "|".join(("pypi", "npm" + "js", "python" + "hosted", "debian"))
    assert lines_with(rf"https?://[a-z0-9.-]*({hosts})\.", TEXT) == []
