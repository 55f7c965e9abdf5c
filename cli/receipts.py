"""What tifatu explain --why tells: every definition with its rule, span and evidence."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from tifatu.graph.rule_notes import rule_notes


def with_receipts(found: dict[str, Any]) -> Iterator[str]:
    """The explanation with all receipts: a block a sense, and under each definition its file, span and rules."""
    senses = {sense["id"]: sense for sense in found["senses"]}
    total = f"{len(senses)} sense(s), {len(found['definitions'])} definition(s), {found['mentions']} mention(s)"
    yield f"{found['label']}: {total} in {len(found['uses'])} place(s)"
    for usage in found["usages"]:
        yield f"  {usage['class']}; {usage['occurrences']} occurrence(s) in {usage['reports']} report(s)"
        yield from (f"    {figure}" for figure in usage["evidence"])
    ordered = sorted(found["definitions"], key=lambda d: list(senses).index(d["sense"]))
    for number, (name, group) in enumerate(groupby(ordered, key=lambda d: d["sense"]), 1):
        sense = senses[name]
        yield ""
        yield f"Sense {number}{': ' + sense['program'] if sense['program'] else ''}"
        yield f"    type by rule {sense['rule']}"
        yield from _why(sense["rule"])
        for definition in group:
            yield from _lines_of(definition)
        yield from (f"    {join}" for join in sense["joins"])


def _lines_of(definition: dict[str, Any]) -> Iterator[str]:
    place = f"{definition['region']} {definition['year'] or '?'}"
    yield f"  {place}\t{'、'.join(definition['terms'])}\t{definition['text']}"
    yield f"    {definition['source']}:{definition['start']}-{definition['end']}  rule {definition['rule']}"
    yield from _why(definition["rule"])
    if annex := definition["glossary"]:
        short = ", ".join(f"{name} {share:.2f}" for name, share in annex["signs"].items() if share < 1)
        yield f"    glossary score {annex['score']:.2f}{f' ({short})' if short else ''}"
    if definition["components"]:
        listed = "、".join(definition["components"])
        yield f"    components ({definition['components_rule']}, count {definition['count']}): {listed}"
        yield from _why(definition["components_rule"])
        yield from _signs(definition)
    for part in definition["parts"]:
        yield f"    part {part['term']} ({part['rule']}): {part['text']}"
        yield from _why(part["rule"])


def _signs(definition: dict[str, Any]) -> Iterator[str]:
    """The signs that chose the items of a list, and the reading that lost to it."""
    from tifatu.builders.components import list_receipt

    label = "、".join(definition["terms"])
    yield from (f"      {line}" for line in list_receipt(label, definition["text"], definition["components"]))


def _why(rule: str | None) -> Iterator[str]:
    """The sentence that says why a rule is right, in both languages; nothing for a rule of another version."""
    if note := rule_notes().get(rule or ""):
        yield f"      why: {note.why} {note.reason}"
