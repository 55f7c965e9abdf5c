"""Names that stay: a graph that is built again keeps the names that it gave, and redirects those that it retires.

The former graph of the folder is the ledger, an input like the reports: its senses with their definitions and the
names that they had taken over. A sense keeps the name of the one with which it shares most definitions; a name that no
sense bears any longer leads to the sense that took over most of its definitions (``Sense.replaces``). Exports carry
both, so a graph that is built from an export goes on from there. Same reports, same ledger, same records.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from tifatu.builders.senses.wording import bare
from tifatu.graph.diff.matching import members, paired_senses
from tifatu.graph.identity import identify, program_id, statement_id
from tifatu.graph.labels import term_key
from tifatu.graph.model import AnyRecord, Definition, Mention, Program, Sense, Statement


def keep_names(records: Sequence[AnyRecord], former: Iterable[AnyRecord]) -> list[AnyRecord]:
    """The records with the names that their senses had in a former graph.

    Args:
        records: Of the new graph.
        former: Records of the graph that it follows, in any order; only definitions and senses are asked.
    """
    old: dict[str, Sense] = {}
    written: list[Definition] = []
    for record in former:
        if isinstance(record, Sense):
            old[record.id] = record
        elif isinstance(record, Definition):
            written.append(record)
    senses = {record.id: record for record in records if isinstance(record, Sense)}
    same = _same(written, [record for record in records if isinstance(record, Definition)])
    names = _names(senses, paired_senses(old, senses, same), old)
    replaced = _replaced(senses, names, old, same)
    programs = {program_id(name): program_id(given) for name, given in names.items()}
    return [_renamed(record, names, replaced, programs) for record in records]


def _same(former: Sequence[Definition], now: Sequence[Definition]) -> dict[str, str]:
    """Definition of the former graph -> the same one now: by id, else by file, label and text."""
    ids = {definition.id for definition in now}
    by_content = {_content(definition): definition.id for definition in reversed(now)}
    found = ((d.id, d.id if d.id in ids else by_content.get(_content(d))) for d in former)
    return {one: other for one, other in found if other}


def _content(definition: Definition) -> tuple[str, str, str]:
    return definition.source, term_key(definition.terms[0]), bare(definition.text)


def _names(senses: Mapping[str, Sense], pairs: Mapping[str, str], old: Mapping[str, Sense]) -> dict[str, str]:
    """Name by content -> name in the graph: none is given twice, and none to a sense that is not its heir."""
    names = {new: former for former, new in pairs.items()}
    taken = set(names.values()) | set(old) | {name for sense in old.values() for name in sense.replaces}
    for name in sorted(senses):
        if name not in names:
            given, turn = name, 0
            while given in taken:
                given, turn = identify("S", name, turn), turn + 1
            names[name] = given
            taken.add(given)
    return names


def _replaced(
    senses: Mapping[str, Sense], names: Mapping[str, str], old: Mapping[str, Sense], same: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    """Name in the graph -> the former names that lead to it."""
    homes = {definition: names[sense.id] for sense in senses.values() for definition in members(sense)}
    living = set(names.values())
    found: dict[str, set[str]] = defaultdict(set)
    for name, sense in old.items():
        heirs = Counter(homes[same[d]] for d in members(sense) if d in same)
        heir = name if name in living else min(heirs, key=lambda new: (-heirs[new], new), default="")
        found[heir].update({name, *sense.replaces} - living)
    return {heir: tuple(sorted(former)) for heir, former in found.items() if heir and former}


def _renamed(
    record: AnyRecord, names: Mapping[str, str], replaced: Mapping[str, tuple[str, ...]], programs: Mapping[str, str]
) -> AnyRecord:
    match record:
        case Sense():
            return replace(record, id=names[record.id], replaces=replaced.get(names[record.id], ()))
        case Definition() if record.sense:
            return replace(record, sense=names.get(record.sense, record.sense))
        case Program() if record.sense in names:
            return replace(record, id=program_id(names[record.sense]), sense=names[record.sense])
        case Statement():
            program = programs.get(record.program, record.program)
            name = statement_id(program, record.said, record.passage, record.start, record.end)
            sense = names.get(record.sense, record.sense) if record.sense else None
            return replace(record, id=name, program=program, sense=sense)
        case Mention() if record.sense or record.candidates:
            sense = names.get(record.sense, record.sense) if record.sense else None
            candidates = tuple(names.get(c, c) for c in record.candidates)
            if (sense, candidates) != (record.sense, record.candidates):  # they are many, and few are renamed
                return replace(record, sense=sense, candidates=candidates)
    return record
