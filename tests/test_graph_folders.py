"""Files and folders appear whole or not at all, and nothing of others is replaced."""

from __future__ import annotations

from pathlib import Path

import pytest

from tifatu.graph.errors import FolderInUseError
from tifatu.graph.store.folders import new_file, new_folder


def names(folder: Path) -> list[str]:
    """What stands in a folder, hidden things included."""
    return sorted(path.name for path in folder.iterdir())


def test_a_folder_appears_when_it_is_whole(tmp_path: Path) -> None:
    """Before the block ends there is nothing at its place."""
    with new_folder(tmp_path / "out", force=False) as beside:
        (beside / "page.html").write_text("x")
        assert not (tmp_path / "out").exists()

    assert names(tmp_path / "out") == [".tifatu", "page.html"]
    assert names(tmp_path) == ["out"]


def test_a_failure_leaves_the_old_folder_as_it_was(tmp_path: Path) -> None:
    """Ctrl-C in the middle: the old pages stand, no half-written ones lie about."""
    with new_folder(tmp_path / "out", force=False) as beside:
        (beside / "old.html").write_text("old")

    with pytest.raises(KeyboardInterrupt), new_folder(tmp_path / "out", force=True) as beside:
        (beside / "new.html").write_text("new")
        raise KeyboardInterrupt

    assert names(tmp_path / "out") == [".tifatu", "old.html"]
    assert names(tmp_path) == ["out"]


def test_an_existing_folder_is_refused_unless_forced(tmp_path: Path) -> None:
    """The refusal says how to go on."""
    with new_folder(tmp_path / "out", force=False):
        pass

    with pytest.raises(FolderInUseError, match="--force"), new_folder(tmp_path / "out", force=False):
        pass
    with new_folder(tmp_path / "out", force=True) as beside:
        (beside / "new.html").write_text("new")
    assert names(tmp_path / "out") == [".tifatu", "new.html"]


def test_a_file_is_replaced_only_when_forced_and_only_when_whole(tmp_path: Path) -> None:
    """The old bytes stay until the new ones are complete."""
    place = tmp_path / "x.ttl"
    place.write_bytes(b"old")

    with pytest.raises(FolderInUseError), new_file(place, force=False) as out:
        out.write(b"new")
    with pytest.raises(OSError, match="full"), new_file(place, force=True) as out:
        out.write(b"ne")
        raise OSError(28, "full")
    assert place.read_bytes() == b"old"

    with new_file(place, force=True) as out:
        out.write(b"new")
    assert (place.read_bytes(), names(tmp_path)) == (b"new", ["x.ttl"])
