"""What a definition is made of: its items, its named parts, and whether the numeral counts them."""

from __future__ import annotations

from tifatu.builders.components.dissection import dissect
from tifatu.builders.components.receipts import list_receipt

__all__ = ["dissect", "list_receipt"]
