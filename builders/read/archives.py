"""Archives and tables: each file inside a .zip or .tar, each row of a .csv or .jsonl, is a source of its own.

Nothing is unpacked to disk. What an archive says of itself is checked before anything is read: sizes, ratio, names.
"""

from __future__ import annotations

import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from tifatu.builders.read.word import checked_zip
from tifatu.graph.errors import UnreadableFileError

MEMBERS = 20_000
"""Files of an archive that are looked at; a province publishes 300 reports a year."""

WHOLE = 2 * 2**30
"""Bytes to which a tar may unpack, all files together."""


@dataclass(frozen=True)
class Member:
    """A file in an archive."""

    name: str
    size: int
    """Bytes when unpacked."""


def members(path: Path, kind: str, name: str) -> Iterator[Member]:
    """The plain files of an archive, by name; no folders, links or hidden files.

    Raises:
        UnreadableFileError: It is damaged, encrypted, a bomb, or a name leads out of it.
    """
    found = _of_zip(path, name) if kind == "zip" else _of_tar(path, name)
    for member in sorted(found, key=lambda m: m.name):
        _refuse_outward(member.name, name)
        if not any(part.startswith((".", "__MACOSX")) for part in PurePosixPath(member.name).parts):
            yield member


def member_bytes(path: Path, member: str, most: int, name: str) -> bytes:
    """The bytes of one file of an archive.

    Raises:
        UnreadableFileError: It is gone, damaged, or larger than the archive said.
    """
    try:
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as archive, archive.open(_raw_name(archive, member)) as file:
                data = file.read(most + 1)
        else:
            with tarfile.open(path) as packed:
                held = packed.extractfile(member)
                data = held.read(most + 1) if held else b""
    except (
        KeyError,
        zipfile.BadZipFile,
        tarfile.TarError,
        OSError,
        EOFError,
        NotImplementedError,
        RuntimeError,
    ) as bad:
        raise UnreadableFileError(
            name, f"cannot be unpacked ({type(bad).__name__}). Fetch the archive again."
        ) from None
    if len(data) > most:
        raise UnreadableFileError(name, f"unpacks to more than {most // 2**20} MB. Split it.")
    return data


def _of_zip(path: Path, name: str) -> list[Member]:
    with checked_zip(path.read_bytes(), name, whole=WHOLE, most=MEMBERS) as archive:
        return [Member(file_name(info), info.file_size) for info in archive.infolist() if not info.is_dir()]


def file_name(info: zipfile.ZipInfo) -> str:
    """The name of a zipped file; one that is not marked as UTF-8 is GB18030, as Chinese Windows writes it."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gb18030")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return info.filename


def _raw_name(archive: zipfile.ZipFile, member: str) -> zipfile.ZipInfo:
    return next(info for info in archive.infolist() if file_name(info) == member)


def _of_tar(path: Path, name: str) -> list[Member]:
    found: list[Member] = []
    whole = 0
    try:
        with tarfile.open(path) as archive:
            for info in archive:
                whole += info.size
                if whole > WHOLE or len(found) > MEMBERS or whole > 500 * (path.stat().st_size + 2**20):
                    reason = (
                        f"unpacks to more than {whole // 2**20} MB, more than any folder of reports. Unpack it first."
                    )
                    raise UnreadableFileError(name, reason)
                if info.isfile():
                    found.append(Member(info.name, info.size))
    except (tarfile.TarError, OSError, EOFError) as problem:
        raise UnreadableFileError(name, f"is a damaged archive ({type(problem).__name__}). Fetch it again.") from None
    return found


def _refuse_outward(member: str, name: str) -> None:
    path = PurePosixPath(member.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts:
        raise UnreadableFileError(name, f"holds a file that leads out of it ({member!r}). Do not trust it.")
