"""The graph that stands in a folder before a build: what of it gives names to the next one, damaged or not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from tifatu.graph.model import AnyRecord, Definition, Sense
from tifatu.graph.store.generations import RECORDS, target
from tifatu.graph.store.seals import SEALS, damage


def former(folder: Path) -> tuple[list[Definition | Sense], list[str]]:
    """Senses and definitions of the graph in a folder, and what is damaged there; nothing where there is no graph.

    Of damaged records only lines that can be read count, and of the senses those whose name a definition bears, too: a
    bit that flips in a name must not become one.
    """
    try:
        place = target(folder)
    except OSError:
        return [], []
    if not (place / RECORDS).is_file():
        return [], []
    found = damage(place) if (place / SEALS).is_file() else []  # graphs of older versions have none
    records = list(_readable(place / RECORDS))
    if found:
        borne = {record.sense for record in records if isinstance(record, Definition)}
        records = [record for record in records if isinstance(record, Definition) or record.id in borne]
    return records, found


def _readable(file: Path) -> Iterator[Definition | Sense]:
    with file.open("rb") as lines:
        for line in lines:
            try:
                record = _DECODER.decode(line)
            except (msgspec.DecodeError, UnicodeDecodeError):
                continue
            if isinstance(record, Definition | Sense):
                yield record


_DECODER = msgspec.json.Decoder(AnyRecord)
