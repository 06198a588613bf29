"""Where the embedded server's files may be, and whose they are."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from zvans.lib.database.embedded.binaries import Binaries
from zvans.lib.database.embedded.folders import make_private, reachable, socket_folder
from zvans.lib.database.embedded.users import can_enter, server_user
from zvans.lib.database.problem import DatabaseProblem

only_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root has another user for the server")


@pytest.fixture
def open_folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="zvans-tests-") as folder:
        Path(folder).chmod(0o711)
        yield Path(folder)


def test_a_private_folder_is_closed_even_if_it_was_open(tmp_path: Path) -> None:
    (tmp_path / "socket").mkdir(mode=0o755)
    make_private(tmp_path / "socket", None)
    assert (tmp_path / "socket").stat().st_mode & 0o777 == 0o700


def test_a_link_in_the_place_of_a_private_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "socket").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(DatabaseProblem, match="belongs to another user"):
        make_private(tmp_path / "socket", None)


@only_root
def test_somebody_elses_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "socket").mkdir()
    os.chown(tmp_path / "socket", 12345, 12345)
    with pytest.raises(DatabaseProblem, match=r"belongs to another user \(number 12345\)"):
        make_private(tmp_path / "socket", None)


def test_a_socket_lies_in_the_folder_unless_its_path_is_too_long_or_a_list(tmp_path: Path) -> None:
    assert socket_folder(Path("/srv/zvans"), None) == Path("/srv/zvans/socket")
    for awkward in (Path("/srv") / ("ž" * 60), Path("/srv/a,b")):
        short = socket_folder(awkward, None)
        assert short == socket_folder(awkward, None)
        assert (short.parent, len(os.fsencode(short)) < 40) == (Path("/tmp"), True)
    assert socket_folder(Path("/srv/a,b"), None) != socket_folder(Path("/srv/a,c"), None)


@only_root
def test_root_gives_the_server_to_whoever_owns_its_folder_already(tmp_path: Path) -> None:
    os.chown(tmp_path, 1, 1)
    user = server_user(tmp_path)
    assert user is not None
    assert (user.name, user.uid) == ("daemon", 1)


@only_root
def test_programs_in_a_closed_folder_are_copied_to_where_the_server_can_run_them(open_folder: Path) -> None:
    bindir = open_folder / "closed" / "package" / "pginstall" / "bin"
    bindir.mkdir(parents=True)
    (bindir / "postgres").write_text('#!/bin/sh\necho "postgres (PostgreSQL) 16.14"\n')
    (bindir / "postgres").chmod(0o755)
    (bindir.parent / "include").mkdir()
    (open_folder / "closed" / "package.libs").mkdir()
    (open_folder / "closed").chmod(0o700)
    user = server_user(open_folder / "postgres")
    assert (can_enter(user, open_folder), can_enter(user, open_folder / "closed")) == (True, False)

    found = reachable(Binaries(bindir), user, open_folder)
    assert found.folder == open_folder / "programs-16.14" / "package" / "pginstall" / "bin"
    assert sorted(path.name for path in found.folder.parent.iterdir()) == ["bin"]
    assert (open_folder / "programs-16.14" / "package.libs").is_dir()
    assert reachable(found, user, open_folder) == found
