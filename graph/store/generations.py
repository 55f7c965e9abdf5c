"""The folder of a graph: whole generations beside each other, one of them the current one.

    KG/.tifatu-graph     says that the folder is ours; locked while someone builds
    KG/current           link to the generation that readers open; where there are no links, a file with its name
    KG/gen-<digest>/     records.jsonl, derived.jsonl, index/, store/, manifest.json: written once, never changed; and
                         SHA256SUMS, by which that can be seen
    KG/shards/           harvested files kept between builds
    KG/roots.json        where the reports were found, as paths from KG: no part of the graph, read by verify alone
    KG/built.json        what the last build read and told, so that the next one sees that nothing has changed
    KG/.tmp-<process>/   a generation in the making

A new generation is made beside the others and takes its place in one step (os.replace of the link, or of the file), so
a build that is killed at any moment leaves the last graph as it was. What it leaves lying about is swept away by the
next build.
Readers hold a shared lock on the manifest of their generation: what someone still reads is swept away later.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

from tifatu.graph.errors import BusyError, DamagedGraphError, FolderInUseError, NoGraphError, OldGraphError
from tifatu.graph.store import locks

MARK = ".tifatu-graph"
CURRENT = "current"
SHARDS = "shards"
ROOTS = "roots.json"
BUILT = "built.json"
MANIFEST = "manifest.json"
RECORDS = "records.jsonl"
STORE = "store"
INDEX = "index"
FORMAT = 2
"""How a generation is laid out, as its manifest says; raised where readers of before could not read it."""

_NAME = "gen-"
_PREFIXES = (_NAME, ".tmp-")


def current(folder: Path) -> Path:
    """The generation that readers open.

    Raises:
        NoGraphError: There is none.
    """
    try:
        place = target(folder).resolve(strict=True)
    except OSError:
        raise NoGraphError(folder) from None
    if not (place / MANIFEST).is_file():
        raise NoGraphError(folder)
    return place


def target(folder: Path) -> Path:
    """Where ``current`` leads, whether anything stands there or not.

    Raises:
        OSError: It leads nowhere, or is not there.
    """
    pointer = folder / CURRENT
    if pointer.is_symlink():
        return folder / pointer.readlink()
    if pointer.is_dir():
        return pointer  # copied with a tool that follows links
    name = pointer.read_text(encoding="utf-8", errors="replace").strip()
    return folder / (name if name.startswith(_NAME) and name.replace("-", "").isalnum() else MARK)


def _point(pointer: Path, name: str) -> None:
    """Make what ``current`` shall be: a link, or a file with the name, as Windows lets few make links."""
    if os.name != "nt":
        with suppress(OSError):  # a file system without links
            pointer.symlink_to(name)
            return
    pointer.write_text(f"{name}\n", encoding="utf-8", newline="\n")


def name_of(manifest: bytes) -> str:
    """The name that a generation has from the bytes of its manifest."""
    return f"{_NAME}{sha256(manifest).hexdigest()[:16]}"


def manifest_of(folder: Path, place: Path) -> dict[str, Any]:
    """The manifest of a generation.

    Args:
        folder: The graph's folder, for the messages.
        place: The folder of the generation.

    Raises:
        DamagedGraphError: It is not what was written.
        OldGraphError: Another version of tifatu wrote it.
    """
    text = (place / MANIFEST).read_bytes()
    if place.name.startswith(_NAME) and not place.name.startswith(name_of(text)):
        raise DamagedGraphError(folder, [f"{MANIFEST} has changed"])
    try:
        manifest: dict[str, Any] = json.loads(text)
        written = manifest.get("format", 1)
    except (ValueError, AttributeError):
        raise DamagedGraphError(folder, [f"{MANIFEST} is no manifest"]) from None
    if written != FORMAT:
        raise OldGraphError(folder, newer=written > FORMAT)
    return manifest


def hold(folder: Path) -> tuple[Path, int]:
    """The current generation and an open file that keeps it from being swept away until it is closed.

    Raises:
        NoGraphError: There is none.
    """
    while True:
        place = current(folder)
        try:
            handle = os.open(place / MANIFEST, os.O_RDONLY)
        except FileNotFoundError:
            continue  # replaced between the two lines above: the link leads to the next one
        locks.hold(handle)
        if (place / MANIFEST).exists():
            return place, handle
        os.close(handle)


def check_folder(folder: Path, *, force: bool) -> None:
    """Do nothing where a graph may be built.

    A folder of ours without a finished graph, left by a build that was killed, is taken up again without force.

    Raises:
        FolderInUseError: A graph stands there and ``force`` is not set, or the folder is not ours.
    """
    if not os.path.lexists(folder) or (folder.is_dir() and not any(folder.iterdir())):
        return
    if not _is_ours(folder):
        raise FolderInUseError(folder, ours=False)
    if os.path.lexists(folder / CURRENT) and not force:
        raise FolderInUseError(folder, ours=True)


@contextmanager
def locked(folder: Path, *, force: bool) -> Iterator[None]:
    """Make the folder if need be, and keep every other build out until the block ends.

    Raises:
        FolderInUseError: As ``check_folder``.
        BusyError: Another process builds there.
    """
    check_folder(folder, force=force)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / MARK).open("a+b") as mark:
        if not locks.taken(mark):
            raise BusyError(folder)
        check_folder(folder, force=force)  # another build may have ended just before the lock
        sweep(folder)
        try:
            yield
        finally:
            _leave_nothing(folder)


def sweep(folder: Path) -> None:
    """Remove what killed builds and former generations left; only under the lock."""
    keep = None
    with suppress(OSError):
        keep = target(folder).name  # also where it is damaged: nothing else is there yet
    for path in sorted(folder.iterdir()):
        if path.name.startswith(_PREFIXES) and path.name != keep:
            _remove(path)


def put_in_place(folder: Path, made: Path, name: str) -> Path:
    """Let a finished generation be the current one.

    Args:
        folder: The graph's folder.
        made: The generation, whole, inside that folder.
        name: What it shall be called; a number is added where that name is taken.
    """
    for path in (*made.rglob("*"), made):
        _fsync(path)
    place = _free(folder / name)
    made.rename(place)
    link = folder / f".tmp-link-{os.getpid()}"
    _point(link, place.name)
    link.replace(folder / CURRENT)
    _fsync(folder)
    return place


def remember_roots(folder: Path, roots: Iterable[Path]) -> None:
    """Keep where the reports were found: from the graph's folder, so that both may move together."""
    paths = sorted(Path(os.path.relpath(root, folder)).as_posix() for root in roots)
    if not paths:
        (folder / ROOTS).unlink(missing_ok=True)
        return
    (folder / ROOTS).write_text(json.dumps(paths, ensure_ascii=False) + "\n", encoding="utf-8")


