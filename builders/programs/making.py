"""Programs as records: each sense that names something carried out, and the statements of reports about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from tifatu.builders.diffusion.uses import reports_of, uses_of_senses
from tifatu.builders.programs.reading import read_statements
from tifatu.builders.programs.regions import Whose, region_of
from tifatu.builders.programs.wholes import Wholes
from tifatu.graph.identity import program_id, statement_id
from tifatu.graph.model import AnyRecord, Attribution, Definition, Mention, Program, Report, Said, Sense, Statement
from tifatu.graph.programs import carried_out


def programs(records: Sequence[AnyRecord]) -> Iterator[Program | Statement]:
    """The programs of a graph and what is said of them: by id of their senses, then by place.

    Args:
        records: All records of a graph, in any order.
    """
    senses = {r.id: r for r in records if isinstance(r, Sense)}
    definitions = {r.id: r for r in records if isinstance(r, Definition) and r.sense in senses}
    reports, uses = reports_of(records), uses_of_senses(records)
    issued, wholes = _issued(records), Wholes(senses.values(), definitions.values())
    for name in sorted(senses):
        sense = senses[name]
        if sense.program in carried_out():
            defining = [definitions[d] for v in sense.variants for d in v.definitions if d in definitions]
            said = [*_told(sense, defining, reports.by_id, wholes), *_attributed(sense, issued.get(name, ()))]
            said += wholes.listing(sense)
            used = reports.oldest_first(uses[name].using) if name in uses else []
            whose = region_of(sense, defining, said, reports.by_id)
            yield _program(sense, whose, used)
            yield from _each_once(said)


def _program(sense: Sense, whose: Whose, used: Sequence[str]) -> Program:
    return Program(
        id=program_id(sense.id),
        sense=sense.id,
        label=sense.label,
        type=sense.program or "",
        rule=sense.program_rule or "",
        region=whose.region,
        region_rule=whose.rule,
        first=used[0] if used else None,
        last=used[-1] if used else None,
    )


def _told(
    sense: Sense, defining: Iterable[Definition], reports: Mapping[str, Report], wholes: Wholes
) -> Iterator[Statement]:
    """What its own definitions say."""
    for definition in defining:
        if definition.end - definition.start != len(definition.text):
            continue  # white space or a page mark inside: the words are no stretch of the source
        for found in read_statements(definition, reports.get(definition.report)):
            start, end = (definition.start + place for place in found.span)
            words = definition.text[found.span[0] : found.span[1]]
            whole = wholes.named(words, definition) if found.said is Said.PART_OF else None
            if whole != sense.id:
                yield Statement(
                    id=statement_id(program_id(sense.id), found.said, definition.id, start, end),
                    source=definition.source,
                    report=definition.report,
                    start=start,
                    end=end,
                    program=program_id(sense.id),
                    said=found.said,
                    text=words,
                    passage=definition.id,
                    body=found.body,
                    region=found.region,
                    sense=whole,
                    year=found.year,
                    rule=found.rule,
                )


def _attributed(sense: Sense, issued: Iterable[Attribution]) -> Iterator[Statement]:
    """What reports say where they mention it: 省委“四强”行动."""
    for one in issued:
        end = one.start + len(one.issuer)
        yield Statement(
            id=statement_id(program_id(sense.id), Said.RUN_BY, one.id, one.start, end),
            source=one.source,
            report=one.report,
            start=one.start,
            end=end,
            program=program_id(sense.id),
            said=Said.RUN_BY,
            text=one.issuer,
            passage=one.id,
            body=one.body,
            region=one.region,
            rule=one.rule,
        )


def _issued(records: Sequence[AnyRecord]) -> dict[str, list[Attribution]]:
    """Sense -> the attributions of its mentions, those of a mere level left aside."""
    senses = {record.id: record.sense for record in records if isinstance(record, Mention) and record.sense}
    found: dict[str, list[Attribution]] = defaultdict(list)
    for record in records:
        if isinstance(record, Attribution) and not record.level_only and (sense := senses.get(record.mention)):
            found[sense].append(record)
    return found


def _each_once(said: Iterable[Statement]) -> Iterator[Statement]:
    yield from {one.id: one for one in sorted(said, key=lambda one: (one.source, one.start, one.id))}.values()
