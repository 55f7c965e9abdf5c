"""What a rule of running text finds at one anchor."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tifatu.builders.language.rule import Rule
from tifatu.builders.running_text.anchors import Anchor, sentence
from tifatu.graph.model import Count, Span

BEFORE = 160
"""Characters before a slogan that a rule may look at."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule found at one anchor (发现)."""

    rule: Rule
    text: Span
    """The defining words."""

    members: tuple[Span, ...]
    count: Count
    trust: float
    """Between 0 and 1, below 1 for a doubt about this finding alone; multiplied with the confidence of its rule."""


Reader = Callable[[str, Anchor], Finding | None]


def window(text: str, anchor: Anchor) -> Span:
    """The text before an anchor that belongs to its sentence, and the anchor."""
    low = max(anchor.scope[0], anchor.opened - BEFORE)
    return sentence(text, anchor.span, (low, anchor.closed))
