"""Whose a formulation is, as the report says it."""

from __future__ import annotations

from tifatu.builders.issuers.attribution import attributions

__all__ = ["attributions"]