def roots_of(folder: Path) -> tuple[Path, ...]:
    """Where the reports were found when the graph was built; none where it was not built from reports here."""
    try:
        paths = json.loads((folder / ROOTS).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ()
    return tuple(folder / path for path in paths)


def _is_ours(folder: Path) -> bool:
    if not folder.is_dir():
        return False
    names = [path.name for path in folder.iterdir()]
    known = all(name in (MARK, CURRENT, SHARDS, ROOTS, BUILT) or name.startswith(_PREFIXES) for name in names)
    return MARK in names and (known or CURRENT in names)


def _leave_nothing(folder: Path) -> None:
    """Take away a folder that holds nothing but our mark: the build failed before there was anything to keep."""
    if (folder / SHARDS).is_dir() and not any((folder / SHARDS).iterdir()):
        (folder / SHARDS).rmdir()
    if [path.name for path in folder.iterdir()] == [MARK]:
        (folder / MARK).unlink()
        folder.rmdir()


def _remove(path: Path) -> None:
    """Take away a generation that nobody reads, its manifest first: who comes then sees that it is none any more."""
    if path.is_symlink() or path.is_file():
        path.unlink(missing_ok=True)
    elif locks.removed(path / MANIFEST):
        shutil.rmtree(path, ignore_errors=True)


def _free(place: Path) -> Path:
    number = 2
    wanted = place
    while os.path.lexists(place):
        place, number = wanted.with_name(f"{wanted.name}-{number}"), number + 1
    return place


def _fsync(path: Path) -> None:
    """Bring a file or a folder's list of names to the disk."""
    if os.name == "nt" and path.is_dir():
        return  # Windows opens no folders
    handle = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
