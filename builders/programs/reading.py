"""What one definition says of the program that it explains, each statement with its words and their place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tifatu.builders.issuers.naming import CENTRAL, named_at
from tifatu.builders.issuers.regions import implied
from tifatu.builders.programs import rules
from tifatu.graph.model import Definition, Report, Said, Span
from tifatu.graph.survey.facts import year_of
from tifatu.graph.traditional import simplified


@dataclass(frozen=True)
class Found:
    """A statement in a text, before it is known of which program (陈述)."""

    said: Said
    span: Span
    """Within the definition's words."""

    rule: str
    body: str | None = None
    region: str | None = None
    year: int | None = None


def read_statements(definition: Definition, report: Report | None) -> list[Found]:
    """The statements of a definition, in the order of their places.

    Args:
        definition: Of a program.
        report: Its report, which tells whose 省委 is meant and which years lie behind; None where it is not known.
    """
    text = simplified(definition.text)
    found = [*_targets(text, report), *_bodies(text, report), *_wholes(text)]
    return sorted(found, key=lambda one: (one.span, one.said))


def _targets(text: str, report: Report | None) -> Iterator[Found]:
    taken: list[Span] = []
    for rule in rules.TARGETS:
        for match in rule.find(text):
            start, end = match.span("words")
            year = int(match["year"]) if "year" in match.groupdict() and match["year"] else None
            behind = rule is rules.IN_YEAR and year is not None and year < ((report and year_of(report)) or 0)
            if not behind and all(end <= low or high <= start for low, high in taken):
                taken.append((start, end))
                yield Found(Said.TARGET, _trimmed(text, start, end), rule.name, year=year)


def _bodies(text: str, report: Report | None) -> Iterator[Found]:
    rule = rules.run_by()
    for match in rule.find(text):
        whose = _whose(text, match, report)
        if whose:
            yield Found(Said.RUN_BY, match.span("words"), rule.name, *whose)
            return  # the first body named is the one whose program it is; those behind do what it says


def _whose(text: str, match: re.Match[str], report: Report | None) -> tuple[str, str | None] | None:
    """Kind of the body and code of its region, null for the centre; None where the report's place has no such level."""
    named = named_at(text, match.start("words"))
    if named is None or named.kind in CENTRAL:
        return (named.body if named else "department"), None
    region = implied(named.level, report) if report else None
    return (named.body, region.code) if region and region.code else None


def _wholes(text: str) -> Iterator[Found]:
    for rule in rules.part_of():
        for match in rule.find(text):
            yield Found(Said.PART_OF, match.span("words"), rule.name)


def _trimmed(text: str, start: int, end: int) -> Span:
    """Without signs at the end, and without a closing bracket whose opening one stands before."""
    while end > start and (text[end - 1] in "，,、：: 　" or _closes(text[start:end])):
        end -= 1
    return start, end


def _closes(words: str) -> bool:
    return bool(re.search(r"[）)]\Z", words)) and words.count("（") + words.count("(") < words.count(
        "）"
    ) + words.count(")")
