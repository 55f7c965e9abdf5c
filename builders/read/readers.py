"""The readers: one table from kind of file to the function that reads it. To add one, write it and list it here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
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

Reader: TypeAlias = Callable[[bytes, str, str], Reading]
"""Bytes, the name for messages, and the suffix -> what was read; raises UnreadableFileError with the next step."""

CONTROLS = 0.01
"""Largest share of control characters in a text."""

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def read_plain(data: bytes, name: str, _: str) -> Reading:
    """A text in UTF-8, UTF-16, GB18030 or Big5.

    Raises:
        UnreadableFileError: It is binary, or in another encoding.
    """
    decoded = decode(data)
    if decoded is None or _too_many(_CONTROL.finditer(decoded.text), CONTROLS * len(decoded.text)):
        reason = "is binary, or in an encoding other than UTF-8, UTF-16, GB18030 and Big5. Save it as UTF-8 text."
        raise UnreadableFileError(name, reason)
    return Reading(decoded.text, decoded.encoding)


READERS: Mapping[str, Reader] = MappingProxyType(
    {
        "txt": read_plain,
        "md": read_plain,
        "html": lambda data, name, _: read_html(data, name),
        "mht": lambda data, name, _: read_mht(data, name),
        "pdf": lambda data, name, _: read_pdf(data, name),
        "docx": lambda data, name, _: read_docx(data, name),
        "doc": lambda data, name, suffix: read_office(data, name, suffix if suffix == ".wps" else ".doc"),
        "rtf": lambda data, name, _: read_office(data, name, ".rtf"),
        "odt": lambda data, name, _: read_office(data, name, ".odt"),
        "ofd": lambda data, name, _: read_ofd(data, name),
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
        "image": "is a picture. Make its text readable first (OCR).",
    }
)


def read_bytes(data: bytes, name: str, suffix: str) -> tuple[str, Reading]:
    """The kind of some bytes, told by what they hold, and the text that its reader finds.

    Raises:
        UnreadableFileError: They are empty, of a kind that is not read, damaged, or hold no text.

    >>> read_bytes("各位代表：".encode(), "a.md", ".md")[0]
    'md'
    """
    if not data.strip():
        raise UnreadableFileError(name, "the file is empty. Fetch it again.")
    kind = kind_of(data, suffix)
    if kind in _REFUSED:
        raise UnreadableFileError(name, _REFUSED[kind])
    found = READERS.get(kind, read_plain)(data, name, suffix)
    if not found.text.strip():
        raise UnreadableFileError(name, "the file is empty. Fetch it again.")
    return kind, found


def _too_many(found: Iterable[object], most: float) -> bool:
    return any(count > most for count, _ in enumerate(found, 1))
