"""Sets of records that can be gone through again and again, in file order or by id, without holding them all."""

from __future__ import annotations

import mmap
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Protocol, TypeVar

import msgspec

from tifatu.graph.errors import BadRecordError
from tifatu.graph.model import AnyRecord

Kind = TypeVar("Kind")


class Records(Protocol):
    """Records to go through more than once."""

    def __iter__(self) -> Iterator[AnyRecord]:
        """All records, in the order of their file."""
        ...

    def by_id(self, kind: type[Kind]) -> Iterator[Kind]:
        """The records of one kind, sorted as IRIs made of their ids are; of two with one id only the first."""
        ...

    def named(self, kind: type[Kind], names: Iterable[str]) -> Iterator[Kind]:
        """The records of one kind that have these ids, in the order of the ids; unknown ids are passed over."""
        ...


class RecordList:
    """Records in memory.

    >>> from tifatu.graph.model import Run
    >>> records = RecordList([Run(id=name, code="1", rules="", settings={}) for name in ("X2", "X1", "X10")])
    >>> [run.id for run in records.by_id(Run)]
    ['X10', 'X1', 'X2']
    """

    def __init__(self, records: Iterable[AnyRecord]) -> None:
        self._records = list(records)

    def __iter__(self) -> Iterator[AnyRecord]:
        """All records, in the order given."""
        return iter(self._records)

    def by_id(self, kind: type[Kind]) -> Iterator[Kind]:
        """The records of one kind, by id."""
        found = self._found(kind)
        return (found[name] for name in sorted(found, key=as_in_iri))

    def named(self, kind: type[Kind], names: Iterable[str]) -> Iterator[Kind]:
        """The records of one kind that have these ids, in their order."""
        found = self._found(kind)
        return (found[name] for name in names if name in found)

    def _found(self, kind: type[Kind]) -> dict[str, Kind]:
        return {record.id: record for record in reversed(self._records) if isinstance(record, kind)}


class RecordFile:
    """Records of a file, read when they are asked for; only ids and offsets stay in memory."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __iter__(self) -> Iterator[AnyRecord]:
        """All records, in the order of the file.

        Raises:
            BadRecordError: A line is no record.
        """
        with self.path.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                yield self._decode(_DECODER.decode, line, number)

    def with_offsets(self) -> Iterator[tuple[int, AnyRecord]]:
        """All records, each with the offset of its line in the file."""
        offset = 0
        with self.path.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                yield offset, self._decode(_DECODER.decode, line, number)
                offset += len(line)

    def starting_at(self, offset: int) -> Iterator[AnyRecord]:
        """The records from an offset of the file on, in its order."""
        with self.path.open("rb") as lines:
            lines.seek(offset)
            yield from (self._decode(_DECODER.decode, line, offset) for line in lines)

    def at(self, kind: type[Kind], offsets: Iterable[int]) -> list[Kind]:
        """The records of one kind at these offsets of the file; nothing else of it is read."""
        decode = msgspec.json.Decoder(kind).decode
        with self.path.open("rb") as file:
            found = []
            for offset in offsets:
                file.seek(offset)
                found.append(self._decode(decode, file.readline(), offset))
        return found

    def by_id(self, kind: type[Kind]) -> Iterator[Kind]:
        """The records of one kind, by id."""
        return self.named(kind, sorted(self._places_of(kind), key=as_in_iri))

    def named(self, kind: type[Kind], names: Iterable[str]) -> Iterator[Kind]:
        """The records of one kind that have these ids, in their order."""
        places = self._places_of(kind)
        if not places:
            return
        decode = msgspec.json.Decoder(kind).decode
        with self.path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as view:
            for name in names:
                if name in places:
                    view.seek(places[name])
                    yield decode(view.readline())

    def _places_of(self, kind: type[Kind]) -> dict[str, int]:
        return self._places.get(str(kind.__struct_config__.tag), {})  # type: ignore[attr-defined]

    @cached_property
    def _places(self) -> dict[str, dict[str, int]]:
        """Kind -> id -> offset of the line in the file."""
        places: dict[str, dict[str, int]] = defaultdict(dict)
        offset = 0
        with self.path.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                head = self._decode(_HEADS.decode, line, number)
                places[head.kind].setdefault(head.id, offset)
                offset += len(line)
        return places

    def _decode(self, decode: Callable[[bytes], Kind], line: bytes, number: int) -> Kind:
        try:
            return decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError) as problem:
            raise BadRecordError(self.path, number, str(problem)) from None


def as_in_iri(name: str) -> str:
    """Sort key of an id: N-Triples closes a name with ``>``, which sorts behind letters and digits."""
    return name + ">"


class _Head(msgspec.Struct):
    """Enough of a record to find it."""

    kind: str
    id: str


_DECODER = msgspec.json.Decoder(AnyRecord)
_HEADS = msgspec.json.Decoder(_Head)
