"""Digests of all files of a generation, to tell what the disk has changed: SHA256SUMS, as ``sha256sum -c`` reads it."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import file_digest
from pathlib import Path

SEALS = "SHA256SUMS"

UNSEALED = ("LOG", "LOCK")
"""Files of the store that hold nothing of the graph: what the database says of its own work, and its lock."""


def seal(place: Path) -> None:
    """Write down the digest of every file below a folder."""
    (place / SEALS).write_text(_sums(_digests(place)), encoding="utf-8", newline="\n")


def damage(place: Path) -> list[str]:
    """What is no longer as it was written, a line a file; nothing where all is well.

    Args:
        place: Folder of a generation.

    Raises:
        OSError: The disk does not give a file.
    """
    try:
        sums = (place / SEALS).read_text(encoding="utf-8")
    except (FileNotFoundError, UnicodeDecodeError):
        return [f"{SEALS} is missing or changed"]
    written = {name: sealed for sealed, _, name in (line.partition("  ") for line in sums.splitlines())}
    found = _digests(place)
    missing = [f"{name} is missing" for name in sorted(written.keys() - found.keys())]
    others = [f"{name} was not there" for name in found if name not in written]
    changed = [f"{name} has changed" for name in found if written.get(name, found[name]) != found[name]]
    itself = [f"{SEALS} has changed"] if sums != _sums(found) else []
    return missing + others + changed or itself


def digest(path: Path) -> str:
    """SHA-256 of a file, as 64 hexadecimal digits."""
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _digests(place: Path) -> dict[str, str]:
    """Name from the folder on -> digest, of each file that is sealed; sorted."""
    paths = (path for path in place.rglob("*") if path.is_file() and path.name not in (*UNSEALED, SEALS))
    return {name: digest(place / name) for name in sorted(path.relative_to(place).as_posix() for path in paths)}


def _sums(digests: Mapping[str, str]) -> str:
    return "".join(f"{sealed}  {name}\n" for name, sealed in digests.items())
