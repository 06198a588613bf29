"""The wheel carries all that the program needs: it is installed into an empty environment and asked."""

import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
_ASK = """
import zvans
from pathlib import Path
here = Path(zvans.__file__).parent
print(*sorted(str(p.relative_to(here).as_posix()) for p in here.rglob("*") if p.is_file() and p.suffix not in (".py", ".pyc")), sep="\\n")
"""


def run(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run([str(c) for c in command], cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the wheel in it, and our dependencies in reach, but not our source tree."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check")
    run(*pip, "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, ROOT, cwd=folder)
    run(sys.executable, "-m", "venv", "--without-pip", folder / "empty", cwd=folder)
    [wheel] = folder.glob("zvans-*.whl")
    run(*pip, "--python", folder / "empty/bin/python", "install", "--no-deps", "--no-index", wheel, cwd=folder)
    [packages] = (folder / "empty").glob("lib/python*/site-packages")
    (packages / "dependencies.pth").write_text(sysconfig.get_paths()["purelib"])
    return folder / "empty"


def test_it_carries_every_file_that_is_not_code(environment: Path) -> None:
    """Static files, templates, fonts, compiled translations, the demo's texts."""
    carried = run(environment / "bin/python", "-c", _ASK, cwd=environment).split()
    package = ROOT / "zvans"
    wanted = {
        p.relative_to(package).as_posix()
        for p in package.rglob("*")
        if p.is_file() and p.suffix not in {".py", ".pyc"} and "__pycache__" not in p.parts
    }
    assert sorted(carried) == sorted(wanted)
    assert {"web/locale/en/LC_MESSAGES/django.mo", "web/locale/lv/LC_MESSAGES/django.mo"} - set(carried) == set()


def test_the_program_starts_away_from_the_source(environment: Path) -> None:
    said = run(environment / "bin/zvans", "--help", cwd=environment)
    assert said.splitlines()[0].startswith("Usage: zvans")
