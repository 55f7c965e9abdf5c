"""Records -> rows: definitions with their pieces, senses with their variants and joins."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from tifatu.graph.model import (
    Definition,
    Part,
    Sense,
)
from tifatu.graph.namespaces import label_name, term_name
from tifatu.graph.rdf.order import order
from tifatu.graph.rdf.shape import Row
from tifatu.graph.rdf.values import (
    COUNTS,
    ORIGINS,
    SCOPES,
    VERDICTS,
    confidence_of,
    dates,
    fragment,
    fragments,
    join_name,
    known_term,
    once,
    program_name,
    rule_of,
    sortable,
    span_of,
    term_of,
)
from tifatu.graph.survey.facts import Survey


def definition_row(definition: Definition, survey: Survey) -> Row:
    """A definition with its passage, its verdicts and the names of its pieces."""
    report = survey.reports.get(definition.report)
    keys = survey.keys_of(definition.id)
    return {
        "id": definition.id,
        "report": definition.report,
        "start": definition.start,
        "end": definition.end,
        "text": definition.text,
        "before": definition.before or None,
        "after": definition.after or None,
        "region": report.region if report else None,
        "year": report.year if report else None,
        **dates(report.date if report else None),
        **_pieces(definition.id, definition),
        "headwords": [f"{definition.id}-{n:03}" for n in range(1, len(definition.terms) + 1)],
        "terms": sorted({term_name(key) for key in keys}),
        "components_rule": rule_of(definition.components_rule),
        "confidence": confidence_of(definition.confidence),
        "count": COUNTS[definition.count],
        "rule": rule_of(definition.rule),
        "gaps": fragments(definition.gaps),
        "marks": fragments(definition.marks),
        "number": definition.number,
        "order": order(gaps=sortable(definition.gaps), marks=sortable(definition.marks)),
        "origin": ORIGINS[definition.origin],
        "sense": definition.sense,
        "sentence": fragment(definition.sentence),
        "variant": definition.variant,
    }


def headword_rows(definition: Definition, survey: Survey) -> Iterator[Row]:
    """The headwords of an entry, each at its place."""
    for n, (form, span) in enumerate(zip_longest(definition.terms, definition.term_spans), 1):
        if form is not None:
            yield {"id": f"{definition.id}-{n:03}", "label": label_name(form), **span_of(span)}


def part_rows(name: str, whole: Definition | Part, survey: Survey) -> Iterator[Row]:
    """The named parts of a definition, at every depth."""
    for n, part in enumerate(whole.parts, 1):
        own = f"{name}-p{n:03}"
        yield {
            "id": own,
            "start": part.start,
            "end": part.end,
            "text": part.text,
            "name": part.term,
            "rule": rule_of(part.rule),
            "implied": part.implied or None,
            "term": known_term(part.term, survey),
            **_pieces(own, part),
        }
        yield from part_rows(own, part, survey)


def component_rows(name: str, whole: Definition | Part, survey: Survey) -> Iterator[Row]:
    """The items that a definition and its parts enumerate."""
    for n, (text, span) in enumerate(zip_longest(whole.components, whole.component_spans), 1):
        if text is not None:
            own = f"{name}-{n:03}"
            yield {"id": own, "text": text, "term": known_term(text, survey), **span_of(span)}
    for n, part in enumerate(whole.parts, 1):
        yield from component_rows(f"{name}-p{n:03}", part, survey)


def item_rows(name: str, whole: Definition | Part, survey: Survey) -> Iterator[Row]:
    """The cells of the ordered lists of components."""
    last = len(whole.components)
    for n in range(1, last + 1):
        more = n < last
        yield {"id": f"{name}-{n:03}", "rest": f"{name}-{n + 1:03}" if more else None, "nil": None if more else "nil"}
    for n, part in enumerate(whole.parts, 1):
        yield from item_rows(f"{name}-p{n:03}", part, survey)


def sense_row(sense: Sense, survey: Survey) -> Row:
    """A meaning of a term, as a concept."""
    others = _other_labels(sense)
    broader = survey.broader.get(sense.id, [])
    return {
        "id": sense.id,
        "label": sense.label,
        "alternatives": others,
        "preferred": label_name(sense.label),
        "alternative_labels": [label_name(form) for form in others],
        "broader": broader,
        "top": None if broader else "slogans",
        "definitions": survey.definitions_of.get(sense.id, []),
        "region": survey.region_at(sense.region, None) if sense.region else None,
        "program": program_name(sense.program),
        "program_rule": rule_of(sense.program_rule),
        "replaces": sorted(sense.replaces),
        "scope": SCOPES[sense.scope] if sense.scope else None,
        "scope_evidence": once(sense.scope_evidence),
        "order": order(
            scope_evidence=sense.scope_evidence,
            labels=(sense.label, *sense.alternatives),
            variants=[variant.id for variant in sense.variants],
            joins=[join_name(join) for join in sense.joins],
        ),
        **term_of(sense.term, survey),
    }


def variant_rows(sense: Sense, survey: Survey) -> Iterator[Row]:
    """The variants of a sense."""
    for variant in sense.variants:
        yield {"id": variant.id, "sense": sense.id, "order": order(definitions=variant.definitions)}


def join_rows(sense: Sense, survey: Survey) -> Iterator[Row]:
    """Why definitions stand together or apart."""
    for join in sense.joins:
        yield {
            "id": join_name(join),
            "definitions": sorted({join.a, join.b}),
            "sense": sense.id,
            "verdict": VERDICTS[join.verdict],
            "evidence": once(join.evidence),
            "order": order(definitions=(join.a, join.b), evidence=join.evidence),
        }


def _pieces(name: str, whole: Definition | Part) -> Row:
    count = len(whole.components)
    return {
        "components": [f"{name}-{n:03}" for n in range(1, count + 1)],
        "list": f"{name}-001" if count else None,
        "parts": [f"{name}-p{n:03}" for n in range(1, len(whole.parts) + 1)],
    }


def _other_labels(sense: Sense) -> list[str]:
    """S13: a label is preferred or alternative, never both."""
    return [form for form in dict.fromkeys(sense.alternatives) if form != sense.label]
