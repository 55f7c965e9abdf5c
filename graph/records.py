"""records.jsonl: one record a line, UTF-8, read and checked by msgspec."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from tifatu.graph.errors import BadRecordError
from tifatu.graph.model import AnyRecord

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
