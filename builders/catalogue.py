"""Every rule that can stand in a record, with its step, one sentence why in Chinese and English, and an example.

The English and the example stand beside the pattern where a rule or a grammar has one, and are taken from there; the
rest, and all Chinese, stands in builders/data/rule_reasons.tsv. `docs/rules.md` and the notes of the graph
(graph/vocabulary/rules.tsv) are poured from here by `make docs`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import product

from tifatu.builders.components.rules import GROUPED, PART_RULES
from tifatu.builders.glossary.separators import SEPARATORS
from tifatu.builders.issuers.rules import ISSUER_RULES
from tifatu.builders.language.rule import Rule
from tifatu.builders.lists.grammars import GRAMMARS, VARIANTS
from tifatu.builders.mentions.judgement import QUESTIONS
from tifatu.builders.places.rules import AFTER, BEFORE
from tifatu.builders.programs.rules import TARGETS, part_of, run_by
from tifatu.builders.running_text.rules import RULES
from tifatu.graph.rule_notes import RuleNote

STAGES: Mapping[str, str] = {
    "glossary": "How an entry of the appended glossary is parted into headword and definition.",
    "running-text": "How the running text says what a slogan means; the same rule finds the components.",
    "parts": "How the parts of a slogan are named in its definition, or told by their groups.",
    "lists": "How the components stand in a definition.",
    "mentions": "Why a phrase is a mention of a slogan.",
    "resolution": "Why a mention has the sense that it has.",
    "issuers": "How an issuer and a slogan hang together.",
    "places": "Why a name is a division.",
    "types": "Which word shows the type of a sense.",
    "programs": "Whose a program is, who runs it, what it is part of, and what it is to reach.",
}
"""The steps whose rules stand in records, in the order of docs/rules.md."""

RENAMED: Mapping[tuple[str, str], str] = {
    ("mention.rule", "class-noun"): "certain-noun",
    ("mention.rule", "list"): "phrases-in-a-row",
    ("mention.resolved_by", "class-noun"): "sense-of-class-noun",
    ("place.rule", "list"): "place-list",
}
"""Names of older graphs, by the field in which they stand: two of them meant two things each."""


@cache
def catalogue() -> Mapping[str, RuleNote]:
    """The rules by name, ordered by step and name.

    >>> catalogue()["that-is"].stage, catalogue()["quoted-enumeration"].stage
    ('running-text', 'lists')
    """
    said = dict(_said())
    known = {}
    for stage, name, reason, why, example in _table():
        english, shown = said.get(name, ("", ""))
        known[name] = RuleNote(name, stage, why or english, reason, example or shown)
    known = {note.name: note for note in _composed(known)} | known
    steps = list(STAGES)
    return {note.name: note for note in sorted(known.values(), key=lambda note: (steps.index(note.stage), note.name))}


def coded() -> Iterator[Rule]:
    """The rules with a pattern that decide what becomes a record; the table says which of their names it may bear."""
    yield from (*SEPARATORS, *RULES, *PART_RULES, *ISSUER_RULES, *AFTER, *BEFORE, *TARGETS, run_by(), *part_of())
    yield from (question.what for question in QUESTIONS if isinstance(question.what, Rule))


def as_table() -> str:
    """The catalogue as graph/vocabulary/rules.tsv has it."""
    head = "# Poured from builders/catalogue.py by `make docs`: name, step, English, Chinese, example.\n"
    return head + "".join("\t".join(note) + "\n" for note in catalogue().values())


def as_page() -> str:
    """The catalogue as docs/rules.md has it: a table for each step."""
    lines = ["# Rules", "", "Poured from `builders/catalogue.py` by `make docs`; do not edit it here.", ""]
    for stage, about in STAGES.items():
        lines += [f"## {stage}", "", about, "", "| rule | why | 理由 | example |", "| --- | --- | --- | --- |"]
        shown = [catalogue()[name] for step, name, *_ in _table() if step == stage]
        lines += [f"| `{n.name}` | {_cell(n.why)} | {_cell(n.reason)} | {_cell(n.example)} |" for n in shown]
        if stage == "lists":
            lines += ["", "A name may have more in front or behind:", ""]
            lines += [f"- `{affix}`: {en}; {zh}" for affix, (en, zh) in VARIANTS.items()]
        lines.append("")
    lines += ["## Renamed", "", "Older graphs have these names:", "", "| field | then | now |", "| --- | --- | --- |"]
    lines += [f"| `{field}` | `{old}` | `{new}` |" for (field, old), new in RENAMED.items()]
    return "\n".join([*lines, ""])


def _cell(words: str) -> str:
    return words.replace("|", "\\|")


def _table() -> Iterator[list[str]]:
    """The rows of the table of reasons."""
    table = files("tifatu.builders").joinpath("data", "rule_reasons.tsv").read_text(encoding="utf-8")
    return (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))


def _said() -> Iterator[tuple[str, tuple[str, str]]]:
    """What stands beside the patterns: name, and the English with an example."""
    for rule in coded():
        yield rule.name, (rule.why, rule.hits[0].text.replace("\t", "⇥"))
    for grammar in GRAMMARS:
        yield grammar.name, (grammar.why, f"{grammar.hits[0].label}：{grammar.hits[0].text}")
    for name, why in GROUPED.items():
        yield name, (why, "")


def _composed(known: Mapping[str, RuleNote]) -> Iterator[RuleNote]:
    """The grammars of lists with what may be added to their names, one affix in front and one behind."""
    fronts = ["", *(affix for affix in VARIANTS if affix.endswith("-"))]
    backs = ["", *(affix for affix in VARIANTS if affix.startswith("-"))]
    for grammar, front, back in product(GRAMMARS, fronts, backs):
        if front or back:
            base = known[grammar.name]
            added = [VARIANTS[affix] for affix in (front, back) if affix]
            why = "; ".join([base.why.removesuffix("."), *(en for en, _ in added)]) + "."
            reason = "；".join([base.reason.removesuffix("。"), *(zh for _, zh in added)]) + "。"
            yield RuleNote(f"{front}{grammar.name}{back}", base.stage, why, reason, base.example)
