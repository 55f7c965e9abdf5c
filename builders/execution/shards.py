"""Harvested records of one file, kept on disk: a build that is killed, or repeated, goes on from what was done."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib import resources
from importlib.metadata import version
from pathlib import Path
from platform import node
from sys import intern
from typing import TypeVar

import msgspec
from msgspec.structs import force_setattr

from tifatu.builders.execution.faults import Fault
from tifatu.graph.errors import DamagedShardError
from tifatu.graph.identity import identify
from tifatu.graph.model import AnyRecord

Found = TypeVar("Found", bound=msgspec.Struct)


class Shard(msgspec.Struct, frozen=True):
    """What one file gave."""

    records: list[AnyRecord] = []
    faults: list[Fault] = []
    notes: list[str] = []
    sketches: dict[str, list[int]] = {}
    """Id of a report -> the sketch of its speech."""

    text: str = ""
    """The text, where a reader made it and took its time; empty where the file is the text."""


_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Shard)


@dataclass(frozen=True)
class Shards:
    """A folder of shards, named by what they were made from."""

    folder: Path

    def load(self, name: str) -> Shard | None:
        """A shard; None where there is none, or one that is not as it was written."""
        try:
            written = unsealed((self.folder / name).read_bytes())
            return _decoder.decode(written) if written else None
        except (FileNotFoundError, msgspec.DecodeError, UnicodeDecodeError):
            return None

    def held(self, name: str) -> Shard:
        """A shard that this build has made or believed.

        Raises:
            DamagedShardError: It has changed since.
        """
        if (shard := self.load(name)) is None:
            raise DamagedShardError(self.folder / name)
        return shard

    def save(self, name: str, shard: Shard) -> None:
        """Write a shard behind its digest; it appears under its name only when it is whole."""
        beside = (
            self.folder / f".{name}.{node()}.{os.getpid()}"
        )  # the machines of a cluster count their processes alike
        beside.write_bytes(sealed(_encoder.encode(shard)))
        beside.replace(self.folder / name)

    def keep_only(self, names: Iterable[str]) -> None:
        """Remove what no file of this build needs: shards of older rules, of files that are gone, word lists."""
        kept = set(names)
        for path in self.folder.iterdir():
            if path.name not in kept:
                path.unlink(missing_ok=True)


def sealed(written: bytes) -> bytes:
    """Some bytes behind a line with their digest."""
    return sha256(written).hexdigest().encode() + b"\n" + written


def unsealed(data: bytes) -> bytes | None:
    """What stands behind its digest; None where it is not what was written.

    >>> unsealed(sealed(b"words")), unsealed(sealed(b"words") + b"!")
    (b'words', None)
    """
    written = data.partition(b"\n")[2]
    return written if data == sealed(written) else None


REPEATED = ("source", "report", "rule", "term", "text", "head")
"""Fields whose words come again in many records: half of all memory, were each held as often as it is read."""


def sharing(records: list[Found]) -> list[Found]:
    """The same records; words that come again in them, or in others that went through here, are held once."""
    for record in records:
        for name in REPEATED:
            if type(words := getattr(record, name, None)) is str:
                force_setattr(record, name, intern(words))
    return records


LIBRARIES = ("jieba", "opencc", "pypinyin")
"""Packages whose data decide what is found or how it is sorted: another version may give other records."""


@cache
def rules_digest(chosen: str = "") -> str:
    """Digest of all code, word lists and libraries that decide what is harvested: when it changes, shards are stale.

    Args:
        chosen: Digest of the settings; empty where all is as it comes.
    """
    digest = sha256(chosen.encode())
    for library in LIBRARIES:
        digest.update(f"{library} {version(library)}".encode())
    for package in ("tifatu.graph", "tifatu.builders"):
        folder = Path(str(resources.files(package)))
        for path in sorted(_files(folder)):
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _files(folder: Path) -> list[Path]:
    kept = {".py", ".txt", ".tsv", ".gz", ".xz", ".zst", ".json", ".csv"}
    return [path for path in folder.rglob("*") if path.suffix in kept and "__pycache__" not in path.parts]


def shard_name(source: str, text_hash: str, chosen: str = "") -> str:
    """Name of the shard of a file: its path as given, the hash of its text, the rules and the settings."""
    return f"{identify('H', source, text_hash, rules_digest(chosen))}.json"
