"""Finds what is to be read: the files of folders and patterns, what archives and tables hold, a file by its name."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from glob import glob, has_magic
from itertools import takewhile
from pathlib import Path, PurePosixPath

from tifatu.builders.read.archives import members
from tifatu.builders.read.readers import SUFFIXES
from tifatu.builders.read.rows import Row, rows
from tifatu.builders.settings import ManifestRow
from tifatu.graph.errors import UnreadableFileError

ARCHIVES = frozenset((".zip", ".tar", ".tgz", ".gz", ".bz2", ".xz"))
TABLES = frozenset((".csv", ".tsv", ".jsonl", ".ndjson"))
PACKED = ARCHIVES | TABLES
"""Suffixes of files that hold many texts."""


@dataclass(frozen=True, order=True)
class Source:
    """One file to read (来源)."""

    name: str
    """Path from what was given, the name by which records speak of it: no part of it tells of the machine."""

    path: Path
    """Where it lies."""

    root: Path | None = None
    """The folder in which it was found; a link that leads out of it is not followed."""

    base: Path = Path()
    """The folder from which the name leads to the file."""

    member: str | None = None
    """Its name inside the archive that ``path`` is."""

    row: Row | None = None
    """The row of the table that ``path`` is."""

    listed: tuple[ManifestRow, ...] = field(default=(), compare=False)
    """What a manifest says of its reports, in order."""


def find_sources(paths: Sequence[str | Path | Source]) -> list[Source]:
    """The files to read, sorted by name, each once.

    A file is named from the folder that was given, from the first folder of a pattern without a wildcard, or as it was
    given itself; where two files would share a name, as many folders above stand before each name as tell them apart.

    Args:
        paths: Files (any suffix: reading tells whether it can be read), folders (the files below of a suffix that
            is read, without hidden ones), glob patterns, and sources as they are. An archive stands for the files
            in it, a table for its rows.

    Raises:
        UnreadableFileError: A path does not exist, or a pattern matches nothing.

    >>> find_sources(["gone.md"])
    Traceback (most recent call last):
    ...
    tifatu.graph.errors.UnreadableFileError: gone.md: there is no such file or folder. Check the path.
    """
    found: dict[tuple[str, str | None, Row | None], Source] = {}
    for source in (source for path in paths for source in _below(path)):
        place = os.path.abspath(source.path)  # noqa: PTH100 - a link is a file of its own
        found.setdefault((place, source.member, source.row), source)
    return sorted(_told_apart(list(found.values())))


def unread_folders(paths: Sequence[str | Path | Source]) -> Iterator[tuple[str, str]]:
    """Folders among the paths without a file that is read: the name of each, and what is in it and what to do."""
    for path in paths:
        if isinstance(path, Source) or not Path(path).is_dir() or any(True for _ in _below(path)):
            continue
        others = Counter(Path(name).suffix.lower() or name for *_, names in os.walk(path) for name in names)
        kinds = ", ".join(f"{count} {printable(kind)}" for kind, count in sorted(others.items())) or "none at all"
        yield (
            printable(path),
            f"no file in it is of a kind that is read ({kinds}). Save reports as .docx, .pdf or .txt.",
        )


def find_again(name: str, root: Path | None = None) -> Source:
    """The source of which records speak by this name: a file, a file in an archive, or a row of a table.

    Args:
        name: ``reports/a.md``, ``reports/2025.zip/b.docx``, ``all.csv#12``.
        root: Folder to which names are relative; the current one when None.
    """
    whole = (root or Path()) / name
    if whole.is_file():
        return Source(name, whole)
    table, _, number = name.rpartition("#")
    if number.isdigit() and (path := (root or Path()) / table).is_file() and path.suffix.lower() in TABLES:
        for row in rows(path, table_kind(path), table):
            if row.number == int(number):
                return Source(name, path, row=row)
    archive = next((parent for parent in whole.parents if parent.is_file()), None)
    if archive is not None:
        return Source(name, archive, member=str(PurePosixPath(*whole.parts[len(archive.parts) :])))
    return Source(name, whole)


def _told_apart(sources: Sequence[Source]) -> Sequence[Source]:
    """The sources under names that differ: with the fewest folders above before each that make them differ."""
    deepest = max((len(Path.cwd().joinpath(source.base).parts) for source in sources), default=0)
    named = sources
    for above in range(1, deepest):
        if len({source.name for source in named}) == len(named):
            break
        named = [_from_above(source, above) for source in sources]
    return named


def _from_above(source: Source, above: int) -> Source:
    base = Path(os.path.abspath(source.base))  # noqa: PTH100 - as the user sees it, links and all
    names = [part for part in base.parts if part != base.anchor][-above:]
    for _ in names:
        base = base.parent
    return replace(source, name=printable(Path(*names, source.name)), base=base)


def _below(path: str | Path | Source) -> Iterator[Source]:
    if isinstance(path, Source):
        yield path
        return
    given = Path(path)
    if os.path.isdir(given):  # noqa: PTH112 - unlike Path.is_dir it answers for names that no system takes
        yield from _of_folder(given, given)
    elif os.path.lexists(given):
        yield from _inside(_source(given, _base_of_file(given)))
    elif has_magic(str(path)) and (matches := glob(str(path), recursive=True)):  # noqa: PTH207
        base = _base_of_pattern(given)
        for match in matches:
            yield from _of_folder(Path(match), base) if Path(match).is_dir() else _of_pattern(Path(match), base)
    else:
        raise UnreadableFileError(printable(path), "there is no such file or folder. Check the path.")


def _base_of_file(path: Path) -> Path:
    """A file keeps the folders that were named with it, unless they begin at the machine's root."""
    if path.is_absolute():
        return path.parent
    upward = len(path.parts) - path.parts[::-1].index("..") if ".." in path.parts else 0
    return Path(*path.parts[:upward])


