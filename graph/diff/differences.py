"""What two graphs do not have in common: what appeared, vanished, changed or moved, file by file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeVar

from msgspec.structs import replace

from tifatu.graph.diff.changes import Change, Difference, changed, compared, facts, lone, summary
from tifatu.graph.diff.matching import FilePair, Pairing, Piece, paired, paired_senses, paired_sources
from tifatu.graph.labels import term_key
from tifatu.graph.model import (
    AnyRecord,
    Attribution,
    Definition,
    Division,
    Mention,
    Place,
    Report,
    Run,
    Sense,
    Statement,
)
from tifatu.graph.records.blocks import NO_SOURCE, RecordBlocks

Kind = TypeVar("Kind")

PIECES: tuple[type[Piece], ...] = (Definition, Mention, Attribution, Place, Statement)
"""What is compared in each file."""


@dataclass
class _Graph:
    """One of the two."""

    blocks: RecordBlocks
    senses: dict[str, Sense] = field(default_factory=dict)
    terms: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.others = self.blocks.read(NO_SOURCE)
        self.senses = {record.id: record for record in self.others if isinstance(record, Sense)}
        self.terms = {sense.term for sense in self.senses.values()}

    def only(self, kind: type[Kind]) -> list[Kind]:
        """The records of one kind that stand in no file."""
        return [record for record in self.others if isinstance(record, kind)]

    def term_of(self, record: AnyRecord) -> str:
        """Key of the term that a record speaks of."""
        match record:
            case Definition():
                sense = self.senses.get(record.sense or "")
                return sense.term if sense else "".join(map(term_key, record.terms[:1]))
            case Mention() | Sense():
                return record.term
            case Attribution():
                return term_key(record.term)
            case _:
                return ""


def differences(old: RecordBlocks, new: RecordBlocks) -> Iterator[Difference]:
    """All differences: file by file, then senses, terms, and what made the graphs."""
    yield from _Comparison(_Graph(old), _Graph(new)).differences()


class _Comparison:
    """Two graphs and what is known of which thing is which."""

    def __init__(self, old: _Graph, new: _Graph) -> None:
        self.old, self.new = old, new
        self.files = paired_sources(old.blocks, new.blocks)
        self.definitions = {
            one.record.id: other.record.id
            for names in self.files
            for one, other in self._file(names).pieces(Definition).both
        }
        self.senses = paired_senses(old.senses, new.senses, self.definitions)

    def differences(self) -> Iterator[Difference]:
        touched: set[str] = set()
        for found in self._told():
            if found.kind in ("definition", "sense") and found.change is not Change.MOVED:
                touched.add(found.term)
            yield found
        old, new = self.old.terms, self.new.terms
        yield from (Difference("term", Change.VANISHED, term) for term in sorted(old - new))
        yield from (Difference("term", Change.APPEARED, term) for term in sorted(new - old))
        yield from (Difference("term", Change.CHANGED, term) for term in sorted(touched & old & new))

    def _told(self) -> Iterator[Difference]:
        for names in self.files:
            yield from self._of_document(*names)
            file = self._file(names)
            yield from self._of_reports(file.reports())
            for kind in PIECES:
                yield from self._of_pieces(file, kind)
        yield from self._of_senses()
        yield from self._of_others()

    def _file(self, names: tuple[str, str]) -> FilePair:
        before, after = names
        return FilePair(self.old.blocks.read(before) if before else [], self.new.blocks.read(after) if after else [])

    def _of_document(self, before: str, after: str) -> Iterator[Difference]:
        if not before or not after:
            change = Change.VANISHED if before else Change.APPEARED
            yield Difference("document", change, source=before or after)
        elif self.old.blocks.documents.get(before) != self.new.blocks.documents.get(after):
            yield Difference("document", Change.CHANGED, source=after, fields=("text",))
        elif before != after:
            yield Difference("document", Change.MOVED, source=after, fields=("source",), before=before, after=after)

    def _of_reports(self, reports: Pairing[Report]) -> Iterator[Difference]:
        for gone in reports.gone:
            yield lone(gone, Change.VANISHED, "")
        for come in reports.come:
            yield lone(come, Change.APPEARED, "")
        for one, other in reports.both:
            yield from compared(one, other, "")

    def _of_pieces(self, file: FilePair, kind: type[Piece]) -> Iterator[Difference]:
        pieces = file.pieces(kind)
        for gone, _, _ in pieces.gone:
            yield lone(gone, Change.VANISHED, self._noted(self.old, gone))
        for come, _, _ in pieces.come:
            yield lone(come, Change.APPEARED, self._noted(self.new, come))
        for (one, _, _), (other, _, _) in pieces.both:
            self._noted(self.old, one)
            yield from compared(self._renamed(one), other, self._noted(self.new, other))

    @staticmethod
    def _noted(graph: _Graph, record: Piece) -> str:
        """Key of the term of a record, which its graph now knows to have."""
        term = graph.term_of(record)
        if isinstance(record, Definition | Mention):
            graph.terms.add(term)
        return term

    def _renamed(self, record: Piece) -> Piece:
        """A record of the first graph with the names that its senses have in the second."""
        match record:
            case Definition() | Statement():
                return replace(record, sense=self._sense(record.sense))
            case Mention():
                candidates = tuple(str(self._sense(name)) for name in record.candidates)
                return replace(record, sense=self._sense(record.sense), candidates=candidates)
            case _:
                return record

    def _sense(self, name: str | None) -> str | None:
        return self.senses.get(name, name) if name else None

    def _of_senses(self) -> Iterator[Difference]:
        matched = set(self.senses.values())
        for name, sense in self.old.senses.items():
            if name not in self.senses:
                yield Difference("sense", Change.VANISHED, sense.term, before=summary(sense))
        for name, sense in self.new.senses.items():
            if name not in matched:
                yield Difference("sense", Change.APPEARED, sense.term, after=summary(sense))
        for before, after in self.senses.items():
            one, other = self.old.senses[before], self.new.senses[after]
            there, here = facts(one, self.definitions), facts(other, {})
            fields = tuple(name for name in there if there[name] != here[name])
            if fields:
                told = summary(one), summary(other)
                yield Difference("sense", Change.CHANGED, other.term, "", None, fields, *told)

    def _of_others(self) -> Iterator[Difference]:
        """The runs, in order where the ids differ; the divisions."""
        runs = paired(self.old.only(Run), self.new.only(Run), (lambda run: run.id, lambda run: ()))
        yield from _of_named("run", runs)
        yield from _of_named("division", paired(self.old.only(Division), self.new.only(Division), (lambda d: d.id,)))


def _of_named(kind: str, found: Pairing[Any]) -> Iterator[Difference]:
    """What stands in no file: told by its id."""
    yield from (Difference(kind, Change.VANISHED, before=record.id) for record in found.gone)
    yield from (Difference(kind, Change.APPEARED, after=record.id) for record in found.come)
    for one, other in found.both:
        if fields := changed(one, other, frozenset({"id"})):
            yield Difference(kind, Change.CHANGED, fields=fields, before=one.id, after=other.id)
