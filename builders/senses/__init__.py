"""Which definitions mean the same, and which meaning a mention has."""

from __future__ import annotations

from tifatu.builders.senses.linking import link
from tifatu.builders.senses.resolution import resolve

__all__ = ["link", "resolve"]
