"""What tifatu explain tells: senses, definitions by place and year, receipts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from tifatu.exports import Selection, select
from tifatu.exports.pages.atlas import NOWHERE, Atlas, Term, atlas_of
from tifatu.graph.errors import UnknownTermError
from tifatu.graph.labels import split_label, term_key
from tifatu.graph.model import Definition, Sense
from tifatu.graph.rule_notes import rule_notes
from tifatu.graph.store.knowledge import KnowledgeGraph
from tifatu.graph.survey.facts import year_of


def explanation_of(graph: KnowledgeGraph, words: str) -> dict[str, Any]:
    """Everything that the graph says a term means, as plain data.

    Args:
        graph: An open graph.
        words: Any written form: “四强”行动, 四强.

    Raises:
        UnknownTermError: No report has that term; offers near ones.
    """
    try:
        atlas = atlas_of(select(graph.records(), Selection(term=words)))
    except UnknownTermError:
        keys = [str(row["key"]) for row in graph.trusted("SELECT ?key WHERE { ?t a tfv:Term ; tfv:key ?key }")]
        raise UnknownTermError(term_key(words), keys) from None
    term = _chosen(atlas, words)
    definitions = [_definition(d, term, atlas) for d in term.definitions]
    return {
        "term": term.key,
        "label": term.label,
        "senses": [_sense(sense) for sense in term.senses],
        "definitions": definitions,
        "mentions": term.mentions,
        "reports": len({d.report for d in term.definitions} | {u.region.code for u in term.uses}),
        "uses": [
            {"region": u.region.name, "code": u.region.code, "first": u.first, "last": u.last, "mentions": u.mentions}
            for u in term.uses
        ],
    }


def as_lines(found: dict[str, Any], why: bool) -> Iterator[str]:
    """The explanation for people: one block a sense, one line a definition, receipts on demand."""
    senses = {sense["id"]: sense for sense in found["senses"]}
    total = f"{len(senses)} sense(s), {len(found['definitions'])} definition(s), {found['mentions']} mention(s)"
    yield f"{found['label']}: {total} in {len(found['uses'])} place(s)"
    ordered = sorted(found["definitions"], key=lambda d: list(senses).index(d["sense"]))
    for number, (name, group) in enumerate(groupby(ordered, key=lambda d: d["sense"]), 1):
        sense = senses[name]
        yield ""
        yield f"Sense {number}{': ' + sense['program'] if sense['program'] else ''}"
        if why:
            yield f"    type by rule {sense['rule']}"
            yield from _why(sense["rule"])
        for definition in group:
            yield from _lines_of(definition, why)
        if why:
            yield from (f"    {join}" for join in sense["joins"])
    only = [use for use in found["uses"] if use["region"] not in {d["region"] for d in found["definitions"]}]
    if only:
        yield ""
        yield "Used without explanation: " + "、".join(f"{use['region']}（{use['mentions']}）" for use in only[:40])


def _lines_of(definition: dict[str, Any], why: bool) -> Iterator[str]:
    place = f"{definition['region']} {definition['year'] or '?'}"
    yield f"  {place}\t{'、'.join(definition['terms'])}\t{definition['text']}"
    if why:
        yield f"    {definition['source']}:{definition['start']}-{definition['end']}  rule {definition['rule']}"
        yield from _why(definition["rule"])
        if definition["components"]:
            listed = "、".join(definition["components"])
            yield f"    components ({definition['components_rule']}, count {definition['count']}): {listed}"
            yield from _why(definition["components_rule"])
        for part in definition["parts"]:
            yield f"    part {part['term']} ({part['rule']}): {part['text']}"
            yield from _why(part["rule"])


def _why(rule: str | None) -> Iterator[str]:
    """The sentence that says why a rule is right, in both languages; nothing for a rule of another version."""
    if note := rule_notes().get(rule or ""):
        yield f"      why: {note.why} {note.reason}"


def _chosen(atlas: Atlas, words: str) -> Term:
    """The term itself among those that its reports know."""
    for key in (term_key(words), split_label(words).core):
        if key in atlas.terms:
            return atlas.terms[key]
    return next(term for term in atlas.terms.values() if term.definitions)


def _sense(sense: Sense) -> dict[str, Any]:
    joins = [f"{join.a} {join.b}: {join.verdict} ({'; '.join(join.evidence)})" for join in sense.joins]
    return {"id": sense.id, "label": sense.label, "program": sense.program, "rule": sense.program_rule, "joins": joins}


def _definition(definition: Definition, term: Term, atlas: Atlas) -> dict[str, Any]:
    report = atlas.reports[definition.report]
    region = report.region or NOWHERE
    return {
        "id": definition.id,
        "region": region.name,
        "code": region.code,
        "year": year_of(report),
        "report": report.title,
        "terms": list(definition.terms),
        "text": definition.text,
        "source": definition.source,
        "start": definition.start,
        "end": definition.end,
        "origin": str(definition.origin),
        "rule": definition.rule,
        "confidence": definition.confidence,
        "components": list(definition.components),
        "components_rule": definition.components_rule,
        "count": str(definition.count),
        "parts": [{"term": p.term, "text": p.text, "rule": p.rule} for p in definition.parts],
        "sense": definition.sense,
        "variant": definition.variant,
    }
