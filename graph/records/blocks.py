"""A file of records, source by source: what two graphs are compared by, without holding either."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from tifatu.graph.errors import BadRecordError
from tifatu.graph.model import AnyRecord, Document

NO_SOURCE = ""
"""Where records stand that come from no file: run, senses, divisions."""


class RecordBlocks:
    """Where the records of each source stand in a file; only that stays in memory."""

    def __init__(self, path: Path) -> None:
        """Go through the file once.

        Raises:
            BadRecordError: A line is no record.
        """
        self.path = path
        self.documents: dict[str, str] = {}
        """Source -> digest of its text."""
        self._ranges: dict[str, list[tuple[int, int]]] = {}
        offset = 0
        with path.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                self._take(_head(line, path, number), offset, len(line))
                offset += len(line)

    def __iter__(self) -> Iterator[str]:
        """The sources, sorted."""
        return iter(sorted(source for source in self._ranges if source != NO_SOURCE))

    def read(self, source: str) -> list[AnyRecord]:
        """The records of a source, in the order of the file; none for a source that is not there.

        Raises:
            BadRecordError: A line is no record.
        """
        found: list[AnyRecord] = []
        with self.path.open("rb") as file:
            for start, end in self._ranges.get(source, []):
                file.seek(start)
                found += [self._decode(line) for line in file.read(end - start).splitlines()]
        return found

    def _take(self, head: _Head, offset: int, length: int) -> None:
        ranges = self._ranges.setdefault(head.source, [])
        if ranges and ranges[-1][1] == offset:
            ranges[-1] = (ranges[-1][0], offset + length)
        else:
            ranges.append((offset, offset + length))
        if head.kind == _DOCUMENT:
            self.documents[head.source] = head.sha256

    def _decode(self, line: bytes) -> AnyRecord:
        try:
            record: AnyRecord = _DECODER.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError) as problem:
            number = self.path.read_bytes().partition(line)[0].count(b"\n") + 1
            raise BadRecordError(self.path, number, str(problem)) from None
        return record


class _Head(msgspec.Struct):
    """Enough of a record to know where it belongs."""

    kind: str
    source: str = NO_SOURCE
    sha256: str = ""


def _head(line: bytes, path: Path, number: int) -> _Head:
    try:
        return _HEADS.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError) as problem:
        raise BadRecordError(path, number, str(problem)) from None


_DOCUMENT = Document.__struct_config__.tag
_HEADS = msgspec.json.Decoder(_Head)
_DECODER = msgspec.json.Decoder(AnyRecord)
