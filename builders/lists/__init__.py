"""Lists in Chinese sentences: candidates, grammars, cutters, and the choice among readings."""

from __future__ import annotations

from tifatu.builders.lists.choice import cut

__all__ = ["cut"]
