"""The numbers of a glossary's entries: which family of signs they belong to, and the sequence that runs through it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from operator import attrgetter

from tifatu.builders.glossary.rules import NUMBERS
from tifatu.builders.glossary.view import View
from tifatu.builders.language.numerals import value
from tifatu.builders.language.rule import Rule

LOOKBACK = 40
"""Marks: as far back a number may look for the one before it; what lies between is no number of an entry."""

Likelihood = Callable[[int], float]
"""How much a headword with its definition seems to begin at a place of the view: from UNLIKELY to SURE."""

SURE = 1.001
"""How likely an entry begins where a headword that the speech has, and its sign, stand behind the number."""

INLINE = 0.4
"""What a number inside a line is worth beside one that begins a line."""

UNLIKELY = 0.1


@dataclass(frozen=True)
class Mark:
    """A sign that may number an entry (序号)."""

    start: int
    """Where the sign stands in the view."""

    end: int
    """Where the entry's words begin."""

    number: str
    """As written, without brackets."""

    value: int
    inline: bool
    """It stands inside a line, behind other words."""

    bare: bool
    """Nothing parts the figure from the words: 7“一网统管”."""


def sequence(view: View, likelihood: Likelihood) -> tuple[Mark, ...]:
    """The marks that number the entries: of all families the most orderly sequence; empty where none is orderly."""
    chains: list[tuple[float, tuple[Mark, ...]]] = []
    marked: list[Mark] = []
    for rule in NUMBERS:
        marks = list(_marks(view, rule))
        marked += marks
        if any(not mark.inline or mark.value == 1 for mark in marks):
            chains.append(_orderly(marks, [_weight(mark, likelihood) for mark in marks]))
    worth = max((score for score, chain in chains if len(chain) > 1), default=0.0)
    # lists inside definitions begin behind the first entry, so of rivals the one that begins first numbers the entries
    rivals = [chain for score, chain in chains if len(chain) > 1 and score >= worth / 2]
    return _continued(min(rivals, key=lambda chain: chain[0].start, default=()), marked)


def _continued(chain: tuple[Mark, ...], marked: list[Mark]) -> tuple[Mark, ...]:
    """The chain with what follows it in another family: ⑩, then 11."""
    for mark in sorted(marked, key=attrgetter("start")) if chain else ():
        if mark.start > chain[-1].start and mark.value == chain[-1].value + 1 and not mark.inline:
            chain = (*chain, mark)
    return chain


def _marks(view: View, rule: Rule) -> Iterator[Mark]:
    """Everything that looks like a number of this family, at the start of a line or behind the end of a sentence."""
    starts = {line.start for line in view.lines}
    at = 0
    for found in rule.find(view.text):
        inline = found.start() not in starts
        if found.start() < at or (inline and not _may_begin(view.text, found)):
            continue
        number = found["n"]
        alone = number.isdecimal() and found.start() == found.start("n")
        bare = alone and not view.text[found.end("n") : found.end()].strip()
        counted = value(number)
        if counted and not (inline and bare):
            at = found.end()
            yield Mark(found.start(), found.end(), number, counted, inline, bare)


def _may_begin(text: str, found: re.Match[str]) -> bool:
    """An entry inside a line begins behind a sentence or white space; 2. may be glued to a word, [2] may not."""
    before = text[found.start() - 1]
    if before.isspace() or before in "。！？；;!?”’）)】…":
        return found[0].startswith("注") or not found[0].rstrip().endswith((":", "："))
    glued = not (before.isascii() and before.isalnum()) and before not in "第“"
    return glued and found[0].rstrip().endswith((".", "．", "、"))


def _weight(mark: Mark, likelihood: Likelihood) -> float:
    """How much a mark looks like the number of an entry."""
    good = likelihood(mark.end)
    if mark.inline:
        return INLINE * good if good > UNLIKELY else -1.0
    return good * (0.5 if mark.bare else 1.0)


def _orderly(marks: list[Mark], weights: list[float]) -> tuple[float, tuple[Mark, ...]]:
    """The sequence of marks that is worth most, and what it is worth."""
    scores: list[float] = []
    before: list[int] = []
    for j, mark in enumerate(marks):
        scores.append(weights[j] + (0.5 if mark.value == 1 else 0.2 if not mark.inline and not mark.bare else -1.0))
        before.append(-1)
        for i in range(max(0, j - LOOKBACK), j):
            step = _step(marks[i], mark, surely=weights[j] >= INLINE * SURE)
            if step is not None and weights[j] > 0 and (score := scores[i] + weights[j] * (1 + step)) > scores[j]:
                scores[j], before[j] = score, i
    if not marks:
        return 0.0, ()
    last = max(range(len(marks)), key=scores.__getitem__)
    worth, chain = scores[last], []
    while last >= 0:
        chain.append(marks[last])
        last = before[last]
    return worth, _outer(chain[::-1])


def _outer(chain: list[Mark]) -> tuple[Mark, ...]:
    """The chain without the lists inside definitions: 5, 1, 2, 3, 6 is 5, 6."""
    lists: list[list[Mark]] = [[]]
    for mark in chain:
        depths = [i for i, one in enumerate(lists) if one and one[-1].value + 1 == mark.value]
        if depths:
            del lists[depths[-1] + 1 :]
        elif lists[-1] and mark.value < lists[-1][-1].value:
            lists.append([])
        lists[-1].append(mark)
    return tuple(mark for one in lists for mark in one)


def _step(one: Mark, two: Mark, surely: bool) -> float | None:
    """How well one number follows another; skipped, repeated and restarted ones only where a line begins.

    In a text without line breaks one may be skipped or printed twice where a known headword stands behind it.
    """
    rise = two.value - one.value
    if rise == 1:
        return 1.0
    if one.inline and two.inline and surely and two.value > 2 and rise in (0, 2):
        return 0.1
    if two.inline or (two.bare and not 2 <= rise <= 3):
        return None
    if 2 <= rise <= 5:
        return 0.2
    if two.value == one.value == 1:  # Markdown numbers such a list by itself
        return 0.2
    return -1.5 if two.value == 1 or rise == 0 else -1.8


def behind_number(view: View, at: int) -> int:
    """Where the words of a line begin, behind any number."""
    found = (rule.regex.match(view.text, at) for rule in NUMBERS)
    return next((match.end() for match in found if match), at)
