"""Where a list is sought, and one way to cut it: what all steps of the choice hand on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tifatu.builders.language.passage import Passage
from tifatu.builders.lists.clues import Clue
from tifatu.graph.model import Span

MOST_CUTS = 2
"""Conjunctions at which a row may be cut to reach the wanted number of items."""


@dataclass(frozen=True)
class Cut:
    """One way to cut a passage into items (枚举)."""

    items: tuple[Span, ...]
    rule: str
    """Name of the grammar (list_grammars)."""

    is_open: bool = False
    """True where 等 ends the list."""

    shares: tuple[tuple[str, float], ...] = ()
    """The signs of the table that hold, each with its share."""

    score: float = 0.0


@dataclass(frozen=True)
class Scope:
    """Where to look, and what the label says."""

    passage: Passage
    span: Span
    clue: Clue

    def texts(self, spans: Sequence[Span]) -> list[str]:
        """The words at spans."""
        return [self.passage.words[a:b] for a, b in spans]

    @property
    def length(self) -> int:
        """Characters of the whole stretch."""
        return self.span[1] - self.span[0]

    @property
    def sentence(self) -> int:
        """Characters of its first sentence."""
        stop = self.passage.mask.find("。", *self.span)
        return (stop if stop > 0 else self.span[1]) - self.span[0]

    def before(self, first: Span) -> str:
        """The words of the stretch before an item."""
        return self.passage.words[self.span[0] : first[0]]
