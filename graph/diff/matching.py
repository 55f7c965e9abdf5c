"""Which thing of one graph is which of another: by place, else by term and report, else by what it holds.

Ids are of no use here: they hold the digest of the text, so a file with one letter mended would share none with itself.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from tifatu.graph.labels import term_key
from tifatu.graph.model import AnyRecord, Attribution, Definition, Mention, Place, Report, Sense, Statement
from tifatu.graph.records.blocks import RecordBlocks

Thing = TypeVar("Thing")
Piece = Definition | Mention | Attribution | Place | Statement
"""What stands in a report."""


class Pairing(NamedTuple, Generic[Thing]):
    """What two lists have in common, and what each has alone."""

    both: list[tuple[Thing, Thing]]
    gone: list[Thing]
    come: list[Thing]


def paired(old: Sequence[Thing], new: Sequence[Thing], keys: Iterable[Callable[[Thing], Hashable]]) -> Pairing[Thing]:
    """Pair the things of two lists by the first key on which they agree; equal keys are paired in order.

    >>> paired(["a1", "b1", "c2"], ["b1", "a3", "d4"], (str, lambda word: word[0]))
    Pairing(both=[('b1', 'b1'), ('a1', 'a3')], gone=['c2'], come=['d4'])
    """
    both: list[tuple[Thing, Thing]] = []
    gone, come = list(old), list(new)
    for key in keys:
        waiting: dict[Hashable, list[Thing]] = defaultdict(list)
        for thing in reversed(gone):
            waiting[key(thing)].append(thing)
        found = {n: waiting[key(thing)].pop() for n, thing in enumerate(come) if waiting.get(key(thing))}
        both += [(thing, come[n]) for n, thing in found.items()]
        taken = {id(thing) for thing in found.values()}
        gone = [thing for thing in gone if id(thing) not in taken]
        come = [thing for n, thing in enumerate(come) if n not in found]
    return Pairing(both, gone, come)


def paired_sources(old: RecordBlocks, new: RecordBlocks) -> list[tuple[str, str]]:
    """Pairs of files by path, else by the text that they hold; an empty name where there is none."""
    found = paired(
        [(source, old.documents.get(source)) for source in old],
        [(source, new.documents.get(source)) for source in new],
        (lambda file: file, lambda file: file[0], lambda file: file[1] or file[0]),
    )
    pairs = [(one[0], other[0]) for one, other in found.both]
    return sorted([*pairs, *((one[0], "") for one in found.gone), *(("", other[0]) for other in found.come)])


class Placed(NamedTuple):
    """A piece with the place of its report in the file, which is the same number in both graphs."""

    record: Piece
    report: int
    word: str
    """Key of its term, or the code of the region that it names."""


@dataclass(frozen=True)
class FilePair:
    """The records of one file in both graphs."""

    old: Sequence[AnyRecord]
    new: Sequence[AnyRecord]

    def reports(self) -> Pairing[Report]:
        """The reports: by span, by where they begin, by title and day, and what is left in order."""
        keys: tuple[Callable[[Report], Hashable], ...] = (
            lambda report: (report.start, report.end),
            lambda report: report.start,
            lambda report: (report.title, report.date),
            lambda report: (),
        )
        return paired(_of_kind(self.old, Report), _of_kind(self.new, Report), keys)

    def pieces(self, kind: type[Piece]) -> Pairing[Placed]:
        """The records of one kind: by span and term, by span, by where they begin, by report and term in order."""
        keys: tuple[Callable[[Placed], Hashable], ...] = (
            lambda piece: (piece.report, piece.record.start, piece.record.end, piece.word),
            lambda piece: (piece.report, piece.record.start, piece.record.end),
            lambda piece: (piece.report, piece.record.start),
            lambda piece: (piece.report, piece.word),
        )
        old_slots, new_slots = self._slots()
        return paired(list(_placed(self.old, kind, old_slots)), list(_placed(self.new, kind, new_slots)), keys)

    def _slots(self) -> tuple[dict[str, int], dict[str, int]]:
        """Report -> number, in both graphs."""
        reports = self.reports()
        old = {one.id: n for n, (one, _) in enumerate(reports.both)}
        new = {other.id: n for n, (_, other) in enumerate(reports.both)}
        return old, new


def _placed(records: Sequence[AnyRecord], kind: type[Piece], slots: Mapping[str, int]) -> Iterator[Placed]:
    for record in records:
        if isinstance(record, kind):
            yield Placed(record, slots.get(record.report, -1), _word(record))


def _word(record: Piece) -> str:
    match record:
        case Definition():
            return term_key(record.terms[0]) if record.terms else ""
        case Place():
            return record.region
        case Mention():
            return record.term
        case Attribution():
            return term_key(record.term)
        case Statement():
            return f"{record.said} {record.text}"


def _of_kind(records: Sequence[AnyRecord], kind: type[Thing]) -> list[Thing]:
    return [record for record in records if isinstance(record, kind)]


def paired_senses(old: Mapping[str, Sense], new: Mapping[str, Sense], definitions: Mapping[str, str]) -> dict[str, str]:
    """Sense of the first graph -> the one of the second that holds most of its definitions.

    Args:
        old: Senses by id.
        new: Senses by id.
        definitions: Definition of the first graph -> the same one of the second.
    """
    home = {name: sense.id for sense in new.values() for name in members(sense)}
    shared = Counter(
        (sense.id, home[definitions[name]])
        for sense in old.values()
        for name in members(sense)
        if definitions.get(name) in home
    )
    found: dict[str, str] = {}
    taken: set[str] = set()
    for one, other in sorted(shared, key=lambda pair: (-shared[pair], pair[0] != pair[1], pair)):
        if one not in found and other not in taken:
            found[one] = other
            taken.add(other)
    return found


def members(sense: Sense) -> list[str]:
    """Ids of all definitions of a sense."""
    return [name for variant in sense.variants for name in variant.definitions]
