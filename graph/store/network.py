"""The graph as networkx and Gephi see it: things that people count and draw, with flat attributes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from itertools import groupby
from operator import itemgetter
from types import MappingProxyType
from typing import TYPE_CHECKING

from tifatu.graph.labels import term_key
from tifatu.graph.model import Attribution, Definition, Mention, Program, Report
from tifatu.graph.namespaces import body_name, term_name
from tifatu.graph.programs import program_types
from tifatu.graph.rdf.known_rows import body_rows, term_rows
from tifatu.graph.rdf.values import program_name
from tifatu.graph.records.sets import Records
from tifatu.graph.survey.facts import Survey

if TYPE_CHECKING:
    from networkx import MultiDiGraph

Attributes = dict[str, str | int]
Node = tuple[str, Attributes]
Edge = tuple[str, str, Attributes]
Meeting = tuple[str, str, int]
"""Two ends and the year in which they met; 0 where that is not known."""

NODE_FIELDS: Mapping[str, type[str] | type[int]] = MappingProxyType(
    {
        "kind": str,
        "label": str,
        "mentions": int,
        "reports": int,
        "definitions": int,
        "year": int,
        "date": str,
        "code": str,
        "level": str,
        "first": int,
        "last": int,
    }
)
"""Attributes that nodes may have, with their types."""

EDGE_FIELDS: Mapping[str, type[str] | type[int]] = MappingProxyType(
    {"kind": str, "weight": int, "first": int, "last": int}
)
"""Attributes that edges may have, with their types."""


def network(records: Records) -> MultiDiGraph[str]:
    """Build the network; nodes and edges come in a fixed order.

    Nodes have ``kind`` (term, sense, region, report, body, program, program type) and ``label``, some ``year``,
    ``code`` or counts; edges have ``kind`` and, where the same pair meets more than once, ``weight``. Both have
    ``first`` and ``last``, the years of the first and last report that speaks of them. A name or year that is not
    known is left out, as GEXF and GraphML hold no empty values.
    """
    import networkx

    survey = Survey(records)
    graph: MultiDiGraph[str] = networkx.MultiDiGraph()
    graph.add_nodes_from(nodes(records, survey))
    graph.add_edges_from(edges(records, survey, set(graph)))
    return graph


def nodes(records: Records, survey: Survey) -> Iterator[Node]:
    """All nodes, class by class."""
    for row in term_rows(survey):
        used = _used(survey, survey.terms[str(row["label"])].reports)
        yield (
            str(row["id"]),
            _flat(kind="term", label=row["label"], mentions=row["mentions"], reports=row["reports"], **used),
        )
    for name, sense in sorted(survey.senses.items()):
        used = _used(survey, survey.reports_of_sense(name))
        yield name, _flat(kind="sense", label=sense.label, definitions=len(survey.definitions_of.get(name, ())), **used)
    for report in records.by_id(Report):
        used = {"year": survey.reports[report.id].year, **_used(survey, [report.id])}
        yield report.id, _flat(kind="report", label=report.title, date=report.date, **used)
    yield from _regions(survey)
    told = _reports_by_body(records)
    for row in body_rows(survey):
        used = _used(survey, told[str(row["id"])])
        yield str(row["id"]), _flat(kind="body", label=row["label"], code=row["code"], **used)
    for program in records.by_id(Program):
        used = _used(survey, filter(None, (program.first, program.last)))
        yield program.id, _flat(kind="program", label=program.label, **used)
    for kind in program_types():
        yield kind.en, _flat(kind="program type", label=kind.zh)


def edges(records: Records, survey: Survey, known: Container[str]) -> Iterator[Edge]:
    """The edges between known nodes, class by class."""
    return (edge for edge in _edges(records, survey) if edge[0] in known and edge[1] in known)


def _regions(survey: Survey) -> Iterator[Node]:
    reports: dict[str, list[str]] = defaultdict(list)
    for name, report in survey.reports.items():
        reports[report.region or ""].append(name)
    for name, facts in sorted(survey.regions.used.items()):
        region, used = facts.region, _used(survey, reports[name])
        yield name, _flat(kind="region", label=region.name, code=region.code, level=region.level, **used)


def _reports_by_body(records: Records) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for attribution in records.by_id(Attribution):
        found[body_name(attribution.region, attribution.body)].add(attribution.report)
    return found


def _edges(records: Records, survey: Survey) -> Iterator[Edge]:
    yield from _edges_of_senses(survey)
    yield from _edges_of_programs(records, survey)
    for name, facts in sorted(survey.regions.used.items()):
        for above in sorted(facts.above):
            yield name, above, {"kind": "part of"}
    for name, report in sorted(survey.reports.items()):
        if report.region:
            yield name, report.region, _flat(kind="report of", **_used(survey, [name]))
    yield from _weighted("mentioned in", _mentioned(records, survey))
    yield from _weighted("defined in", _defined(records, survey))
    yield from _weighted("attributed to", _attributed(records, survey))


def _edges_of_senses(survey: Survey) -> Iterator[Edge]:
    for name, sense in sorted(survey.senses.items()):
        used = _used(survey, survey.reports_of_sense(name))
        yield term_name(survey.keys.of(sense.term)), name, _flat(kind="means", **used)
        if sense.program:
            yield name, program_name(sense.program) or "", {"kind": "is a"}
        for whole in survey.broader.get(name, ()):
            yield name, whole, {"kind": "part of"}


def _edges_of_programs(records: Records, survey: Survey) -> Iterator[Edge]:
    """A sense names a program, bodies run it, it is of a region and part of what other senses mean."""
    for program in records.by_id(Program):
        yield program.sense, program.id, {"kind": "names"}
        yield program.id, program_name(program.type) or "", {"kind": "is a"}
        if program.region:
            yield program.id, survey.region_at(program.region, None), {"kind": "of region"}
        for body in sorted(survey.run_by.get(program.id, ())):
            yield program.id, body, {"kind": "run by"}
        for whole in sorted(survey.part_of.get(program.id, ())):
            yield program.id, whole, {"kind": "part of"}


def _mentioned(records: Records, survey: Survey) -> Iterator[Meeting]:
    for mention in records.by_id(Mention):
        yield term_name(survey.keys.of(mention.term)), mention.report, _year(survey, mention.report)


def _defined(records: Records, survey: Survey) -> Iterator[Meeting]:
    for definition in records.by_id(Definition):
        yield definition.sense or "", definition.report, _year(survey, definition.report)


def _attributed(records: Records, survey: Survey) -> Iterator[Meeting]:
    wanted = {attribution.mention for attribution in records.by_id(Attribution)}
    terms = {mention.id: mention.term for mention in records.by_id(Mention) if mention.id in wanted}
    for attribution in records.by_id(Attribution):
        key = terms.get(attribution.mention) or term_key(attribution.term)
        body = body_name(attribution.region, attribution.body)
        yield term_name(survey.keys.of(key)), body, _year(survey, attribution.report)


def _weighted(kind: str, meetings: Iterator[Meeting]) -> Iterator[Edge]:
    """One edge a pair, however often it met."""
    for (start, end), met in groupby(sorted(Counter(meetings).items()), key=lambda item: item[0][:2]):
        counts = [(year, count) for (_, _, year), count in met]
        years = [year for year, _ in counts if year]
        used = {"first": min(years, default=None), "last": max(years, default=None)}
        yield start, end, _flat(kind=kind, weight=sum(map(itemgetter(1), counts)), **used)


def _year(survey: Survey, report: str) -> int:
    facts = survey.reports.get(report)
    return (facts.year or 0) if facts else 0


def _used(survey: Survey, reports: Iterable[str]) -> dict[str, int | None]:
    return dict(zip(("first", "last"), survey.years_of(reports), strict=True))


def _flat(**values: object) -> Attributes:
    return {name: value for name, value in values.items() if isinstance(value, str | int)}
