"""Values of rows: names, literals and spans as the shapes want them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from tifatu.graph.identity import identify
from tifatu.graph.model import (
    Count,
    Join,
    Origin,
    Region,
    Said,
    Scope,
    Span,
)
from tifatu.graph.namespaces import rule_name, term_name
from tifatu.graph.programs import program_types
from tifatu.graph.rdf.shape import Row
from tifatu.graph.survey.facts import Survey

Item = TypeVar("Item", str, int)

COUNTS = {
    Count.AGREES: "CountAgrees",
    Count.DISAGREES: "CountDisagrees",
    Count.UNCERTAIN: "CountUncertain",
    Count.OPEN: "CountOpen",
    Count.UNCOUNTED: "Uncounted",
}
"""Verdict of a record -> its name in the vocabulary."""

ORIGINS = {Origin.GLOSSARY: "InGlossary", Origin.TEXT: "InText"}
"""Origin of a record -> its name in the vocabulary."""

SCOPES = {Scope.NATIONAL: "National", Scope.PROVINCIAL: "Provincial", Scope.LOCAL: "Local"}
"""Scope of a record -> its name in the vocabulary."""

SAID = {Said.RUN_BY: "RunBy", Said.PART_OF: "PartOf", Said.TARGET: "Target"}
"""What a statement says of a program -> its name in the vocabulary."""

VERDICTS = {"same": "SameContent", "variant": "OtherContent", "different": "OtherMeaning"}
"""Verdict on two definitions -> its name in the vocabulary."""

RECEIPTS = ("title", "date", "session", "speaker", "region")
"""Fields of a report that say where they were read."""


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


def fragments(spans: Sequence[Span]) -> list[str]:
    """Spans as RFC 5147 writes them, each once."""
    return [f"char={start},{end}" for start, end in dict.fromkeys(spans)]


def sortable(spans: Sequence[Span]) -> list[str]:
    """Spans that sort as text in the order of numbers."""
    return [f"{start:09},{end:09}" for start, end in spans]


def span_of(span: Span | None) -> Row:
    """Start and end, or neither."""
    return {"start": span[0], "end": span[1]} if span else {"start": None, "end": None}


def dates(date: str | None) -> Row:
    """A day or a month, each with its own datatype.

    >>> dates("2021-01")
    {'day': None, 'month': '2021-01'}
    """
    length = len(date or "")
    return {"day": date if length == len("2025-01-04") else None, "month": date if length == len("2025-01") else None}


def rule_of(rule: str | None) -> str | None:
    """Name of a rule, where there is one."""
    return rule_name(rule) if rule else None


def confidence_of(confidence: float) -> float | None:
    """Certainty is not written: it is the rule, and a line less in each definition."""
    return None if confidence == 1 else confidence


def term_of(key: str, survey: Survey) -> Row:
    """The term of a key, and the key itself where the term goes by another."""
    known = survey.keys.of(key)
    return {"term": term_name(known), "key": None if known == key else key}


def once(values: Sequence[Item]) -> list[Item]:
    """The values without those that came before."""
    return list(dict.fromkeys(values))
