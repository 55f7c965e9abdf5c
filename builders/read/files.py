"""Files to text: finds the files of a folder or a pattern and decodes each, or says in one line why it cannot."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from glob import glob, has_magic
from hashlib import sha256
from pathlib import Path

from tifatu.builders.read.decoding import decode
from tifatu.graph.errors import UnreadableFileError
from tifatu.graph.identity import identify
from tifatu.graph.model import Document

MEDIA_TYPES = {".txt": "text/plain", ".md": "text/markdown"}
"""The suffixes that are read."""

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_KNOWN_STARTS = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a Word, WPS or ZIP file"),
    (b"\xd0\xcf\x11\xe0", "an old Word file"),
    (b"\x1f\x8b", "a gzip file"),
    (b"{\\rtf", "a rich-text file"),
)


@dataclass(frozen=True)
class Limits:
    """What is still read."""

    size: int = 64 * 1024 * 1024
    """Bytes of the largest file; a report has about 60 kB, a compilation of all provinces 3 MB."""

    controls: float = 0.01
    """Largest share of control characters in a text."""


@dataclass(frozen=True, order=True)
class Source:
    """One file to read (来源)."""

    name: str
    """Path as given, the name by which records speak of it."""

    path: Path
    """Where it lies."""

    root: Path | None = None
    """The folder in which it was found; a link that leads out of it is not followed."""


@dataclass(frozen=True)
class Text:
    """A document and its text; all spans count code points of it."""

    document: Document
    text: str


def find_sources(paths: Sequence[str | Path]) -> list[Source]:
    """The files to read, sorted by name, each once.

    Args:
        paths: Files (any suffix: reading tells whether it can be read), folders (the .txt and .md files below,
            without hidden ones) and glob patterns.

    Raises:
        UnreadableFileError: A path does not exist, or a pattern matches nothing.

    >>> find_sources(["gone.md"])
    Traceback (most recent call last):
    ...
    tifatu.graph.errors.UnreadableFileError: gone.md: there is no such file or folder. Check the path.
    """
    found = {source.name: source for path in paths for source in _below(path)}
    return [found[name] for name in sorted(found)]


def read(source: Source, limits: Limits | None = None) -> Text:
    """The text of a file.

    Raises:
        UnreadableFileError: It is missing, forbidden, no plain file, too large, empty, binary or of another format.
    """
    limits = limits or Limits()
    _refuse_odd_path(source)
    try:
        data = _bytes(source, limits)
    except OSError as problem:
        raise UnreadableFileError(source.name, f"cannot be opened: {problem.strerror or problem}.") from None
    return _text(source, data, limits)


def _below(path: str | Path) -> Iterator[Source]:
    given = Path(path)
    if os.path.isdir(given):  # noqa: PTH112 - unlike Path.is_dir it answers for names that no system takes
        yield from _of_folder(given)
    elif os.path.lexists(given):
        yield _source(given)
    elif has_magic(str(path)) and (matches := glob(str(path), recursive=True)):  # noqa: PTH207
        for match in matches:
            yield from _of_folder(Path(match)) if Path(match).is_dir() else _of_pattern(Path(match))
    else:
        raise UnreadableFileError(printable(path), "there is no such file or folder. Check the path.")


def _of_pattern(path: Path) -> Iterator[Source]:
    if _wanted(path.name):
        yield _source(path)


def _of_folder(root: Path) -> Iterator[Source]:
    unreadable: list[OSError] = []
    for folder, subfolders, names in os.walk(root, onerror=unreadable.append):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        outward = (name for name in subfolders if _leads_out(Path(folder, name), root))
        for name in (*outward, *filter(_wanted, names)):
            yield _source(Path(folder, name), root)
    for problem in unreadable:
        yield _source(Path(problem.filename), root)


def _wanted(name: str) -> bool:
    return not name.startswith(".") and Path(name).suffix.lower() in MEDIA_TYPES


def _source(path: Path, root: Path | None = None) -> Source:
    return Source(printable(path), path, root)


def printable(path: str | Path) -> str:
    r"""A path as text that can be written anywhere: bytes of a name that are not UTF-8 appear as \xNN.

    >>> printable(Path("a/b.md"))
    'a/b.md'
    """
    return os.fsencode(path).decode("utf-8", errors="backslashreplace")


def _leads_out(path: Path, root: Path) -> bool:
    return path.is_symlink() and not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root))


def _refuse_odd_path(source: Source) -> None:
    if printable(source.path) != str(source.path):
        raise UnreadableFileError(source.name, "its name is not UTF-8. Rename it.")
    if source.root is not None and _leads_out(source.path, source.root):
        raise UnreadableFileError(source.name, "a link that leads out of the folder is not followed. Name its target.")


def _bytes(source: Source, limits: Limits) -> bytes:
    """The bytes, unless size or kind speak against reading them at all."""
    facts = source.path.stat()
    if stat.S_ISDIR(facts.st_mode):
        os.listdir(source.path)  # noqa: PTH208 - a folder comes here when it cannot be listed: let it say why
        raise UnreadableFileError(source.name, "is a folder. Name the files in it.")
    if not stat.S_ISREG(facts.st_mode):
        raise UnreadableFileError(source.name, "is no plain file. Save the report as .txt or .md.")
    if source.path.suffix.lower() not in MEDIA_TYPES:
        raise UnreadableFileError(source.name, "only .txt and .md are read. Save the report as one of them.")
    if facts.st_size > limits.size:
        size, most = (f"{amount / 2**20:.0f} MB" for amount in (facts.st_size, limits.size))
        raise UnreadableFileError(source.name, f"{size} are too much for a report, {most} are read. Split the file.")
    return source.path.read_bytes()


def _text(source: Source, data: bytes, limits: Limits) -> Text:
    if not data.strip():
        raise UnreadableFileError(source.name, "the file is empty. Fetch it again.")
    for start, kind in _KNOWN_STARTS:
        if data.startswith(start):
            raise UnreadableFileError(source.name, f"is {kind}. Save its text as .txt or .md.")
    decoded = decode(data)
    if decoded is None or _too_many(_CONTROL.finditer(decoded.text), limits.controls * len(decoded.text)):
        reason = "is binary, or in an encoding other than UTF-8, UTF-16, GB18030 and Big5. Save it as UTF-8 text."
        raise UnreadableFileError(source.name, reason)
    if not decoded.text.strip():
        raise UnreadableFileError(source.name, "the file is empty. Fetch it again.")
    return Text(_document(source, decoded.text, decoded.encoding), decoded.text)


def _too_many(found: Iterable[object], most: float) -> bool:
    return any(count > most for count, _ in enumerate(found, 1))


def _document(source: Source, text: str, encoding: str) -> Document:
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(
        id=identify("F", digest),
        source=source.name,
        sha256=digest,
        encoding=encoding,
        media_type=MEDIA_TYPES[source.path.suffix.lower()],
        length=len(text),
    )
