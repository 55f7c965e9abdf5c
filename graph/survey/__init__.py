"""What the records say together: facts of terms, senses, regions; counts."""

from __future__ import annotations

from tifatu.graph.survey.facts import Survey, year_of

__all__ = ["Survey", "year_of"]
