"""Records -> rows of the tables, one at a time, each cell at the place that exports.tables gives its column.

Every function takes the records and the survey, as sections of RDF do.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

from tifatu.exports.tables.shape import Cell
from tifatu.graph.model import (
    Attribution,
    Definition,
    Glossary,
    Mention,
    Part,
    Place,
    Program,
    Report,
    Said,
    Sense,
    Span,
    Statement,
    Usage,
)
from tifatu.graph.namespaces import term_name
from tifatu.graph.rdf.known_rows import term_rows
from tifatu.graph.rdf.values import join_name, known_term
from tifatu.graph.records.sets import Records, as_in_iri
from tifatu.graph.survey.facts import Survey

Row = tuple[Cell, ...]

SEPARATOR = " | "
"""Between the values of a cell that has several."""

WHOLE = "0"
"""Stands for the definition itself where its parts are numbered."""


def terms(records: Records, survey: Survey) -> Iterator[Row]:
    """One row a term."""
    for row in term_rows(survey):
        key = str(row["label"])
        yield (
            str(row["id"]),
            key,
            len(survey.senses_of.get(key, ())),
            *(_as_int(row[field]) for field in ("definitions", "mentions", "reports", "regions")),
            *survey.years_of(survey.terms[key].reports),
            str(row["first"]) if row["first"] else None,
        )


def senses(records: Records, survey: Survey) -> Iterator[Row]:
    """One row a sense."""
    for sense in records.by_id(Sense):
        reports = survey.reports_of_sense(sense.id)
        yield (
            sense.id,
            term_name(survey.keys.of(sense.term)),
            sense.label,
            _several([form for form in dict.fromkeys(sense.alternatives) if form != sense.label]),
            sense.program,
            survey.region_at(sense.region, None) if sense.region else None,
            sense.scope.value if sense.scope else None,
            len(survey.definitions_of.get(sense.id, ())),
            len(sense.variants),
            len({place for name in reports if (place := _region(survey, name))}),
            *survey.years_of(reports),
            _several(survey.broader.get(sense.id, ())),
        )


def definitions(records: Records, survey: Survey) -> Iterator[Row]:
    """One row a definition."""
    for definition in records.by_id(Definition):
        region, name, year = where(survey, definition.report)
        yield (
            definition.id,
            _term_of(definition, survey),
            definition.sense,
            definition.variant,
            _several(definition.terms),
            definition.text,
            region,
            name,
            year,
            definition.report,
            definition.origin.value,
            definition.number,
            len(definition.components),
            definition.count.value,
            definition.rule,
            definition.components_rule,
            definition.confidence,
            definition.before or None,
            definition.after or None,
            definition.start,
            definition.end,
            definition.source,
        )


def components(records: Records, survey: Survey) -> Iterator[Row]:
    """One row an item of a definition or of its parts."""
    for definition in records.by_id(Definition):
        for path, whole in _wholes(WHOLE, definition):
            items = zip_longest(whole.components, whole.component_spans)
            for n, (text, span) in enumerate(items, 1):
                if text:
                    yield definition.id, path, n, text, known_term(text, survey), *_ends(span)


def parts(records: Records, survey: Survey) -> Iterator[Row]:
    """One row a named part."""
    for definition in records.by_id(Definition):
        for path, part in _wholes(WHOLE, definition):
            if isinstance(part, Part):
                term = known_term(part.term, survey)
                yield (
                    *(definition.id, path, part.term, part.text, term, part.implied, part.rule),
                    *(part.start, part.end),
                )


def headwords(records: Records, survey: Survey) -> Iterator[Row]:
    """One row a headword of a definition."""
    for definition in records.by_id(Definition):
        for n, (form, span) in enumerate(zip_longest(definition.terms, definition.term_spans), 1):
            if form:
                yield definition.id, n, form, term_name(survey.key_of(form)), *_ends(span)


def mentions(records: Records, survey: Survey) -> Iterator[Row]:
    """One row a mention."""
    for mention in records.by_id(Mention):
        region, _, year = where(survey, mention.report)
        yield (
            mention.id,
            term_name(survey.keys.of(mention.term)),
            mention.text,
            mention.head or None,
            mention.quoted,
            mention.paragraph,
            mention.report,
            region,
            year,
            mention.sense,
            mention.resolved_by,
            _several(mention.candidates),
            _several(mention.evidence),
            mention.rule,
            mention.start,
            mention.end,
        )


def attributions(records: Records, survey: Survey) -> Iterator[Row]:
    """One row an attribution."""
    for told in records.by_id(Attribution):
        year = where(survey, told.report)[2]
        yield (
            *(told.id, told.mention or None, told.term, told.head or None),
            *(told.issuer, told.body, told.region, told.level_only),
            *(told.report, year, told.rule, told.confidence, told.start, told.end),
        )


def programs(records: Records, survey: Survey) -> Iterator[Row]:
    """One row a program."""
    run_by, targets = defaultdict[str, set[str]](set), Counter[str]()
    for said in records.by_id(Statement):
        if said.body:
            run_by[said.program].add(said.text)
        targets[said.program] += said.said is Said.TARGET
    for program in records.by_id(Program):
        yield (
            *(program.id, program.sense, program.label, program.type, program.rule),
            survey.region_at(program.region, None) if program.region else None,
            *(program.region_rule, _several(sorted(run_by[program.id]))),
            *(_several(sorted(survey.part_of.get(program.id, ()))), targets[program.id]),
            *survey.years_of(filter(None, (program.first, program.last))),
        )


def statements(records: Records, survey: Survey) -> Iterator[Row]:
    """One row a statement about a program."""
    for said in records.by_id(Statement):
        yield (
            *(said.id, said.program, str(said.said), said.text, said.body, said.region, said.sense, said.year),
            *(said.passage, said.report, where(survey, said.report)[2], said.rule, said.start, said.end),
        )


def glossaries(records: Records, survey: Survey) -> Iterator[Row]:
    """One row a glossary."""
    for glossary in records.by_id(Glossary):
        yield (
            *(glossary.id, glossary.report, where(survey, glossary.report)[2], glossary.entries, glossary.score),
            SEPARATOR.join(f"{name} {share:.2f}" for name, share in glossary.signs.items()) or None,
            SEPARATOR.join(glossary.warnings) or None,
            *(glossary.rule, glossary.start, glossary.end),
        )


def places(records: Records, survey: Survey) -> Iterator[Row]:
    """One row a place name."""
    for place in records.by_id(Place):
        region, year = survey.region_at(place.region, place.report), where(survey, place.report)[2]
        yield (
            *(place.id, region, place.region, place.text, place.in_name),
            *(place.report, year, place.rule, place.start, place.end),
        )


def usages(records: Records, survey: Survey) -> Iterator[Row]:
    """One row a term that was counted."""
    for usage in records.by_id(Usage):
        yield (
            *(usage.id, usage.term, known_term(usage.term, survey), str(usage.term_class)),
            *(len(usage.occurrences), sum(usage.occurrences.values()), _several(usage.evidence)),
        )


def reports(records: Records, survey: Survey) -> Iterator[Row]:
    """One row a report."""
    counts = definitions_by_report(survey)
    for report in records.by_id(Report):
        region, name, year = where(survey, report.id)
        yield (
            *(report.id, report.title, region, name),
            report.region.code if report.region else None,
            report.region.level if report.region else None,
            *(year, report.date, report.session, report.speaker),
            report.reviews[0] if report.reviews else None,
            report.reviews[-1] if report.reviews else None,
            *(report.plans, counts.get(report.id, 0)),
            *(report.start, report.end, *report.body, *_ends(report.glossary)),
            _several(report.editions),
            report.source,
        )


def regions(records: Records, survey: Survey) -> Iterator[Row]:
    """One row a division as of some years."""
    for name in sorted(survey.regions.used, key=as_in_iri):
        facts = survey.regions.used[name]
        region = facts.region
        yield (
            *(name, region.code, region.name or None, region.level or None),
            *(facts.since, facts.until, _several(sorted(facts.above))),
        )


def joins(records: Records, survey: Survey) -> Iterator[Row]:
    """One row a verdict on two definitions; both senses may hold it, it is told once."""
    seen: set[str] = set()
    for sense in records.by_id(Sense):
        for join in sense.joins:
            name = join_name(join)
            if name not in seen:
                seen.add(name)
                yield join.a, join.b, join.verdict, _several(join.evidence)


def definitions_by_report(survey: Survey) -> Mapping[str, int]:
    """How many definitions each report holds; those that hold none are not there."""
    return Counter(facts.report for facts in survey.definitions.values())


def _wholes(path: str, whole: Definition | Part) -> Iterator[tuple[str, Definition | Part]]:
    """A definition and its parts at every depth, each with its place: 0, 2, 2.1."""
    yield path, whole
    for n, part in enumerate(whole.parts, 1):
        yield from _wholes(str(n) if path == WHOLE else f"{path}.{n}", part)


def _term_of(definition: Definition, survey: Survey) -> str | None:
    """The term of its sense; of its first headword, where it has no sense."""
    sense = survey.senses.get(definition.sense or "")
    forms = [sense.term] if sense else definition.terms[:1]
    return next((term_name(survey.key_of(form)) for form in forms), None)


def where(survey: Survey, report: str) -> tuple[str | None, str | None, int | None]:
    """Id and name of a report's region, and its year."""
    facts = survey.reports.get(report)
    if facts is None:
        return None, None, None
    name = survey.regions.used[facts.region].region.name if facts.region else None
    return facts.region, name or None, facts.year


def _region(survey: Survey, report: str) -> str | None:
    return where(survey, report)[0]


def _several(values: Sequence[str]) -> str | None:
    return SEPARATOR.join(values) or None


def _ends(span: Span | None) -> tuple[int | None, int | None]:
    return span or (None, None)


def _as_int(value: object) -> int | None:
    return value if isinstance(value, int) else None
