"""Word files to text: .docx by mammoth, other formats by LibreOffice, .doc by antiword where that is missing."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import tempfile
import zipfile
from pathlib import Path

from tifatu.builders.read.decoding import decode
from tifatu.builders.read.reading import Piece, Reading, Where, reading
from tifatu.builders.read.web import read_html
from tifatu.graph.errors import UnreadableFileError

UNPACKED = 100 * 2**20
"""Bytes that a packed document may unpack to; a report of 100 pages has 2 MB of XML, a bomb has hundreds."""

RATIO = 200
"""How far a member may be packed; XML of real documents packs to a twentieth, a bomb to a thousandth."""

PATIENCE = 120
"""Seconds that LibreOffice may take for one file; a real one takes two."""

MEMBERS = 5000
"""Members of a packed document; one with many pictures has hundreds."""


def checked_zip(data: bytes, name: str, whole: int = UNPACKED, most: int = MEMBERS) -> zipfile.ZipFile:
    """A packed document or archive that is safe to unpack.

    Args:
        data: The bytes of the file.
        name: How a message speaks of it.
        whole: Bytes to which all its members together may unpack.
        most: Members that it may have.

    Raises:
        UnreadableFileError: It is damaged, encrypted, or unpacks to more than any document has.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError):
        raise UnreadableFileError(name, "is damaged: its parts cannot be unpacked. Fetch it again.") from None
    if any(member.flag_bits & 1 for member in members):
        raise UnreadableFileError(name, "is encrypted. Save it without a password.")
    size = sum(member.file_size for member in members)
    packed = max(1, sum(member.compress_size for member in members))
    if size > whole or len(members) > most or (size > 2**20 and size / packed > RATIO):
        reason = f"unpacks from {len(data) / 2**20:.1f} MB to {size / 2**20:.0f} MB, more than any report. Split it."
        raise UnreadableFileError(name, reason)
    return archive


def read_docx(data: bytes, name: str) -> Reading:
    """A Word file with its footnotes, tables, numbered lists, text boxes and accepted insertions.

    Raises:
        UnreadableFileError: It is damaged, encrypted or a bomb.
    """
    import mammoth

    checked_zip(data, name).close()
    try:
        page = mammoth.convert_to_html(io.BytesIO(data)).value
    except Exception as problem:  # mammoth has no error of its own: KeyError, BadZipFile, ExpatError ...
        raise UnreadableFileError(name, f"is a damaged Word file ({type(problem).__name__}). Save it anew.") from None
    if not page.strip():
        raise UnreadableFileError(name, "is a Word file without words. If it holds pictures of pages, it wants OCR.")
    found = read_html(f"<html><body>{page}</body></html>".encode(), name, whole=True)
    paragraphs = tuple((at, _paragraph(where, i)) for i, (at, where) in enumerate(found.places, 1))
    return Reading(found.text, "utf-8", paragraphs)


def _paragraph(where: Where, number: int) -> Where:
    return Where("paragraph", str(number)) if where.unit else where


def read_office(data: bytes, name: str, suffix: str) -> Reading:
    """A file that LibreOffice reads: .doc, .wps, .rtf, .odt.

    Raises:
        UnreadableFileError: No program here reads it, or LibreOffice could not.
    """
    if suffix == ".odt":
        checked_zip(data, name).close()
    if program := office():
        return read_docx(_converted(program, data, name, suffix), name)
    if suffix in (".doc", ".wps") and (antiword := shutil.which("antiword")):
        return _by_antiword(antiword, data, name)
    reason = f"is a {suffix} file, which needs LibreOffice (soffice) on this machine. Install it, or save as .docx."
    raise UnreadableFileError(name, reason)


def office() -> str | None:
    """The LibreOffice of this machine, where there is one."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def _converted(program: str, data: bytes, name: str, suffix: str) -> bytes:
    """The file as .docx; LibreOffice gets a profile of its own, so that several may run at once."""
    with tempfile.TemporaryDirectory(prefix="tifatu-") as folder:
        source = f"{folder}/in{suffix}"
        Path(source).write_bytes(data)
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [program, profile, "--headless", "--norestore", "--convert-to", "docx", "--outdir", folder, source]
        try:
            subprocess.run(command, timeout=PATIENCE, capture_output=True, check=False, env=_quiet(folder))
        except subprocess.TimeoutExpired:
            reason = f"kept LibreOffice busy for {PATIENCE} seconds. Save it as .docx."
            raise UnreadableFileError(name, reason) from None
        made = Path(folder, "in.docx")
        if not made.exists():
            raise UnreadableFileError(name, "could not be read by LibreOffice: it may be damaged. Save it as .docx.")
        return made.read_bytes()


def _quiet(folder: str) -> dict[str, str]:
    return {**os.environ, "HOME": folder}


def _by_antiword(program: str, data: bytes, name: str) -> Reading:
    command = [program, "-m", "UTF-8.txt", "-w", "0", "-"]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        raise UnreadableFileError(name, "kept antiword busy for too long. Save it as .docx.") from None
    decoded = decode(done.stdout)
    if done.returncode or decoded is None:
        raise UnreadableFileError(name, "could not be read by antiword. Install LibreOffice, or save it as .docx.")
    lines = decoded.text.split("\n")
    warning = "read by antiword: footnotes and tables may be missing; LibreOffice reads more"
    pieces = (Piece(line, Where("paragraph", str(i))) for i, line in enumerate(lines, 1))
    return reading(pieces, warnings=(warning,))
