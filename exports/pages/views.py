"""What the templates are filled with: plain dictionaries made from the atlas."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from tifatu.exports.files.chinese import COUNTS
from tifatu.exports.pages.atlas import NOWHERE, Atlas, Term, Use, region_key
from tifatu.exports.pages.picture import shorten
from tifatu.graph.model import Definition, Join, Report, Sense
from tifatu.graph.survey.facts import year_of


def counts(atlas: Atlas) -> dict[str, int]:
    """The figures of the overview."""
    return {
        "reports": len(atlas.reports),
        "regions": len(atlas.regions),
        "terms": len(atlas.terms),
        "described": len(atlas.described),
        "definitions": len({d.id for term in atlas.described for d in term.definitions}),
        "homonyms": sum(len(term.senses) > 1 for term in atlas.described),
        "mentions": sum(term.mentions for term in atlas.terms.values()),
    }


def homonym(term: Term) -> dict[str, Any]:
    """A term of several senses with the first words of each."""
    first = [next(d for d in term.definitions if d.sense == sense.id) for sense in term.senses[:4]]
    return {"address": term.address, "label": term.label, "first": [shorten(d.text, 44) for d in first]}


def sense(sense: Sense, term: Term, atlas: Atlas) -> dict[str, Any]:
    """A sense with its definitions side by side and why they stand together."""
    numbers = {name: n for n, variant in enumerate(sense.variants, 1) for name in variant.definitions}
    mine = [d for d in term.definitions if d.sense == sense.id]
    return {
        "id": sense.id,
        "program": sense.program,
        "alternatives": [form for form in sense.alternatives if form != sense.label],
        "definitions": [_definition(d, numbers.get(d.id, 1), atlas) for d in mine],
        "joins": [_join(join, mine, atlas) for join in sense.joins],
    }


def _definition(definition: Definition, variant: int, atlas: Atlas) -> dict[str, Any]:
    report = atlas.reports[definition.report]
    return {
        "id": definition.id,
        "region": (report.region or NOWHERE).name,
        "region_key": region_key(report.region),
        "year": year_of(report),
        "variant_number": variant,
        "terms": "、".join(definition.terms),
        "pieces": list(_pieces(definition, atlas)),
        "parts": [{"term": part.term, "text": part.text} for part in definition.parts],
        "count": COUNTS[definition.count],
        "count_class": str(definition.count),
        "report": report.title,
        "session": report.session,
        "source": definition.source,
        "start": definition.start,
        "end": definition.end,
        "rule": definition.rule,
    }


def _pieces(definition: Definition, atlas: Atlas) -> Iterator[dict[str, Any]]:
    """The text cut at its components, those with a page of their own linked; whole where a gap forbids cutting."""
    spans = sorted(zip(definition.component_spans, definition.components, strict=True))
    apart = all(a[0][1] <= b[0][0] for a, b in pairwise(spans))
    if definition.gaps or not apart or len(definition.text) != definition.end - definition.start:
        yield _piece(definition.text)
        return
    at = 0
    for (low, high), item in spans:
        yield _piece(definition.text[at : low - definition.start])
        other = atlas.terms.get(item)
        address = other.address if other and other.definitions else ""
        at = high - definition.start
        yield _piece(definition.text[low - definition.start : at], True, address)
    yield _piece(definition.text[at:])


def _piece(text: str, marked: bool = False, address: str = "") -> dict[str, Any]:
    return {"text": text, "marked": marked, "address": address}


def _join(join: Join, definitions: list[Definition], atlas: Atlas) -> str:
    by_id = {d.id: atlas.reports[d.report] for d in definitions}
    names = [_short(by_id[name]) if name in by_id else name for name in (join.a, join.b)]
    return f"{names[0]} — {names[1]}: {join.verdict} ({'; '.join(join.evidence)})"


def _short(report: Report) -> str:
    return f"{(report.region or NOWHERE).name} {year_of(report) or ''}".strip()


def issuers(term: Term, atlas: Atlas) -> list[dict[str, Any]]:
    """Who is named as the issuer, most often first."""
    said = Counter((a.issuer, a.region) for a in atlas.attributions.get(term.key, []) if not a.level_only)
    rows = sorted(said.items(), key=lambda pair: (-pair[1], str(pair[0])))[:8]
    return [
        {
            "words": words,
            "region": atlas.regions[code].name if code in atlas.regions else code or "中央",
            "times": times,
        }
        for (words, code), times in rows
    ]


def use(use: Use) -> dict[str, Any]:
    """One row of the table of who uses a term."""
    return {
        "key": region_key(use.region),
        "name": use.region.name,
        "first": use.first,
        "last": use.last,
        "defines": use.defines,
        "mentions": use.mentions,
    }
