"""Make a file or a folder beside its place and put it there only when it is whole."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from tifatu.graph.errors import FolderInUseError

MARK = ".tifatu"
"""A file of this name says that a folder was made by tifatu and may be replaced with --force."""


@contextmanager
def new_folder(place: Path, *, force: bool) -> Iterator[Path]:
    """A folder to fill; it takes its place when the block ends well and vanishes when it does not.

    Args:
        place: Where the folder shall stand in the end.
        force: Replace a folder that tifatu made; a folder of other origin is never touched.

    Raises:
        FolderInUseError: Something stands there that must not be replaced.
    """
    check_free(place, force=force)
    place.parent.mkdir(parents=True, exist_ok=True)
    beside = place.with_name(f".{place.name}.{os.getpid()}.new")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir()
    try:
        (beside / MARK).write_text("made by tifatu\n", encoding="utf-8")
        yield beside
        _swap(beside, place)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


@contextmanager
def new_file(place: Path, *, force: bool) -> Iterator[BinaryIO]:
    """A file to write; it takes its place when the block ends well and vanishes when it does not.

    Raises:
        FolderInUseError: A file stands there and ``force`` is not set, or a folder does.
    """
    check_file(place, force=force)
    place.parent.mkdir(parents=True, exist_ok=True)
    beside = place.with_name(f".{place.name}.{os.getpid()}.new")
    try:
        with beside.open("wb") as out:
            yield out
        beside.replace(place)
    except OSError as problem:
        problem.filename = problem.filename or str(place)  # a full disk does not say where
        raise
    finally:
        beside.unlink(missing_ok=True)


def check_file(place: Path, *, force: bool) -> None:
    """Do nothing where a file may be made or replaced.

    Raises:
        FolderInUseError: A file stands there and ``force`` is not set, or a folder does.
    """
    if place.is_dir() or (place.exists() and not force):
        raise FolderInUseError(place, ours=place.is_file())


def check_free(place: Path, *, force: bool) -> None:
    """Do nothing where a folder may be made or replaced.

    Raises:
        FolderInUseError: Something stands there that must not be replaced.
    """
    if not place.exists() or (place.is_dir() and not any(place.iterdir())):
        return
    ours = (place / MARK).is_file()
    if not (ours and force):
        raise FolderInUseError(place, ours)


def _swap(beside: Path, place: Path) -> None:
    """Put the new folder in place of the old one, which goes only when the new one stands."""
    old = place.with_name(f".{place.name}.{os.getpid()}.old")
    if place.exists():
        place.rename(old)
    try:
        beside.rename(place)
    except OSError:
        if old.exists():
            old.rename(place)
        raise
    shutil.rmtree(old, ignore_errors=True)
