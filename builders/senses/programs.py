"""What kind of program a slogan names, read from its class noun, its own last word or its definition."""

from __future__ import annotations

import re
from collections.abc import Container
from functools import cache
from importlib.resources import files

from tifatu.builders.language.words import word_set
from tifatu.graph.labels import split_label, term_key

FIVE_YEAR = re.compile(r"^二?十?[一二三四五六七八九]五$")
"""七五, 十四五: the count of a five-year plan stands for the plan."""

PLUS = re.compile(r"[^\W\d_NX]{2}[+＋]")
"""演出+旅游: words joined by plus signs make a model; 1+N and 6+2 count, and say nothing of their kind."""

_SENTENCE = re.compile(r"[^。；;！\n]{1,400}")
_GENUS = re.compile(r"(?:的|等|[一二三四五六七八九十\d][大个项类])([^的等、，,]{2,16})$")
_CLOSERS = "“”\"'‘’」』）)》 \u3000"
_LONGEST = 6


def program_of(label: str, head: str, definition_text: str) -> tuple[str | None, str]:
    """The type of a sense and the name of the rule that chose it.

    Args:
        label: A written form: “四强”行动.
        head: Class noun behind the quoted core, where it is not part of the label; may be empty.
        definition_text: The defining words; may be empty.

    Returns:
        Key of graph.programs.program_types, or None with the rule "none".

    >>> program_of("“三抓三促”", "行动", "")
    ('行动', 'head-noun')
    >>> program_of("八大提质工程", "", "")
    ('工程', 'label-noun')
    >>> program_of("“河畔红”", "", "由村民轮流值守的护河机制。")
    ('机制', 'definition-noun')
    >>> program_of("四个意识", "", "")
    (None, 'none')
    """
    parts = split_label(label)
    if FIVE_YEAR.match(parts.core) and not (head or parts.head):
        return "计划", "five-year-plan"
    for noun in (head, parts.head):
        if kind := type_of_noun(term_key(noun)):
            return kind, "head-noun"
    if kind := None if PLUS.search(parts.core) else type_of_noun(parts.core):
        return kind, "label-noun"
    if PLUS.search(parts.core):
        return "模式", "plus-shape"
    kind = type_of_noun(_genus(definition_text), word_set("genus_nouns"))
    return (kind, "definition-noun") if kind else (None, "none")


def type_of_noun(words: str, among: Container[str] | None = None) -> str | None:
    """The type that the longest class noun at the end of some words shows, if need be one among few.

    >>> type_of_noun("政府债务管理制度体系")
    '制度'
    """
    nouns = program_nouns()
    ends = (words[-length:] for length in range(min(_LONGEST, len(words)), 0, -1))
    return next((nouns[end] for end in ends if end in nouns and (among is None or end in among)), None)


@cache
def program_nouns() -> dict[str, str]:
    """Class noun -> type, from builders/data/program_nouns.tsv."""
    table = files("tifatu.builders").joinpath("data", "program_nouns.tsv").read_text(encoding="utf-8")
    rows = (line.partition("\t") for line in table.splitlines() if line and not line.startswith("#"))
    return {noun: kind for noun, _, kind in rows}


def _genus(text: str) -> str:
    """The end of the first sentence, where Chinese puts the noun that says what a thing is: …的工作机制.

    Nothing where no 的, 等 or count goes before it: then the last words are the last item of a list.
    """
    first = _SENTENCE.match(text)
    last = _GENUS.search(term_key(first[0]).rstrip(_CLOSERS)) if first else None
    return last[1] if last else ""
