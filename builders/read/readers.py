"""The readers: one table from kind of file to the function that reads it. To add one, write it and list it here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias

from tifatu.builders.read.decoding import decode
from tifatu.builders.read.kinds import kind_of
from tifatu.builders.read.ofd import read_ofd
from tifatu.builders.read.pdf import read_pdf
from tifatu.builders.read.reading import Reading
from tifatu.builders.read.web import read_html, read_mht
from tifatu.builders.read.word import read_docx, read_office
from tifatu.graph.errors import UnreadableFileError


@dataclass(frozen=True, slots=True)
class File:
    """Bytes to read, and how."""

    data: bytes
    name: str
    """How a message speaks of it."""

    suffix: str
    ocr: bool = False
    """Whether pictures of pages are read by tesseract."""


Reader: TypeAlias = Callable[[File], Reading]
"""What was read; raises UnreadableFileError with the next step."""

CONTROLS = 0.01
"""Largest share of control characters in a text."""

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def read_plain(file: File) -> Reading:
    """A text in UTF-8, UTF-16, GB18030 or Big5.

    Raises:
        UnreadableFileError: It is binary, or in another encoding.
    """
    decoded = decode(file.data)
    if decoded is None or _too_many(_CONTROL.finditer(decoded.text), CONTROLS * len(decoded.text)):
        reason = "is binary, or in an encoding other than UTF-8, UTF-16, GB18030 and Big5. Save it as UTF-8 text."
        raise UnreadableFileError(file.name, reason)
    return Reading(decoded.text, decoded.encoding, warnings=decoded.warnings)


READERS: Mapping[str, Reader] = MappingProxyType(
    {
        "txt": read_plain,
        "md": read_plain,
        "html": lambda file: read_html(file.data, file.name),
        "mht": lambda file: read_mht(file.data, file.name),
        "pdf": lambda file: read_pdf(file.data, file.name, ocr=file.ocr),
        "docx": lambda file: read_docx(file.data, file.name),
        "doc": lambda file: read_office(file.data, file.name, ".wps" if file.suffix == ".wps" else ".doc"),
        "rtf": lambda file: read_office(file.data, file.name, ".rtf"),
        "odt": lambda file: read_office(file.data, file.name, ".odt"),
        "ofd": lambda file: read_ofd(file.data, file.name),
    }
)
"""Kind of file -> its reader."""

MEDIA_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "txt": "text/plain",
        "md": "text/markdown",
        "html": "text/html",
        "mht": "multipart/related",
        "pdf": "application/pdf",
        "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "doc": "application/msword",
        "rtf": "application/rtf",
        "odt": "application/vnd.oasis.opendocument.text",
        "ofd": "application/ofd",
        "csv": "text/csv",
        "jsonl": "application/x-ndjson",
    }
)
"""Kind of file -> what a Document says of it."""

SUFFIXES = frozenset(
    [
        ".txt",
        ".text",
        ".md",
        ".markdown",
        ".html",
        ".htm",
        ".shtml",
        ".xhtml",
        ".mht",
        ".mhtml",
        ".pdf",
        ".docx",
        ".doc",
        ".wps",
        ".rtf",
        ".odt",
        ".ofd",
        ".csv",
        ".tsv",
        ".jsonl",
        ".ndjson",
        ".zip",
        ".tar",
        ".tgz",
        ".gz",
        ".bz2",
        ".xz",
    ]
)
"""Files of a folder that are looked at; what they are is told by what they hold."""

_REFUSED: Mapping[str, str] = MappingProxyType(
    {
        "zip": "is an archive inside an archive, which is not followed. Unpack it.",
        "tar": "is an archive inside an archive, which is not followed. Unpack it.",
        "broken": "is a damaged Word or zip file. Fetch it again, or save its text as .txt.",
        "xlsx": "is a workbook. Save the sheet with the texts as .csv.",
        "pptx": "is a presentation. Save its text as .txt or .md.",
        "ole": "is an old Office file that is no Word file. Save its text as .docx.",
        "gz": "is packed and holds no archive. Unpack it.",
        "7z": "is a 7z archive. Pack it as .zip.",
        "rar": "is a RAR archive. Pack it as .zip.",
        "image": "is a picture. Put it into a PDF and read that with --ocr.",
    }
)


def read_file(file: File) -> tuple[str, Reading]:
    """The kind of a file, told by what it holds, and the text that its reader finds.

    Raises:
        UnreadableFileError: It is empty, of a kind that is not read, damaged, or holds no text.

    >>> read_file(File("各位代表：".encode(), "a.md", ".md"))[0]
    'md'
    """
    if not file.data.strip():
        raise UnreadableFileError(file.name, "the file is empty. Fetch it again.")
    kind = kind_of(file.data, file.suffix)
    if kind in _REFUSED:
        raise UnreadableFileError(file.name, _REFUSED[kind])
    found = READERS.get(kind, read_plain)(file)
    if not found.text.strip():
        raise UnreadableFileError(file.name, "the file is empty. Fetch it again.")
    return kind, found


def _too_many(found: Iterable[object], most: float) -> bool:
    return any(count > most for count, _ in enumerate(found, 1))