def _base_of_pattern(pattern: Path) -> Path:
    """The folders of a pattern before its first wildcard."""
    return Path(*takewhile(lambda part: not has_magic(part), pattern.parts))


def _of_pattern(path: Path, base: Path) -> Iterator[Source]:
    if wanted(path.name):
        yield from _inside(_source(path, base))


def _of_folder(root: Path, base: Path) -> Iterator[Source]:
    unreadable: list[OSError] = []
    for folder, subfolders, names in os.walk(root, onerror=unreadable.append):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        outward = (name for name in subfolders if leads_out(Path(folder, name), root))
        for name in (*outward, *filter(wanted, names)):
            yield from _inside(_source(Path(folder, name), base, root))
    for problem in unreadable:
        path = Path(problem.filename)
        yield _source(path, base if path != base else path.parent, root)


def wanted(name: str) -> bool:
    """Whether a file of that name may be a report: none that is hidden, or kept by Word beside an open one."""
    return not name.startswith((".", "~$")) and Path(name).suffix.lower() in SUFFIXES


def _inside(source: Source) -> Iterator[Source]:
    """The files of an archive, the rows of a table; the file itself otherwise, and where it cannot be looked into."""
    suffix = source.path.suffix.lower()
    if suffix not in PACKED or not source.path.is_file():
        yield source
        return
    try:
        found = list(_members(source) if suffix in ARCHIVES else _rows(source))
    except (UnreadableFileError, OSError):
        found = []  # reading the file itself says what is wrong
    yield from found or [source]


def _members(source: Source) -> Iterator[Source]:
    kind = "zip" if source.path.suffix.lower() == ".zip" else "tar"
    for member in members(source.path, kind, source.name):
        if wanted(PurePosixPath(member.name).name):
            yield replace(source, name=f"{source.name}/{member.name}", member=member.name)


def _rows(source: Source) -> Iterator[Source]:
    for row in rows(source.path, table_kind(source.path), source.name):
        yield replace(source, name=f"{source.name}#{row.number}", row=row)


def table_kind(path: Path) -> str:
    """How the rows of a table are read: csv or jsonl."""
    return "jsonl" if path.suffix.lower() in (".jsonl", ".ndjson") else "csv"


def _source(path: Path, base: Path, root: Path | None = None) -> Source:
    return Source(printable(path.relative_to(base)), path, root, base)


def printable(path: str | Path) -> str:
    r"""A path as text that can be written anywhere: bytes of a name that are not UTF-8 appear as \xNN.

    >>> printable(Path("a/b.md"))
    'a/b.md'
    """
    return os.fsencode(path).decode("utf-8", errors="backslashreplace")


def leads_out(path: Path, root: Path) -> bool:
    """Whether a path is a link to somewhere outside of a folder."""
    return path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root))
