"""What an audit asks: records drawn at random by their content, each with the sentence that it was read from."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from tifatu.exports.pages.passages import bounds
from tifatu.graph.identity import identify
from tifatu.graph.model import AnyRecord, Attribution, Definition, Mention, Origin, Place, Sense
from tifatu.graph.records.sets import Records

KINDS = (
    "glossary definition",
    "in-text definition",
    "attribution",
    "place",
    "unquoted mention",
    "resolved mention",
    "type",
)
"""Kinds of record that are judged apart, in the order of the page."""

REACH = 160
"""Characters shown before and behind the words in question, at most."""

Texts = Callable[[str], str | None]
"""Gives the text of a source, or None where it is not at hand."""


@dataclass(frozen=True)
class Asked:
    """One thing to judge: is the claim right, by the sentence alone?"""

    key: str
    """Made of kind, claim, source and words, not of offsets: it is the same after a rebuild that says the same."""

    kind: str
    rule: str
    source: str
    before: str
    quote: str
    after: str
    claim: str


@dataclass(frozen=True)
class _Drawn:
    """A record that may be asked about, with what it claims."""

    kind: str
    rule: str
    claim: str
    record: Definition | Attribution | Mention | Place

    def rank(self, seed: int) -> bytes:
        """Its place in the order of a seed: a shuffle that new records do not disturb."""
        return sha256(f"{seed}\0{self.kind}\0{self.claim}\0{self.record.id}".encode("utf-8", "replace")).digest()


def sample(records: Records, texts: Texts, count: int, seed: int) -> list[Asked]:
    """As many things to judge of each kind, or all where there are fewer; the same seed draws the same.

    Args:
        records: All records of a graph.
        texts: Gives the text of a source.
        count: How many of each kind.
        seed: Any number.
    """
    drawn = {kind: list[_Drawn]() for kind in KINDS}
    for one in _all(records):
        drawn[one.kind].append(one)
    chosen = [one for kind in KINDS for one in heapq.nsmallest(count, drawn[kind], key=lambda one: one.rank(seed))]
    by_source: dict[str, list[tuple[int, _Drawn]]] = {}
    for number, one in enumerate(chosen):
        by_source.setdefault(one.record.source, []).append((number, one))
    asked = {}
    for source, ones in by_source.items():  # each text is read once
        text = texts(source)
        asked.update({number: _asked(one, text) for number, one in ones})
    return [asked[number] for number in range(len(chosen))]


def _all(records: Records) -> Iterator[_Drawn]:
    senses = {sense.id: sense for sense in records.by_id(Sense)}
    meant = {d.sense: d for d in reversed(list(records.by_id(Definition))) if d.sense}
    for record in records:
        yield from _claims(record, senses, meant)


def _claims(record: AnyRecord, senses: dict[str, Sense], meant: dict[str, Definition]) -> Iterator[_Drawn]:
    match record:
        case Definition():
            kind = "glossary definition" if record.origin is Origin.GLOSSARY else "in-text definition"
            yield _Drawn(kind, record.rule, f"{'、'.join(record.terms)} = {record.text}{_items(record)}", record)
            sense = senses.get(record.sense or "")
            if sense and sense.program and meant.get(sense.id) is record:
                yield _Drawn("type", sense.program_rule or "", f"{sense.label}: {sense.program}", record)
        case Attribution():
            said = "a level, no issuer" if record.level_only else record.body
            claim = f"{record.term}{record.head} ← {record.issuer} ({said}, {record.region or 'centre'})"
            yield _Drawn("attribution", record.rule, claim, record)
        case Place():
            yield _Drawn("place", record.rule, f"{record.text} = {record.region}", record)
        case Mention():
            if not record.quoted:
                yield _Drawn("unquoted mention", record.rule, f"{record.text} ∈ {record.term}", record)
            if record.resolved_by and (definition := meant.get(record.sense or "")):
                claim = f"{record.text} = {definition.text}"
                yield _Drawn("resolved mention", record.resolved_by, claim, record)


def _items(definition: Definition) -> str:
    """Its components and the names of its parts, as they are to be judged."""
    parts = [f"{part.term}[{' | '.join(part.components) or part.text}]" for part in definition.parts]
    listed = " | ".join([*definition.components, *parts])
    return f" → {listed}" if listed else ""


def _asked(one: _Drawn, text: str | None) -> Asked:
    record = one.record
    start, end = record.start, record.end
    if isinstance(record, Definition) and record.term_spans:
        start, end = min(start, *(a for a, _ in record.term_spans)), max(end, *(b for _, b in record.term_spans))
    if text is None:
        before, quote, after = "", one.claim, ""
    else:
        low, high = bounds(text, start, end, REACH)
        before, quote, after = text[low:start], text[start:end], text[end:high]
    words = "".join(f"{before}\0{quote}\0{after}".split())
    key = identify("J", one.kind, one.claim, record.source, words)
    return Asked(key, one.kind, one.rule, record.source, before, quote, after, one.claim)


def kinds_of(asked: Iterable[Asked]) -> list[str]:
    """The kinds that there is something to judge of, in their order."""
    there = {one.kind for one in asked}
    return [kind for kind in KINDS if kind in there]
