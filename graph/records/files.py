"""records.jsonl: one record a line, UTF-8, read and checked by msgspec."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from tifatu.graph.errors import BadRecordError
from tifatu.graph.model import (
    AnyRecord,
    Attribution,
    Definition,
    Document,
    Glossary,
    Mention,
    Place,
    Record,
    Report,
    Run,
    Sense,
    Statement,
)

_KINDS = (Run, Document, Report, Glossary, Definition, Mention, Attribution, Place, Statement, Sense)
_RANK = {kind: rank for rank, kind in enumerate(_KINDS)}

_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(AnyRecord)


def write_records(records: Iterable[AnyRecord], out: BinaryIO) -> int:
    """Write the records in the order given; return how many."""
    count = 0
    for record in records:
        out.write(_encoder.encode(record))
        out.write(b"\n")
        count += 1
    return count


def read_records(path: Path) -> Iterator[AnyRecord]:
    """Read the records of a file, one at a time.

    Raises:
        BadRecordError: A line is no record; says which line and what is wrong with it.
    """
    with path.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            try:
                yield _decoder.decode(line)
            except (msgspec.DecodeError, UnicodeDecodeError) as problem:
                raise BadRecordError(path, number, str(problem)) from None


def given_away(records: list[AnyRecord]) -> Iterator[AnyRecord]:
    """The records one by one, each let go of: at the end the list is empty."""
    records.reverse()
    while records:
        yield records.pop()


def in_order(records: Iterable[AnyRecord]) -> list[AnyRecord]:
    """The order of a records file: the run, then file by file and kind by kind in reading order, the senses last."""
    return sorted(records, key=_place)


def _place(record: AnyRecord) -> tuple[int, str, int, int, str]:
    if isinstance(record, Record):
        return (1, record.source, _RANK[type(record)], getattr(record, "start", 0), record.id)
    return (0 if isinstance(record, Run) else 2, "", 0, 0, record.id)
