"""Records -> rows: which value goes into which line of a shape. Pure; the layout says what the lines mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import TypeVar

from tifatu.graph.identity import identify
from tifatu.graph.model import (
    Attribution,
    Count,
    Definition,
    Document,
    Join,
    Mention,
    Origin,
    Part,
    Place,
    Region,
    Report,
    Run,
    Sense,
    Span,
)
from tifatu.graph.namespaces import body_name, label_name, rule_name, term_name
from tifatu.graph.programs import program_types
from tifatu.graph.survey import Survey
from tifatu.graph.triples_order import order
from tifatu.graph.triples_shape import Row

Item = TypeVar("Item", str, int)

COUNTS = {
    Count.AGREES: "CountAgrees",
    Count.DISAGREES: "CountDisagrees",
    Count.OPEN: "CountOpen",
    Count.UNCOUNTED: "Uncounted",
}
"""Verdict of a record -> its name in the vocabulary."""

ORIGINS = {Origin.GLOSSARY: "InGlossary", Origin.TEXT: "InText"}
"""Origin of a record -> its name in the vocabulary."""

VERDICTS = {"same": "SameContent", "variant": "OtherContent", "different": "OtherMeaning"}
"""Verdict on two definitions -> its name in the vocabulary."""


def document_row(document: Document, survey: Survey) -> Row:
    """The file that reports stand in."""
    return {
        "id": document.id,
        "media_type": document.media_type,
        "encoding": document.encoding,
        "length": document.length,
        "path": document.source,
        "sha256": document.sha256,
    }


def report_row(report: Report, survey: Survey) -> Row:
    """A report: place, time, session, and where the text says so."""
    facts = survey.reports[report.id]
    return {
        "id": report.id,
        "document": survey.documents.get(report.source),
        "title": report.title,
        "region": facts.region,
        "session": report.session,
        "speaker": report.speaker,
        "reviews": _once(report.reviews),
        "plans": report.plans,
        "year": facts.year,
        "start": report.start,
        "end": report.end,
        "speech_at": fragment(report.body),
        "glossary_at": fragment(report.glossary),
        "order": order(reviews=[f"{year:04}" for year in report.reviews]),
        "recorded": recorded(report.region, report.parents),
        **_dates(report.date),
        **{f"{field}_at": fragment(report.receipts.get(field)) for field in RECEIPTS},
    }


RECEIPTS = ("title", "date", "session", "speaker", "region")
"""Fields of a report that say where they were read."""


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
        **_dates(report.date if report else None),
        **_pieces(definition.id, definition),
        "headwords": [f"{definition.id}-{n:03}" for n in range(1, len(definition.terms) + 1)],
        "terms": sorted({term_name(key) for key in keys}),
        "components_rule": _rule(definition.components_rule),
        "confidence": _confidence(definition.confidence),
        "count": COUNTS[definition.count],
        "rule": _rule(definition.rule),
        "gaps": _fragments(definition.gaps),
        "marks": _fragments(definition.marks),
        "number": definition.number,
        "order": order(gaps=_sortable(definition.gaps), marks=_sortable(definition.marks)),
        "origin": ORIGINS[definition.origin],
        "sense": definition.sense,
        "sentence": fragment(definition.sentence),
        "variant": definition.variant,
    }


def headword_rows(definition: Definition, survey: Survey) -> Iterator[Row]:
    """The headwords of an entry, each at its place."""
    for n, (form, span) in enumerate(zip_longest(definition.terms, definition.term_spans), 1):
        if form is not None:
            yield {"id": f"{definition.id}-{n:03}", "label": label_name(form), **_span(span)}


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
            "rule": _rule(part.rule),
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
            yield {"id": own, "text": text, "term": known_term(text, survey), **_span(span)}
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


def mention_row(mention: Mention, survey: Survey) -> Row:
    """One occurrence of a term."""
    return {
        "id": mention.id,
        "report": mention.report,
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        "head": mention.head or None,
        "quoted": mention.quoted,
        "rule": rule_name(mention.rule),
        **_term(mention.term, survey),
        "sense": mention.sense,
        "resolved_by": _rule(mention.resolved_by),
        "candidates": _once(mention.candidates) or None,
        "order": order(candidates=mention.candidates) if mention.candidates else None,
    }


def attribution_row(attribution: Attribution, survey: Survey) -> Row:
    """Whose a formulation is."""
    by_body = not attribution.level_only
    return {
        "id": attribution.id,
        "report": attribution.report,
        "start": attribution.start,
        "end": attribution.end,
        "body": body_name(attribution.region, attribution.body) if by_body else None,
        "confidence": _confidence(attribution.confidence),
        "rule": _rule(attribution.rule),
        "head": attribution.head or None,
        "issuer": attribution.issuer,
        "level_only": attribution.level_only or None,
        "level_kind": None if by_body else attribution.body,
        "level_code": None if by_body else attribution.region,
        "mention": attribution.mention or None,
        "phrase": attribution.term,
        "term": known_term(attribution.term, survey),
    }


def place_row(place: Place, survey: Survey) -> Row:
    """A division named in a report."""
    return {
        "id": place.id,
        "report": place.report,
        "region": survey.region_at(place.region, place.report),
        "start": place.start,
        "end": place.end,
        "text": place.text,
        "in_name": place.in_name or None,
        "rule": _rule(place.rule),
    }


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
        "program_rule": _rule(sense.program_rule),
        "order": order(
            labels=(sense.label, *sense.alternatives),
            variants=[variant.id for variant in sense.variants],
            joins=[join_name(join) for join in sense.joins],
        ),
        **_term(sense.term, survey),
    }


def plain_sense_row(sense: Sense, survey: Survey, chosen: Definition | None) -> Row:
    """A meaning of a term in SKOS alone, with one definition."""
    broader = survey.broader.get(sense.id, [])
    return {
        "id": sense.id,
        "label": sense.label,
        "alternatives": _other_labels(sense),
        "broader": broader,
        "top": None if broader else "slogans",
        "definition": chosen.text if chosen else None,
        "note": _whence(chosen, survey) if chosen else None,
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
            "evidence": _once(join.evidence),
            "order": order(definitions=(join.a, join.b), evidence=join.evidence),
        }


def run_row(run: Run, survey: Survey) -> Row:
    """What made the data, from which documents."""
    return {
        "id": run.id,
        "code": run.code,
        "rules": run.rules,
        "settings": [f"{name}={value}" for name, value in run.settings.items()],
        "order": order(settings=[f"{name}={value}" for name, value in run.settings.items()]),
        "documents": sorted(survey.documents.values()),
    }


def join_name(join: Join) -> str:
    """Name of a verdict on two definitions, whichever is named first."""
    return identify("J", *sorted((join.a, join.b)), join.verdict)


def program_name(program: str | None) -> str | None:
    """Name of a program type: its English word, or a hash of a type that the scheme does not know."""
    if program is None:
        return None
    return next((kind.en for kind in program_types() if kind.zh == program), identify("P", program))


def known_term(form: str, survey: Survey) -> str | None:
    """Name of the term of a written form, where some report defines or mentions it."""
    key = survey.key_of(form)
    return term_name(key) if key in survey.terms else None


def recorded(region: Region | None, parents: Sequence[Region]) -> list[str]:
    """A division and those above as a record names them: distance, code, name and level.

    The nodes of the graph stand for versions of divisions; this is what one report says, whichever they are.

    >>> recorded(Region("620902", "肃州区", "县级"), (Region(None, "某新区", ""),))
    ['0 620902 肃州区 县级', '1 - 某新区 ']
    """
    chain = enumerate((region, *parents))
    return [f"{n} {above.code or '-'} {above.name} {above.level}" for n, above in chain if above]


def fragment(span: Span | None) -> str | None:
    """A span as RFC 5147 writes it.

    >>> fragment((12, 34))
    'char=12,34'
    """
    return f"char={span[0]},{span[1]}" if span else None


def _pieces(name: str, whole: Definition | Part) -> Row:
    count = len(whole.components)
    return {
        "components": [f"{name}-{n:03}" for n in range(1, count + 1)],
        "list": f"{name}-001" if count else None,
        "parts": [f"{name}-p{n:03}" for n in range(1, len(whole.parts) + 1)],
    }


def _span(span: Span | None) -> Row:
    return {"start": span[0], "end": span[1]} if span else {"start": None, "end": None}


def _dates(date: str | None) -> Row:
    """A day or a month, each with its own datatype."""
    whole = date if date and len(date) == len("2025-01-04") else None
    return {"day": whole, "month": date if date and not whole else None}


def _rule(rule: str | None) -> str | None:
    return rule_name(rule) if rule else None


def _confidence(confidence: float) -> float | None:
    """Certainty is not written: it is the rule, and a line less in each definition."""
    return None if confidence == 1 else confidence


def _other_labels(sense: Sense) -> list[str]:
    """S13: a label is preferred or alternative, never both."""
    return [form for form in dict.fromkeys(sense.alternatives) if form != sense.label]


def _whence(definition: Definition, survey: Survey) -> str | None:
    """The place and year of a definition, for display."""
    facts = survey.reports.get(definition.report)
    if facts is None:
        return None
    region = survey.regions.used[facts.region].region.name if facts.region else ""
    return f"{region}{facts.year or ''}" or None


def _term(key: str, survey: Survey) -> Row:
    """The term of a key, and the key itself where the term goes by another."""
    known = survey.keys.of(key)
    return {"term": term_name(known), "key": None if known == key else key}


def _sortable(spans: Sequence[Span]) -> list[str]:
    """Spans that sort as text in the order of numbers."""
    return [f"{start:09},{end:09}" for start, end in spans]


def _fragments(spans: Sequence[Span]) -> list[str]:
    return [f"char={start},{end}" for start, end in dict.fromkeys(spans)]


def _once(values: Sequence[Item]) -> list[Item]:
    return list(dict.fromkeys(values))
