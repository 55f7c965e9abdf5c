"""Look things up in the index: nothing is read but what is asked for."""

from __future__ import annotations

import mmap
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import count, islice
from pathlib import Path

import msgspec

from tifatu.graph.errors import DamagedGraphError
from tifatu.graph.index.entries import ENTRIES, REPORTS, TERMS, TEXTS, USES, Entry, ReportLine, TermLine

_NUMBERS = ("first", "last", "reports", "mentions", "definitions", "senses", "places", "at")


class TermIndex:
    """The index of one generation, open as long as it is used."""

    def __init__(self, place: Path) -> None:
        """Open it.

        Raises:
            DamagedGraphError: There is none.
        """
        if not (place / TERMS).is_file():
            raise DamagedGraphError(place.parent.parent, [f"{place.name}/{TERMS} is missing"])
        self._place = place

    @cached_property
    def reports(self) -> list[ReportLine]:
        """All reports, by number: the earliest first."""
        return _REPORTS.decode_lines((self._place / REPORTS).read_bytes())

    def used_in(self, reports: Iterable[ReportLine]) -> dict[int, list[tuple[ReportLine, int, int]]]:
        """Number of a term -> the reports that use it, with their mentions and definitions."""
        found: dict[int, list[tuple[ReportLine, int, int]]] = {}
        with (self._place / USES).open("rb") as file:
            for report in reports:
                file.seek(report.uses)
                for term, mentions, definitions in triples(_USES.decode(file.readline())):
                    found.setdefault(term, []).append((report, mentions, definitions))
        return found

    def term(self, key: str) -> TermLine | None:
        """The term with a key, or that is also written so; None where there is none."""
        wanted = f"{key}\t".encode()
        at = 0 if self._terms.startswith(wanted) else self._terms.find(b"\n" + wanted) + 1 or None
        if at is not None:
            return self._line(at, self._terms.count(b"\n", 0, at))
        return next(self.containing(f"|{key}|"), None)

    def containing(self, piece: str) -> Iterator[TermLine]:
        """The terms in whose line a piece of text stands, in the order of their keys."""
        wanted, at, number, counted = piece.encode(), 0, 0, 0
        while (at := self._terms.find(wanted, at)) >= 0:
            start = self._terms.rfind(b"\n", 0, at) + 1
            number, counted = number + self._terms.count(b"\n", counted, start), start
            yield self._line(start, number)
            at = self._terms.find(b"\n", at)

    def numbered(self, numbers: Iterable[int]) -> dict[int, TermLine]:
        """Number -> term."""
        return {number: self._line(self._starts[number], number) for number in numbers}

    def all_terms(self) -> Iterator[TermLine]:
        """Every term, in the order of keys."""
        return map(self._line, self._starts, count())

    def keys(self) -> list[str]:
        """The keys of all terms."""
        return [found[1].decode() for found in re.finditer(rb"(?m)^([^\t]*)\t", self._terms)]

    def entry(self, term: TermLine) -> Entry:
        """Where everything about a term stands."""
        with (self._place / ENTRIES).open("rb") as file:
            file.seek(term.at)
            return _ENTRY.decode(file.readline())

    def texts(self, piece: str, most: int) -> Iterator[tuple[int, str]]:
        """Numbers of terms and texts of their definitions in which a piece stands."""
        wanted = re.compile(rb"(?m)^(\d+)\t\d+\t([^\n]*?" + re.escape(piece.encode()) + rb"[^\n]*)")
        with (self._place / TEXTS).open("rb") as file:
            for found in islice(wanted.finditer(_view(file.fileno())), most):
                yield int(found[1]), found[2].decode()

    @cached_property
    def _terms(self) -> bytes:
        return (self._place / TERMS).read_bytes()

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer(rb"\n(?=.)", self._terms))] if self._terms else []

    def _line(self, start: int, number: int) -> TermLine:
        end = self._terms.find(b"\n", start)
        cells: list[str] = self._terms[start:end].decode().split("\t")
        values = dict(zip(TermLine._fields[1:], cells, strict=True))
        numbers = {name: int(values[name]) if values[name] else None for name in _NUMBERS}
        return TermLine(number=number, **(values | numbers))  # type: ignore[arg-type]


def triples(flat: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """Numbers, three at a time."""
    return zip(flat[::3], flat[1::3], flat[2::3], strict=True)


def _view(handle: int) -> mmap.mmap | bytes:
    """A file as bytes; an empty one has no map."""
    try:
        return mmap.mmap(handle, 0, access=mmap.ACCESS_READ)
    except ValueError:
        return b""


_REPORTS = msgspec.json.Decoder(ReportLine)
_USES = msgspec.json.Decoder(list[int])
_ENTRY = msgspec.json.Decoder(Entry)
