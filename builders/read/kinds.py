"""What kind of file some bytes are: told by what they hold; the suffix only tells plain texts apart."""

from __future__ import annotations

import io
import re
import tarfile
import zipfile

_HTML = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--[^>]{0,400}-->\s*)*<(?:!doctype\s+html|html|head|body|div|p|table|meta|title|article|span|h\d)\b",
    re.IGNORECASE,
)
_MHT = re.compile(rb"(?:^|\n)MIME-Version:", re.IGNORECASE)
_JSON_LINE = re.compile(rb'\s*\{\s*"')
HEAD = 4096
"""Bytes from the start by which a kind is told."""

_SUFFIXES = {".csv": "csv", ".tsv": "csv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".md": "md", ".markdown": "md"}


def kind_of(data: bytes, suffix: str) -> str:
    """The kind of a file.

    Args:
        data: Its bytes.
        suffix: ``.md``; it decides only among texts, which look alike.

    Returns:
        txt, md, csv, jsonl, html, mht, pdf, docx, doc, rtf, odt, ofd, zip, tar, or the name of a kind that is not
        read: xlsx, pptx, ole, gz, 7z, rar, image, broken.

    >>> kind_of(b"%PDF-1.7 ...", ".txt"), kind_of("各位代表：".encode(), ".md"), kind_of(b"<html><body>", ".txt")
    ('pdf', 'md', 'html')
    """
    head = data[:HEAD]
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return _zipped(data)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return "doc" if "WordDocument".encode("utf-16-le") in data else "ole"
    if head.lstrip()[:5] == b"{\\rtf":
        return "rtf"
    if packed := _packed(data, head):
        return packed
    if head.startswith((b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\0", b"MM\0*")):
        return "image"
    if _MHT.search(head) and b"multipart/related" in head.lower():
        return "mht"
    if _HTML.match(head):
        return "html"
    return _of_text(head, suffix.lower())


def _zipped(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError):
        return "broken"
    if "word/document.xml" in names:
        return "docx"
    if "OFD.xml" in names:
        return "ofd"
    if "content.xml" in names and "mimetype" in names:
        return "odt"
    return "xlsx" if "xl/workbook.xml" in names else "pptx" if "ppt/presentation.xml" in names else "zip"


def _packed(data: bytes, head: bytes) -> str:
    if head.startswith(b"7z\xbc\xaf\x27\x1c"):
        return "7z"
    if head.startswith(b"Rar!"):
        return "rar"
    if head[257:262] == b"ustar":
        return "tar"
    if head.startswith((b"\x1f\x8b", b"BZh", b"\xfd7zXZ")):
        try:
            with tarfile.open(fileobj=io.BytesIO(data)) as archive:
                archive.next()
        except (tarfile.TarError, OSError, EOFError, ValueError):
            return "gz"
        return "tar"
    return ""


def _of_text(head: bytes, suffix: str) -> str:
    if suffix not in _SUFFIXES and _JSON_LINE.match(head) and b'"}' in head.replace(b" ", b""):
        return "jsonl"
    return _SUFFIXES.get(suffix, "txt")
