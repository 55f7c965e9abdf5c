"""What a definition is made of: its items, its named parts, and whether the numeral counts them."""

from __future__ import annotations

from tifatu.builders.components.dissection import dissect

__all__ = ["dissect"]
