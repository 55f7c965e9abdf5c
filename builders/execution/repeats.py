"""What the last build read and told: where nothing has changed since, its graph stays, and is told of again."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from hashlib import file_digest, sha256
from pathlib import Path

import msgspec

from tifatu.builders.execution.shards import rules_digest, sealed, unsealed
from tifatu.builders.execution.stages import Omitted
from tifatu.builders.read.finding import Source
from tifatu.builders.settings import Inputs
from tifatu.graph.errors import NoGraphError
from tifatu.graph.store.generations import BUILT, current
from tifatu.graph.store.seals import damage

PROGRAMS = ("antiword", "libreoffice", "soffice", "tesseract")
"""Programs that read some files: with another set of them other files can be read."""


class Built(msgspec.Struct, frozen=True, kw_only=True):
    """What a build says of itself; no part of the graph."""

    inputs: str
    """Digest of all that it read (``inputs_digest``)."""

    generation: str
    """Name of the generation that came of it."""

    counts: dict[str, int]
    """Kind of record -> how many."""

    omitted: list[Omitted]
    notes: list[str]


def inputs_digest(sources: Sequence[Source], inputs: Inputs) -> str:
    """Digest of everything that decides what a build from reports finds; empty where a file cannot be read."""
    files: dict[Path, str] = {}
    said = sha256(rules_digest(inputs.digest).encode())
    try:
        for source in sources:
            if source.path not in files:
                with source.path.open("rb") as file:
                    files[source.path] = file_digest(file, "sha256").hexdigest()
            row = source.row.number if source.row else 0
            said.update(msgspec.json.encode((source.name, source.member, row, files[source.path])))
    except OSError:
        return ""
    said.update(msgspec.json.encode((inputs.scheme, inputs.base, inputs.corrections)))
    said.update(msgspec.json.encode([program for program in PROGRAMS if shutil.which(program)]))
    return said.hexdigest()


def remember(folder: Path, built: Built) -> None:
    """Keep what a build says of itself, in the folder of its graph; nothing where another try may find more."""
    (folder / BUILT).unlink(missing_ok=True)
    if built.inputs and not any(omitted.broke for omitted in built.omitted):
        (folder / BUILT).write_bytes(sealed(_encoder.encode(built)))


def unchanged(folder: Path, inputs: str) -> Built | None:
    """What the last build said, where the same inputs would give the graph that stands in the folder, undamaged."""
    try:
        written = unsealed((folder / BUILT).read_bytes())
        built = _decoder.decode(written) if written else None
        place = current(folder)
    except (OSError, msgspec.DecodeError, NoGraphError):
        return None
    same = built is not None and inputs != "" and (built.inputs, built.generation) == (inputs, place.name)
    return built if same and not damage(place) else None


def counted(counts: Mapping[str, int]) -> str:
    """How many records of each kind, in words.

    >>> counted({"report": 1, "sense": 1200})
    '1 report, 1,200 senses'
    """
    return ", ".join(f"{count:,} {kind}{'' if count == 1 else 's'}" for kind, count in counts.items())


_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Built)
