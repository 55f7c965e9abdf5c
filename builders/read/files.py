"""Files to text: reads and decodes each source, or says in one line why it cannot."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path, PurePosixPath

from tifatu.builders.read.archives import member_bytes, members
from tifatu.builders.read.finding import ARCHIVES, TABLES, Source, leads_out, printable, table_kind, wanted
from tifatu.builders.read.legible import legible
from tifatu.builders.read.readers import MEDIA_TYPES, File, read_file
from tifatu.builders.read.reading import About, Reading, Where
from tifatu.builders.read.rows import Row, read_row, rows
from tifatu.builders.settings import LARGEST
from tifatu.graph.errors import UnreadableFileError
from tifatu.graph.identity import identify
from tifatu.graph.model import Document


@dataclass(frozen=True)
class Limits:
    """What is still read."""

    size: int = LARGEST
    """Bytes of the largest file."""

    ocr: bool = False
    """Whether pictures of pages are read by tesseract."""


@dataclass(frozen=True)
class Text:
    """A document and its text; all spans count code points of it."""

    document: Document
    text: str
    places: tuple[tuple[int, Where], ...] = ()
    """Where in the original each stretch stands; empty where the text is the file itself."""

    about: About = field(default_factory=About)
    """What the file says of itself, for what the text leaves open."""

    warnings: tuple[str, ...] = ()
    """What a user should know before trusting it."""

    certainty: float = 1.0
    """How sure the reader is of the characters; less than 1 where they were read from a picture."""


def read(source: Source, limits: Limits | None = None) -> Text:
    """The text of a file.

    Raises:
        UnreadableFileError: It is missing, forbidden, no plain file, too large, empty, binary, or of a kind that no
            reader takes.
    """
    limits = limits or Limits()
    _refuse_odd_path(source)
    try:
        if source.row is not None:
            return _of_row(source, source.row)
        data = _bytes(source, limits)
    except OSError as problem:
        raise UnreadableFileError(source.name, f"cannot be opened: {problem.strerror or problem}.") from None
    suffix = Path(source.member or source.path.name).suffix.lower()
    kind, found = read_file(File(data, source.name, suffix, limits.ocr))
    return _text(source, kind, found)


def as_text(words: str, name: str = "report.txt") -> Text:
    """Words that are no file, made ready for `harvest_text`; every line end counts as one character.

    Args:
        words: A report, or several.
        name: What records are to call it.

    >>> as_text("政府工作报告\\r\\n各位代表：").document.length
    12
    """
    plain = words.replace("\r\n", "\n").replace("\r", "\n")
    return _text(Source(name, Path(name)), "txt", Reading(plain))


def _refuse_odd_path(source: Source) -> None:
    if printable(source.path) != str(source.path):
        raise UnreadableFileError(source.name, "its name is not UTF-8. Rename it.")
    if source.root is not None and leads_out(source.path, source.root):
        raise UnreadableFileError(source.name, "a link that leads out of the folder is not followed. Name its target.")


def _bytes(source: Source, limits: Limits) -> bytes:
    """The bytes, unless size or kind speak against reading them at all."""
    facts = source.path.stat()
    if stat.S_ISDIR(facts.st_mode):
        os.listdir(source.path)  # noqa: PTH208 - a folder comes here when it cannot be listed: let it say why
        raise UnreadableFileError(source.name, "is a folder. Name the files in it.")
    if not stat.S_ISREG(facts.st_mode):
        raise UnreadableFileError(source.name, "is no plain file. Save the report as .txt or .md.")
    if facts.st_size > limits.size:
        size, most = (f"{amount / 2**20:.0f} MB" for amount in (facts.st_size, limits.size))
        raise UnreadableFileError(source.name, f"{size} are too much for a report, {most} are read. Split the file.")
    if source.member is not None:
        return member_bytes(source.path, source.member, limits.size, source.name)
    _refuse_packed(source)
    return source.path.read_bytes()


def _refuse_packed(source: Source) -> None:
    """An archive or table comes here only where it could not be taken apart: say why."""
    suffix = source.path.suffix.lower()
    if suffix in ARCHIVES:
        kind = "zip" if suffix == ".zip" else "tar"
        if not any(wanted(PurePosixPath(member.name).name) for member in members(source.path, kind, source.name)):
            raise UnreadableFileError(source.name, "is an archive without a file that is read. Look into it.")
    elif suffix in TABLES and not rows(source.path, table_kind(source.path), source.name):
        raise UnreadableFileError(source.name, "is a table whose rows hold no text. Look into it.")


def _of_row(source: Source, row: Row) -> Text:
    kind = table_kind(source.path)
    return _text(source, kind, read_row(source.path, row, kind, source.name))


def _text(source: Source, kind: str, found: Reading) -> Text:
    """The text with its signs folded; what it is a digest of, and what spans count, is as it is read."""
    plain = legible(found.text)
    if plain.refusal:
        raise UnreadableFileError(source.name, plain.refusal)
    found = replace(found, text=plain.text, warnings=(*found.warnings, *plain.warnings))
    return Text(_document(source, kind, found), found.text, found.places, found.about, found.warnings, found.certainty)


def _document(source: Source, kind: str, found: Reading) -> Document:
    digest = sha256(found.text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(
        id=identify("F", digest),
        source=source.name,
        sha256=digest,
        encoding=found.encoding,
        media_type=MEDIA_TYPES[kind],
        length=len(found.text),
    )
