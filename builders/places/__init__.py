"""The divisions that a report names besides its own."""

from __future__ import annotations

from tifatu.builders.places.find import places

__all__ = ["places"]
